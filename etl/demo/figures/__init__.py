"""What the schools of the demo district would truthfully report, month by month."""
