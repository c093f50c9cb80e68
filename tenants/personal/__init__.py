"""Personal data: sealed with a key that is not in the database, shown by their first character, opened one by one."""
