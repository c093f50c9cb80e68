"""The database as a thing to run: the embedded server, roles, revisions, and what is wrong with them."""
