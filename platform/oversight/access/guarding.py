"""The guard before every request: who asks, whether the page is theirs, whether a form came from a page of ours."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, current_app, g, request
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.orm import Session

from oversight.access import hashing, throttling
from oversight.access.browser import Browser, BrowserSessions, browser
from tenants.accounts.queries import get_account
from tenants.accounts.roles import Permission, may
from tenants.accounts.services import freshen_session, touch_session
from tenants.errors import NotAllowed, OversightError
from tenants.returns.own import work_for
from tenants.scope.entering import enter
from tenants.scope.pools import Pools
from tenants.scope.reading import reading_session
from tenants.scope.sessions import login_session, reads_with, viewer_session
from tenants.scope.viewer import Viewer
from tenants.text import Text

P = ParamSpec("P")
T = TypeVar("T")
_READS = {"GET", "HEAD", "OPTIONS"}


class NotSignedIn(OversightError):
    """Nobody is signed in, or the session has ended."""

    says = Text("您还没有登录，或登录已过期。", "You are not signed in, or your session has ended.")


def init_app(app: Flask) -> None:
    """Sessions from the database, form tokens over everything, throttling; ``errors`` answers what is refused."""
    is_production = app.config["SETTINGS"].is_production
    app.config.update(
        SESSION_COOKIE_NAME="__Host-houqin" if is_production else "houqin_session",
        SESSION_COOKIE_SECURE=is_production,
        WTF_CSRF_CHECK_DEFAULT=False,  # _check_write asks, once it is known who is there
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session
        WTF_CSRF_SSL_STRICT=False,  # security.refuse_foreign_writes looks at the origin
    )
    app.session_interface = BrowserSessions()
    app.extensions["houqin.csrf"] = CSRFProtect(app)
    throttling.init_app(app)
    app.before_request(_check_write)
    app.teardown_request(lambda _: work_for(None))  # the thread may serve another district next


def requires(permission: Permission) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """The view is for accounts whose role holds the permission."""

    def guarded(view: Callable[P, T]) -> Callable[P, T]:
        @wraps(view)
        def inner(*args: P.args, **kwargs: P.kwargs) -> T:
            if not may(current_viewer().role, permission):
                raise NotAllowed
            return view(*args, **kwargs)

        inner.permission = permission  # type: ignore[attr-defined]  # a test walks every route and reads it
        return inner

    return guarded


def signed_in(view: Callable[P, T]) -> Callable[P, T]:
    """The view is for everybody who is signed in, whatever their role: their own account."""

    @wraps(view)
    def inner(*args: P.args, **kwargs: P.kwargs) -> T:
        current_viewer()
        return view(*args, **kwargs)

    inner.permission = "signed_in"  # type: ignore[attr-defined]
    return inner


def open_to_all(view: Callable[P, T]) -> Callable[P, T]:
    """The view needs no account."""
    view.is_open = True  # type: ignore[attr-defined]
    return view


def find_viewer() -> Viewer | None:
    """Who is signed in; None for everybody else. Asked of the database once a request."""
    if "viewer" not in g:
        g.viewer = None  # also while the database is away: the error page must not ask again
        if browser().token:
            g.viewer = enter(pools(), browser().token, now=datetime.now(UTC))
        if g.viewer is not None:
            _touch(browser())
            work_for(g.viewer.district_id, reads_with(open_session))
        else:
            work_for(None)
    viewer: Viewer | None = g.viewer
    return viewer


def current_viewer() -> Viewer:
    """Who is signed in, or NotSignedIn."""
    viewer = find_viewer()
    if viewer is None:
        raise NotSignedIn
    return viewer


def forget_viewer() -> None:
    """Ask anew who is there: somebody signed in or out, or took another role, in this very request."""
    g.pop("viewer", None)
    work_for(None)
    g.pop("csrf_token", None)


def open_session() -> AbstractContextManager[Session]:
    """A session that sees what the person at the screen may see."""
    return viewer_session(pools(), current_viewer())


def open_reading() -> AbstractContextManager[Session]:
    """The same for what only reads and may be a moment behind: on the replica, where there is one."""
    return reading_session(pools(), current_viewer())


def pools() -> Pools:
    """The pools of this application."""
    found: Pools = current_app.extensions["houqin.pools"]
    return found


def confirm_password(password: str) -> bool:
    """Whether it is the password of the person at the screen, who is about to do something that binds them."""
    viewer, at = current_viewer(), datetime.now(UTC)
    key = str(viewer.account_id)
    throttling.count_try(key)
    with login_session(pools()) as session:
        stored = get_account(session, viewer.account_id).password_hash
    if not hashing.is_password(stored, password):
        return False
    throttling.forgive(key)
    with login_session(pools()) as session:
        freshen_session(session, browser().token, at=at)
    return True


def _check_write() -> None:
    """Whoever sends something must be there, unless the page is everybody's, and must have it from a page of ours."""
    if request.method in _READS or request.endpoint is None:
        return
    view = current_app.view_functions[request.endpoint]
    if not getattr(view, "is_open", False):
        current_viewer()
    protection: Any = current_app.extensions["houqin.csrf"]
    protection.protect()


def _touch(held: Browser) -> None:
    """Note that the session is in use, at most once a minute from each process."""
    seen: dict[bytes, datetime] = current_app.extensions.setdefault("houqin.seen", {})
    at = datetime.now(UTC)
    last = seen.get(held.sha256)
    if last is None or (at - last).total_seconds() > 60:
        if len(seen) > 20_000:
            seen.clear()
        seen[held.sha256] = at
        with login_session(pools()) as session:
            touch_session(session, held.token, at=at)
