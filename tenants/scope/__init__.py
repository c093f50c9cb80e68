"""Whose eyes a transaction has: viewers, connection pools by database role, sessions that carry a scope."""
