"""What it shows: queries, transforms, figures and the Dash pages."""
