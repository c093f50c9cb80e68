"""Pages by cursor: a signed key of the last row, good for the same question of the same account alone."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from oversight.api.asked import viewer
from oversight.api.problems import Refused
from tenants.text import Text

MOST = 200
USUAL = 50
_NO_CURSOR = Text(
    "cursor 无效，或不是这个查询给出的。请从第一页重新开始。",
    "The cursor is not one that this query gave; begin with the first page again.",
)


def last_key(cursor: str | None) -> list[Any] | None:
    """The key of the row before the page; None for the first page."""
    if not cursor:
        return None
    try:
        told, key = _signer().loads(cursor)
    except (BadSignature, ValueError, TypeError):
        raise _refused() from None
    if told != _question():
        raise _refused()
    found: list[Any] = key
    return found


def next_cursor(key: Sequence[Any], *, is_last: bool) -> str | None:
    """What asks for the next page."""
    return None if is_last else str(_signer().dumps([_question(), list(key)]))


def _question() -> list[Any]:
    asked = sorted((name, value) for name, value in request.args.items(multi=True) if name not in {"cursor", "limit"})
    return [request.path, str(viewer().membership_id), [list(each) for each in asked]]


def _refused() -> Refused:
    return Refused(422, "mistaken", _NO_CURSOR, errors=[{"pointer": "cursor", "detail": _NO_CURSOR.en}])


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="api-cursor")
