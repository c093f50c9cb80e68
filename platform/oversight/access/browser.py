"""A browser's session: a random token in a cookie, known to the database by its SHA-256 once somebody signed in."""

import hashlib
import hmac
import re
import secrets
from typing import Any

from flask import Flask, Request, Response, session
from flask.sessions import SessionInterface, SessionMixin

from tenants.scope.entering import sha256_of

_PLAUSIBLE = re.compile(r"[A-Za-z0-9_-]{40,64}")
_CSRF = "csrf_token"


class Browser(dict[str, Any], SessionMixin):
    """What Flask calls the session. It holds the token and, made from it, the secret behind form tokens; no more.

    A browser in which nobody is signed in gets a token with its first form, so that forms are protected before sign-in.
    """

    def __init__(self, key: bytes, token: str) -> None:
        super().__init__()
        self._key = key
        self.token = token
        self.modified = False
        if token:
            self._derive()

    def __setitem__(self, name: str, value: Any) -> None:
        """Flask-WTF asks for the place of its secret; nothing else is kept in a session."""
        if name != _CSRF:
            raise KeyError(name)
        self.renew()

    def renew(self) -> str:
        """A new token, so that one known before sign-in is worth nothing after it."""
        self.token = secrets.token_urlsafe(32)
        self.modified = True
        self._derive()
        return self.token

    def end(self) -> None:
        """Let the browser forget its token."""
        self.token = ""
        self.modified = True
        self.clear()

    @property
    def sha256(self) -> bytes:
        """What the database knows of the token."""
        return sha256_of(self.token)

    def _derive(self) -> None:
        super().__setitem__(_CSRF, hmac.new(self._key, b"form\0" + self.token.encode(), hashlib.sha256).hexdigest())


class BrowserSessions(SessionInterface):
    """Reads and writes the cookie; a request that changes nothing writes nothing."""

    def open_session(self, app: Flask, request: Request) -> Browser:
        """The session of a request."""
        token = request.cookies.get(self.get_cookie_name(app), "")
        return Browser(str(app.secret_key).encode(), token if _PLAUSIBLE.fullmatch(token) else "")

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Hand the browser its new token, or take it away."""
        assert isinstance(session, Browser)
        if not session.modified:
            return
        name, secure = self.get_cookie_name(app), bool(app.config["SESSION_COOKIE_SECURE"])
        if session.token:
            response.set_cookie(name, session.token, path="/", httponly=True, secure=secure, samesite="Lax")
        else:
            response.delete_cookie(name, path="/", httponly=True, secure=secure, samesite="Lax")
        response.vary.add("Cookie")


def browser() -> Browser:
    """The session of the request."""
    held = session._get_current_object()  # type: ignore[attr-defined]  # the object behind Flask's proxy
    assert isinstance(held, Browser)
    return held
