"""What the script of a form asks for: saving rows, cleaning a pasted block, sending all to be checked."""

import csv
import io
from datetime import date
from typing import Any
from uuid import UUID

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from etl.forms.filing import file_form
from etl.forms.live import totals
from etl.forms.texts import text_of
from etl.jobs.checking import defer_check
from etl.workbook.cleaning import Unclear, clean
from etl.workbook.layout import fields_on
from oversight.access import current_viewer, open_session, requires
from oversight.forms.sections import total_words
from oversight.forms.sent import changes_from_script
from oversight.views.asked import now, originals
from oversight.views.heads import clock
from oversight.views.returns.blueprint import bp
from oversight.views.returns.form_page import at_once, state_of
from tenants.accounts.roles import Permission
from tenants.calendar.periods import period_of
from tenants.errors import OversightError
from tenants.filing.locks import latest_version
from tenants.filing.queries import get_duty
from tenants.forms.errors import FormNotBegun, NotUnderstood, TooManyRows
from tenants.forms.models import FormRow
from tenants.forms.saving import MOST_ROWS, Conflict, locked_draft, save_rows, storable
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Field, Return
from tenants.text import Text

LARGEST_SAVE = 2 * 2**20
"""Bytes; 500 rows of 16 long texts are less."""


class SaveTooLarge(OversightError):
    """More than any form holds came at once."""

    says = Text(
        "一次保存的内容太多，没有写入。请分几次粘贴，或下载填报表用 Excel 填写后上传。",
        "Too much at once; nothing was saved. Paste in smaller pieces, or fill in the workbook and upload it.",
    )


@bp.post("/<uuid:duty_id>/form/rows")
@requires(Permission.FILE_RETURNS)
def save_rows_of_form(duty_id: UUID) -> ResponseReturnValue:
    """Save some rows; answers with what others changed since, what was found, and what nobody may overwrite unseen."""
    seen, changes = changes_from_script(_body())
    with open_session() as session:
        duty = get_duty(session, duty_id)
        ret = get_return(duty.return_code, period_of(duty.period_key).start)
        saved = save_rows(session, current_viewer(), duty_id, ret, changes, at=now(), seen=seen)
        draft = locked_draft(session, duty_id)
        if draft is None:
            raise FormNotBegun
        state = state_of(session, duty, ret, draft, latest_version(session, duty_id))
        answer: dict[str, Any] = {
            "revision": saved.revision,
            "says": _("Saved %(time)s", time=clock(draft.changed_at)),
            "conflicts": [_conflict(each) for each in saved.conflicts],
            "rows": [_row(each, saved.others.get(each.id)) for each in state.rows if each.revision > seen],
            "totals": {
                str(row_id): {name: total_words(value) for name, value in row.items()}
                for part, rows in totals(ret, state.reading).items()
                for row_id, row in zip(state.reading.rows[part], rows, strict=True)
            },
            **at_once(state),
        }
    return jsonify(answer), 409 if saved.conflicts else 200


@bp.post("/<uuid:duty_id>/form/clean")
@requires(Permission.FILE_RETURNS)
def clean_block(duty_id: UUID) -> ResponseReturnValue:
    """A block of cells copied from a spreadsheet, as the texts of the inputs it falls on.

    What is understood comes back in one form (1024 for １，０２４); everything else stays as it was.
    """
    match _body():
        case {"part": str(part_code), "fields": list(codes), "block": str(block)}:
            pass
        case _:
            raise NotUnderstood
    with open_session() as session:
        duty = get_duty(session, duty_id)
        start = period_of(duty.period_key).start
        fields = _fields(get_return(duty.return_code, start), part_code, codes, start)
        lines = _lines(block)
        rows = [[_as_input(each, raw) for each, raw in zip(fields, line, strict=False)] for line in lines]
    return jsonify(rows=rows, outside=max(0, max((len(line) for line in lines), default=0) - len(fields)))


@bp.post("/<uuid:duty_id>/form/check")
@requires(Permission.FILE_RETURNS)
def check_form(duty_id: UUID) -> ResponseReturnValue:
    """Send the rows as saved to be checked; the script follows the state and goes where it leads."""
    with open_session() as session:
        receipt = file_form(session, current_viewer(), duty_id, originals(), at=now())
        defer_check(session, receipt.upload_id)
    return jsonify(
        status=url_for(".status", upload_id=receipt.upload_id), receipt=url_for(".receipt", upload_id=receipt.upload_id)
    )


def _fields(ret: Return, part: str, codes: list[Any], start: date) -> list[Field]:
    try:
        known = {each.code: each for each in fields_on(ret.part(part), start)}
        return [known[code] for code in codes]
    except (KeyError, TypeError):
        raise NotUnderstood from None


def _lines(block: str) -> list[list[str]]:
    try:
        lines = list(csv.reader(io.StringIO(storable(block)), dialect="excel-tab"))
    except csv.Error:
        raise NotUnderstood from None
    if len(lines) > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    return lines


def _as_input(field: Field, raw: str) -> str:
    value = clean(raw, field)
    return raw.strip() if isinstance(value, Unclear) else text_of(field, value)


def _body() -> Any:
    if (request.content_length or 0) > LARGEST_SAVE:
        raise SaveTooLarge
    return request.get_json(silent=True)


def _conflict(each: Conflict) -> dict[str, Any]:
    if each.field is None:
        says = _("%(who)s changed or removed this row meanwhile.", who=each.who)
    else:
        says = _("%(who)s entered “%(text)s” here meanwhile.", who=each.who, text=each.theirs or _("(nothing)"))
    return {"row": str(each.row_id), "field": each.field, "mine": each.mine, "theirs": each.theirs, "says": says}


def _row(row: FormRow, who: str | None) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "part": row.part,
        "position": row.position,
        "removed": row.is_removed,
        "cells": row.cells,
        "who": _("changed by %(who)s", who=who) if who else "",
    }
