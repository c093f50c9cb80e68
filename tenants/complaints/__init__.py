"""Complaints that anybody hands in on the public pages, and how the bureau deals with them (catalogue R32, 6)."""
