"""Releases: what a district decided to publish, and what the public reads of it."""
