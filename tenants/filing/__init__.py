"""Filing: duties, versions, findings, review, and every step between them."""
