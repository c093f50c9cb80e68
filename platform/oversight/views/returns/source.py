"""Where a figure comes from: the piece of the original's sheet around its cell, read again through the guard."""

import re
from typing import Any
from uuid import UUID

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from etl.workbook.cleaning import is_blank, shown
from etl.workbook.guard.verdict import Refused
from oversight.access import open_session, requires
from oversight.filed.closing import is_closed
from oversight.filed.values import EMPTY
from oversight.views.asked import guard, lang, now, originals
from oversight.views.heads import duty_head
from oversight.views.returns.blueprint import bp
from tenants.accounts.roles import Permission
from tenants.errors import NotFound
from tenants.filing.models import Version
from tenants.filing.queries import get_upload, get_version
from tenants.personal.masking import HIDDEN
from tenants.personal.rows import personal_fields
from tenants.returns.declaration import Return

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,5})")
_ROWS_AROUND, _COLUMNS_AROUND = 6, 4


@bp.get("/versions/<uuid:version_id>/source")
@requires(Permission.READ_RETURNS)
def source(version_id: UUID) -> ResponseReturnValue:
    """The sheet as received with the cell marked; ``cell`` is part and address: ``main!C7``."""
    part, _, address = request.args.get("cell", "").partition("!")
    place = _ADDRESS.fullmatch(address)
    if place is None:
        abort(404)
    with open_session() as session:
        version = get_version(session, version_id)
        if version.upload_id is None or part not in version.cells:
            raise NotFound
        kept = get_upload(session, version.upload_id)
        head = duty_head(session, version.duty_id, now=now(), lang=lang())
    sheet = version.cells[part]["sheet"]
    rows = _closed(_rows_of(originals().file_of(kept.sha256), sheet), head.ret, part, version.cells[part])
    column, row = _number(place[1]), int(place[2])
    letters, grid = _around(rows, column, row)
    return render_template(
        "returns/source.html",
        duty=head,
        lang=lang(),
        upload=kept,
        sheet=sheet,
        cell=address,
        cell_column=place[1],
        cell_row=row,
        field_label=_label(head.ret, version, part, place[1]),
        found=_plain(_at(rows, column, row)) or EMPTY,
        letters=letters,
        grid=grid,
        back_url=url_for(".version", version_id=version_id),
    )


def _rows_of(path: Any, sheet: str) -> list[list[Any]]:
    try:
        grid = guard().read_one(path).grids.get(sheet)
    except (Refused, FileNotFoundError) as gone:
        raise NotFound from gone
    if grid is None:
        raise NotFound
    return list(grid["rows"])


def _closed(rows: list[list[Any]], ret: Return, part: str, placed: dict[str, Any]) -> list[list[Any]]:
    """The rows with what the reader may not see hidden: columns of such fields, and those that are no field's."""
    personal = [*personal_fields(ret.part(part)), *(each.code for each in ret.part(part).fields if is_closed(each))]
    if not personal:
        return rows
    shown_columns = {_number(letters) for code, letters in placed["columns"].items() if code not in personal}
    labels = min(placed["rows"], default=1) - 1
    return rows[:labels] + [
        [value if column in shown_columns or is_blank(value) else HIDDEN for column, value in enumerate(row, 1)]
        for row in rows[labels:]
    ]


def _around(rows: list[list[Any]], column: int, row: int) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Letters and rows near the cell; the labels above the data always come along, the hidden codes never."""
    first_column, last_column = max(1, column - _COLUMNS_AROUND), column + _COLUMNS_AROUND
    widest = max((len(each) for each in rows), default=column)
    columns = range(first_column, min(last_column, max(widest, column)) + 1)
    first_row, last_row = max(4, row - _ROWS_AROUND), min(max(len(rows), row), row + _ROWS_AROUND)
    numbers = [1, 3, *range(first_row, last_row + 1)]
    return (
        [_letters(each) for each in columns],
        [(number, [_plain(_at(rows, each, number)) for each in columns]) for number in numbers],
    )


def _at(rows: list[list[Any]], column: int, row: int) -> Any:
    return rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None


def _plain(value: Any) -> str:
    return "" if is_blank(value) else shown(value)


def _label(ret: Return, version: Version, part: str, letters: str) -> str:
    columns = version.cells[part].get("columns", {})
    for field in ret.part(part).fields:
        if columns.get(field.code) == letters:
            return field.label.say(lang())
    return ""


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
