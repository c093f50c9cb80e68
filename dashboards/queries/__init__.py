"""One set-based question to the database for each panel, in the scope of the session."""
