"""Numbered revisions of the database, and the helpers that isolate tenants."""
