"""Attributes of HTML elements whose names are no Python names: ``aria-label``, ``data-print``."""

from typing import Any


def attributes(**said: str) -> dict[str, Any]:
    """The same with dashes: ``attributes(aria_label="...")``."""
    return {name.replace("_", "-"): value for name, value in said.items()}
