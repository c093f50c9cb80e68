"""What a resource needs to know of its request: who asks, in which language, when, and a session with their eyes."""

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

from flask import current_app, g, request
from sqlalchemy.orm import Session

from etl.originals import Originals
from tenants.accounts.models import ApiToken
from tenants.calendar.workdays import bureau_day
from tenants.scope.pools import Pools
from tenants.scope.sessions import viewer_session
from tenants.scope.viewer import Viewer
from tenants.text import Lang, Text


def viewer() -> Viewer:
    """Whose token it is."""
    found: Viewer = g.viewer
    return found


def token() -> ApiToken:
    """The token shown."""
    found: ApiToken = g.api_token
    return found


def lang() -> Lang:
    """What ``Accept-Language`` asks for, else the language of the installation."""
    for wanted, _quality in request.accept_languages:
        first = wanted.lower().partition("-")[0]
        if first == "zh":
            return "zh"
        if first == "en":
            return "en"
    chosen: Lang = current_app.config["SETTINGS"].locale
    return chosen


def say(text: Text) -> str:
    """The words in the language asked for."""
    return text.say(lang())


def now() -> datetime:
    """The moment of the request."""
    return datetime.now(UTC)


def today() -> date:
    """The bureau's day of the request."""
    return bureau_day(now())


def pools() -> Pools:
    """The pools of the application."""
    found: Pools = current_app.extensions["houqin.pools"]
    return found


def open_session() -> AbstractContextManager[Session]:
    """A session that sees what the account may see."""
    return viewer_session(pools(), viewer())


def originals() -> Originals:
    """The originals of this installation."""
    return Originals(current_app.config["SETTINGS"].home / "originals", pools().keyring)
