"""What a view needs to know of its request: language, moment, whether a script asks, and the stores behind it."""

from datetime import UTC, date, datetime
from pathlib import Path

from flask import current_app, request
from flask_babel import get_locale

from etl.originals import Originals
from etl.workbook.guard.pool import GuardPool
from oversight.access import pools
from tenants.calendar.workdays import bureau_day
from tenants.text import Lang


def lang() -> Lang:
    """The language of the page."""
    chosen = get_locale()
    return "en" if chosen is not None and chosen.language == "en" else "zh"


def now() -> datetime:
    """The moment of the request."""
    return datetime.now(UTC)


def today() -> date:
    """The bureau's day of the request."""
    return bureau_day(now())


def address() -> str:
    """Where the request comes from, for the audit trail."""
    return request.remote_addr or ""


def wants_json() -> bool:
    """Whether a script of ours asks and not a person's browser."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def originals() -> Originals:
    """The originals of this installation."""
    home: Path = current_app.config["SETTINGS"].home
    return Originals(home / "originals", pools().keyring)


def guard() -> GuardPool:
    """The guarded readers of this process, started when first needed."""
    pool = current_app.extensions.get("houqin.guard")
    if pool is None:
        pool = current_app.extensions["houqin.guard"] = GuardPool(1)
    assert isinstance(pool, GuardPool)
    return pool
