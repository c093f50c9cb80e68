"""Workbooks out and in: templates, the guard, reading, cleaning, messages and the annotated copy."""
