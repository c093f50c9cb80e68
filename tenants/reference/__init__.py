"""Reference tables of a district (returns catalogue 2.3) that rules look values up in."""
