"""Charts as plain dicts, from tables alone: no session, no request."""
