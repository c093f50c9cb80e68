"""What schools file: each return declared once, its rules and figures in the notation of the catalogue."""
