"""What all public pages share: their address, the public's session, and how long an answer may be kept."""

from contextlib import AbstractContextManager

from flask import Blueprint, make_response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from oversight.access import find_viewer, pools
from tenants.scope.reading import public_reading_session

bp = Blueprint("public", __name__, url_prefix="/public")
_KEPT_SECONDS = 300


def open_public() -> AbstractContextManager[Session]:
    """A session that sees what was published, and nothing else."""
    return public_reading_session(pools())


def kept(body: str | bytes, mimetype: str = "text/html", *, filename: str | None = None) -> Response:
    """An answer that browsers and proxies may keep for some minutes and then ask about by its tag.

    The page of a person signed in carries their name: only their own browser keeps it, and asks every time.
    """
    answer = make_response(body)
    answer.mimetype = mimetype
    if filename:
        answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    if find_viewer() is None:
        answer.cache_control.public, answer.cache_control.max_age = True, _KEPT_SECONDS
    else:
        answer.cache_control.private, answer.cache_control.no_cache = True, True
    answer.vary.update(["Cookie", "Accept-Encoding"])
    answer.add_etag()
    return answer.make_conditional(request)
