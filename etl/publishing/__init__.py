"""What the public may read: collected from accepted returns, small counts of persons hidden, frozen by release."""
