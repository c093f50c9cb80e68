"""The administrator's pages of accounts: who may sign in, as what, in which schools or areas."""

from oversight.views.accounts import creating, listing, one
from oversight.views.accounts.blueprint import bp

__all__ = ["bp", "creating", "listing", "one"]
