"""Headers of every answer: what a page may load, who may frame it, what is kept; and where a write may come from."""

import urllib.parse

from flask import Flask, Response, abort, current_app, request

STRICT = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def init_app(app: Flask) -> None:
    """Guard every request and dress every answer."""
    app.before_request(refuse_foreign_writes)
    app.after_request(dress)


def refuse_foreign_writes() -> None:
    """A write that another site's page caused is refused before anything else looks at it."""
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    origin = request.headers.get("Origin")
    if origin and urllib.parse.urlsplit(origin).netloc != request.host:
        abort(403)
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(403)


def dress(answer: Response) -> Response:
    """The headers; pages of people signed in are kept by nobody."""
    policy = dict(STRICT)
    if request.path.startswith("/dashboards/"):
        hashes = current_app.extensions.get("houqin.dash_hashes", [])
        policy["script-src"] = " ".join(["'self'", *hashes])
        policy["style-src"] = "'self' 'unsafe-inline'"  # Dash and Mantine style in place (parts: browser and offline)
    # A file that somebody sent is handed out under a stricter one of its own.
    answer.headers.setdefault("Content-Security-Policy", "; ".join(f"{name} {told}" for name, told in policy.items()))
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["X-Frame-Options"] = "DENY"
    answer.headers["Permissions-Policy"] = "geolocation=(), microphone=(), payment=()"
    answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.is_secure:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000"
    is_open = request.path.startswith(("/static/", "/public/", "/open-data/")) or "/assets/" in request.path
    if not is_open and "_dash-component-suites" not in request.path:
        answer.headers["Cache-Control"] = "no-store"
    return answer
