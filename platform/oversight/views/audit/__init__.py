"""The audit trail: who did what when; the administrator reads all of it, a head what is about the school."""

from oversight.views.audit import trail
from oversight.views.audit.blueprint import bp

__all__ = ["bp", "trail"]
