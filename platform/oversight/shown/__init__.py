"""What the public pages show: frozen figures in plain words, as bars and lines, and as files."""
