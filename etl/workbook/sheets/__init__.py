"""The sheets of a template, one module each."""
