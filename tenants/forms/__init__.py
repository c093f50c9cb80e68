"""Returns that are being filled in on a page: rows as typed, saved by several people without overwriting each other."""
