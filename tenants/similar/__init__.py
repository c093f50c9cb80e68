"""Which schools are like a school: what is compared, and the lists frozen for a school year."""
