"""Inspections: schools to visit, visits and what is said of them, rectifications and rechecks."""

from oversight.views.inspections import index, rectification, visit
from oversight.views.inspections.blueprint import bp

__all__ = ["bp", "index", "rectification", "visit"]
