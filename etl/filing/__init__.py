"""From a stored original to a draft with its findings, for many schools at once."""
