"""A district that does not exist, filed through the road that schools use: for looking, teaching and measuring."""
