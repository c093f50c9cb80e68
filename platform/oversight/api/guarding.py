"""The guard before every resource: a bearer token in force, its scopes, how often it may ask."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Response, current_app, g, request
from limits import RateLimitItemPerMinute
from werkzeug.exceptions import TooManyRequests

from oversight.api.asked import now, open_session, pools
from oversight.api.problems import Refused
from tenants.accounts.tokens import Scope, find_token, note_use, session_name
from tenants.returns.own import work_for
from tenants.scope.entering import enter
from tenants.scope.sessions import login_session, reads_with
from tenants.text import Text

P = ParamSpec("P")
T = TypeVar("T")
BY_TOKEN = RateLimitItemPerMinute(300)
WRONG_BY_ADDRESS = RateLimitItemPerMinute(60, 15)
_LONGEST_TOKEN = 100
_NO_TOKEN = Text(
    "请在 Authorization 头中给出有效令牌：Bearer hq_…。令牌在“我的账号—令牌”页面生成。",
    "Give a token in force in the Authorization header: Bearer hq_…; make one on the page My account, Tokens.",
)
_NO_SCOPE = Text("这个令牌没有 {scope} 权限。", "This token lacks the scope {scope}.")


def needs(scope: Scope) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """The resource is for tokens of that scope."""

    def guarded(view: Callable[P, T]) -> Callable[P, T]:
        @wraps(view)
        def inner(*args: P.args, **kwargs: P.kwargs) -> T:
            _enter()
            if scope.value not in g.api_token.scopes:
                told = {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scope.value}"'}
                raise Refused(403, "insufficient-scope", _NO_SCOPE.fill(scope=scope.value), headers=told)
            return view(*args, **kwargs)

        inner.scope = scope  # type: ignore[attr-defined]  # a test walks every route and reads it
        return inner

    return guarded


def tell_limits(answer: Response) -> Response:
    """How much the token may still ask."""
    if "rate" in g:
        most, left, seconds = g.rate
        answer.headers["RateLimit-Limit"] = str(most)
        answer.headers["RateLimit-Remaining"] = str(max(0, left))
        answer.headers["RateLimit-Reset"] = str(seconds)
        if answer.status_code == 429:
            answer.headers["Retry-After"] = str(seconds)
    elif answer.status_code == 429:
        answer.headers["Retry-After"] = "900"
    return answer


def _enter() -> None:
    """Who asks; the same answer for a token unknown, revoked, expired or of a role that has ended."""
    kind, _, shown = request.headers.get("Authorization", "").partition(" ")
    shown = shown.strip()
    here = request.remote_addr or ""
    limits: Any = current_app.extensions["houqin.limiter"].limiter
    at = now()
    if kind.lower() == "bearer" and 0 < len(shown) <= _LONGEST_TOKEN and shown.isascii():
        with login_session(pools()) as session:
            kept = find_token(session, shown, at=at)
        if kept is not None:
            _count(limits, str(kept.id), here)
            viewer = enter(pools(), session_name(shown), now=at)
            if viewer is not None:
                g.viewer, g.api_token = viewer, kept
                work_for(viewer.district_id, reads_with(open_session))
                with login_session(pools()) as session:
                    note_use(session, kept, address=here, at=at)
                return
    if not limits.hit(WRONG_BY_ADDRESS, "api", here):  # a good token is never held up by a bad one behind one address
        raise TooManyRequests
    raise Refused(401, "unauthorized", _NO_TOKEN, headers={"WWW-Authenticate": 'Bearer realm="houqin"'})


def _count(limits: Any, name: str, here: str) -> None:
    key = BY_TOKEN.key_for("api", name, here)
    hits = limits.storage.incr(key, BY_TOKEN.get_expiry())
    seconds = max(1, round(limits.storage.get_expiry(key) - now().timestamp()))
    g.rate = (BY_TOKEN.amount, BY_TOKEN.amount - hits, seconds)
    if hits > BY_TOKEN.amount:
        raise TooManyRequests
