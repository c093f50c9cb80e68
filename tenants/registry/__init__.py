"""The registry: schools, their history, facilities and areas."""
