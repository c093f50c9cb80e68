"""The oversight indices and timeliness (returns catalogue 5): figures formed of what schools file, not filed themselves."""
