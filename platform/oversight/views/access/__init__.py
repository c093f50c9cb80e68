"""Signing in and out, passwords by link, one's own account, and what came too late."""

from oversight.views.access import account, late, password_link, second_step, sign_in, tokens
from oversight.views.access.blueprint import bp

__all__ = ["account", "bp", "late", "password_link", "second_step", "sign_in", "tokens"]
