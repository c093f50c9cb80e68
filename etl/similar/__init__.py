"""Finding the schools that are like a school, and keeping the lists of a school year."""
