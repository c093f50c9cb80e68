"""Complaints from the public pages: what waits, what each says, acknowledged and closed by the bureau."""

from oversight.views.complaints import listing, one
from oversight.views.complaints.blueprint import bp

__all__ = ["bp", "listing", "one"]
