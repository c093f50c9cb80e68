"""JSON to and from the database: by orjson, and by the standard library where it has something orjson does not know."""

import json
from typing import Any

import orjson

loads = orjson.loads


def dumps(value: Any) -> bytes:
    """A value as JSON."""
    try:
        return orjson.dumps(value)
    except TypeError:  # a number beyond 64 bits, a named tuple
        return json.dumps(value).encode()
