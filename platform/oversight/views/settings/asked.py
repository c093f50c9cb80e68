"""What pages of settings ask of a request: a day, and whether the reader may change anything."""

from datetime import date

from oversight.access import current_viewer
from tenants.accounts.roles import Permission, may


def may_change() -> bool:
    """Whether the reader may change settings."""
    return may(current_viewer().role, Permission.CHANGE_SETTINGS)


def day_in(text: str) -> date | None:
    """A day as inputs send it; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
