"""Supplementary returns: what a district asks for beyond the catalogue, defined by the bureau and filed like the others."""
