"""Rows of queries with defaults, for tests of what is made of them."""

from typing import Any

from dashboards.queries.schools import SchoolRow
from dashboards.queries.trend import Point


def school(value: float | None = None, **more: Any) -> SchoolRow:
    """A school in its place; a value comes with 100 as denominator."""
    number = more.pop("number_of", 1)
    defaults: dict[str, Any] = {
        "school_id": number, "school_code": f"2143{number:06d}", "name_zh": f"第{number}小学", "name_en": "",
        "initials": "xx", "area_code": "A01", "peer_group": "primary/town/day", "numerator": value,
        "denominator": None if value is None else 100.0, "value": value, "is_partial": None if value is None else False,
        "version_id": None, "owed": 1, "overdue": 0, "late": 0, "waiting": 0, "nil": 0, "number": 0 if value is None else 1,
    }  # fmt: skip
    return SchoolRow(**defaults | more)


def point(value: float | None, period_key: str, *, line: str = "district", **more: Any) -> Point:
    """A point of a trend."""
    defaults: dict[str, Any] = {"schools": 5, "is_partial": False, "lower": None, "upper": None}
    return Point(line=line, period_key=period_key, value=value, **defaults | more)
