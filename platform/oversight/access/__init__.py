"""Who is at the screen and what they may do: everything the pages know of accounts goes through here."""

from oversight.access.guarding import (
    NotSignedIn,
    confirm_password,
    current_viewer,
    find_viewer,
    init_app,
    open_reading,
    open_session,
    open_to_all,
    pools,
    requires,
)

__all__ = [
    "NotSignedIn",
    "confirm_password",
    "current_viewer",
    "find_viewer",
    "init_app",
    "open_reading",
    "open_session",
    "open_to_all",
    "pools",
    "requires",
]
