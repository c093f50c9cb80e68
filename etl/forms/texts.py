"""Values as the texts that stand in the inputs of a form, and texts as they are written for people to read."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from etl.workbook.cleaning import CHINA, clean
from tenants.filing.figures import filed
from tenants.returns.codes import codes_of
from tenants.returns.declaration import Field, Kind, Part

JOIN = "、"
_TRUTH = {True: "是", False: "否"}


def text_of(field: Field, value: Any) -> str:
    """A value as an input holds it: codes as such, several joined, yes and no as Chinese words, days in ISO form."""
    if value is None:
        return ""
    if field.kind is Kind.BOOL:
        return _TRUTH[bool(value)]
    if isinstance(value, datetime):
        return f"{value.astimezone(CHINA):%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    told = filed(field, value)
    return JOIN.join(told) if isinstance(told, list) else str(told)


def texts_of(part: Part, row: Mapping[str, Any]) -> dict[str, str]:
    """A row of values as texts; empty ones are left out."""
    listed = [each for each in part.fields if each.kind is not Kind.FILE]  # files stand behind a version, not in a form
    return {each.code: text for each in listed if (text := text_of(each, row.get(each.code)))}


def readable(field: Field, text: str) -> str:
    """The text as it stands in the original: labels in place of codes, wherever a reader finds the code again."""
    if field.kind not in (Kind.CODE, Kind.CODES) or not text:
        return text
    labels = codes_of(field.codes) if field.codes else {}
    said = JOIN.join(labels[each].zh if each in labels else each for each in text.split(JOIN))
    return said if clean(said, field) == clean(text, field) else text
