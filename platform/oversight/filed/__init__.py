"""What was filed, in the words and the shape in which people read it; no request and no session in here."""
