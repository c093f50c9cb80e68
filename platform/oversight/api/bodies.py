"""JSON as it comes in: exact numbers, no key twice, none of the words JSON does not have."""

import json
from decimal import Decimal
from typing import Any

from flask import request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import UnsupportedMediaType


class StrictJson(DefaultJSONProvider):
    """Refuses what two readers could understand differently."""

    ensure_ascii = False
    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """One document; numbers with a point stay exact."""
        try:
            return json.loads(s, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_pairs, **kwargs)
        except RecursionError:
            raise ValueError("nested too deep") from None


def refuse_other_bodies() -> None:
    """A body is JSON or nothing."""
    has_body = bool(request.content_length) or "Transfer-Encoding" in request.headers
    if has_body and request.method in {"POST", "PUT", "PATCH"} and not request.is_json:
        raise UnsupportedMediaType


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
