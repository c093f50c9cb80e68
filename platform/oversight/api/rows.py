"""The rows of a body: every part, field and value named that is not one; what is left is text to be cleaned as cells are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from etl.forms.texts import JOIN
from etl.workbook.cleaning import is_blank
from etl.workbook.layout import fields_on
from oversight.api.asked import say
from oversight.api.problems import Refused
from tenants.base import new_key
from tenants.returns.declaration import Kind, Return
from tenants.text import Text

MOST_ROWS = 5_000
LONGEST = 8_000
_MISTAKES = 100  # told at once
_UNSTORABLE = {0: "\x01", 0xFFFE: "\x01", 0xFFFF: "\x01"} | dict.fromkeys(range(0xD800, 0xE000), "\x01")

_NO_PART = Text("这张报表没有名为“{name}”的部分。", "This return has no part {name}.")
_NO_FIELD = Text("这一部分没有名为“{name}”的字段。", "This part has no field {name}.")
_NO_VALUE = Text(
    "值须为数字、文字、true/false、null 或文字的列表。",
    "A value is a number, a text, true, false, null or a list of texts.",
)
_EMPTY_ROW = Text("这一行没有任何值，请删去。", "This row has no value at all; leave it out.")
_TOO_LONG = Text("文字超过 {most} 个字符。", "The text has more than {most} characters.")
_TOO_MANY = Text("行数超过 {most}。", "There are more than {most} rows.")
_SAYS = Text("请求内容有误，见 errors。", "The request has mistakes; see errors.")


@dataclass(frozen=True)
class Row:
    """A row as the readers of forms and workbooks take it."""

    id: UUID
    part: str
    cells: Mapping[str, str | bool]


def rows_of(ret: Return, parts: Mapping[str, Sequence[Mapping[str, Any]]], start: date) -> list[Row]:
    """The rows in the order sent.

    Raises:
        Refused: 422 with a pointer at everything that is no part, field or value of the return.
    """
    found: list[Row] = []
    mistakes: list[dict[str, str]] = []
    fields = {
        part.code: {each.code for each in fields_on(part, start) if each.kind is not Kind.FILE} for part in ret.parts
    }
    if sum(len(rows) for rows in parts.values()) > MOST_ROWS:
        _refuse([{"pointer": "/parts", "detail": say(_TOO_MANY.fill(most=MOST_ROWS))}])
    for part, rows in parts.items():
        if part not in fields:
            mistakes.append({"pointer": f"/parts/{_escaped(part)}", "detail": say(_NO_PART.fill(name=part[:60]))})
            continue
        for index, row in enumerate(rows):
            at = f"/parts/{part}/{index}"
            mistakes += _mistakes(row, fields[part], at)
            found.append(Row(new_key(), part, {name: _cell(value) for name, value in row.items()}))
    if mistakes:
        _refuse(mistakes[:_MISTAKES])
    return found


def text_of(value: Any) -> str:
    """A JSON value as somebody would type it; what cannot stand in a file is found as a bad character."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, list):
        return JOIN.join(text_of(each) for each in value)
    if isinstance(value, Decimal):
        return format(value, "f") if abs(value.adjusted()) < 50 else str(value)
    return str(value).replace("\r\n", "\n").translate(_UNSTORABLE)


def _cell(value: Any) -> str | bool:
    """Yes and no stay what they are, as in a workbook; all else is text."""
    return value if isinstance(value, bool) else text_of(value)


def _mistakes(row: Mapping[str, Any], fields: set[str], at: str) -> Iterator[dict[str, str]]:
    if all(is_blank(text_of(value)) if _is_value(value) else False for value in row.values()):
        yield {"pointer": at, "detail": say(_EMPTY_ROW)}
    for name, value in row.items():
        place = f"{at}/{_escaped(name)}"
        if name not in fields:
            yield {"pointer": place, "detail": say(_NO_FIELD.fill(name=name[:60]))}
        elif not _is_value(value):
            yield {"pointer": place, "detail": say(_NO_VALUE)}
        elif len(text_of(value)) > LONGEST:
            yield {"pointer": place, "detail": say(_TOO_LONG.fill(most=LONGEST))}


def _is_value(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return value is None or isinstance(value, bool | int | float | Decimal | str)


def _escaped(name: str) -> str:
    return name[:60].replace("~", "~0").replace("/", "~1").translate(_UNSTORABLE)


def _refuse(mistakes: list[dict[str, str]]) -> None:
    raise Refused(422, "mistaken", _SAYS, errors=mistakes)
