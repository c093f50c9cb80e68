"""Where a page may send a browser on: addresses of this site only."""

import urllib.parse


def safe_target(wanted: str | None, default: str = "/") -> str:
    """The address if it is a path of this site, else the default."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return default
    if any(ord(each) < 32 or each == "\\" for each in wanted):
        return default
    parts = urllib.parse.urlsplit(wanted)
    return default if parts.scheme or parts.netloc else wanted
