"""Inspections: the schemes they go by, how a visit is scored, what the school says to it, rechecks."""
