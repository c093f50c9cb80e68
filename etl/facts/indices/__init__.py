"""The oversight indices and timeliness as facts: what feeds them, forming them, and when they are formed anew."""
