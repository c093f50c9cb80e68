"""Filling in a return on a page: opening it, saving it, sending it to be checked."""

from collections.abc import Sequence
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from etl.forms.filing import file_form
from etl.forms.opening import begin_again, open_form
from etl.jobs.checking import defer_check
from oversight.access import current_viewer, open_session, requires
from oversight.forms.sections import Clash
from oversight.forms.sent import changes_from_form
from oversight.views.asked import address, lang, now, originals
from oversight.views.heads import duty_head
from oversight.views.returns.blueprint import bp
from oversight.views.returns.form_page import Unsaved, form_context
from tenants.accounts.roles import Permission
from tenants.base import new_key
from tenants.calendar.periods import Period, period_of
from tenants.filing.personal import note_file, template_of
from tenants.filing.queries import get_duty
from tenants.forms.errors import NotUnderstood, TooMuchText
from tenants.forms.models import FormRow
from tenants.forms.saving import CellChange, RowChange, Saved, rows_of, save_rows
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Return


@bp.get("/<uuid:duty_id>/form")
@requires(Permission.FILE_RETURNS)
def form(duty_id: UUID) -> ResponseReturnValue:
    """The form with what was saved last; the first to open it begins it."""
    return _page(duty_id)


@bp.post("/<uuid:duty_id>/form")
@requires(Permission.FILE_RETURNS)
def save_form(duty_id: UUID) -> ResponseReturnValue:
    """Save the whole form as sent, then do what the button says."""
    wanted, _colon, about = request.form.get("do", "save").partition(":")
    with open_session() as session:
        ret, period = _declared(session, duty_id)
    changes = changes_from_form(ret, period, request.form)
    try:
        with open_session() as session:
            changes += _by_button(session, duty_id, wanted, about)
            saved = save_rows(session, current_viewer(), duty_id, ret, changes, at=now())
    except TooMuchText as problem:
        return _page(duty_id, Unsaved(problem=problem.text, typed=_typed(changes))), 422
    if saved.conflicts:
        return _page(duty_id, _unsaved(saved)), 409
    if wanted == "check":
        return redirect(url_for(".receipt", upload_id=_check(duty_id)), code=303)
    anchor = f"row-{changes[-1].row_id}" if wanted in ("add", "duplicate", "restore") else "saved"
    return redirect(url_for(".form", duty_id=duty_id, saved="1", _anchor=anchor), code=303)


@bp.post("/<uuid:duty_id>/form/again")
@requires(Permission.FILE_RETURNS)
def restart_form(duty_id: UUID) -> ResponseReturnValue:
    """Take the figures of the file that was uploaded since, in place of what the form holds."""
    with open_session() as session:
        ret, _period = _declared(session, duty_id)
        begin_again(session, current_viewer(), get_duty(session, duty_id), ret, at=now())
    return redirect(url_for(".form", duty_id=duty_id), code=303)


def _check(duty_id: UUID) -> UUID:
    with open_session() as session:
        receipt = file_form(session, current_viewer(), duty_id, originals(), at=now())
        defer_check(session, receipt.upload_id)
    return receipt.upload_id


def _page(duty_id: UUID, unsaved: Unsaved | None = None) -> str:
    with open_session() as session:
        head = duty_head(session, duty_id, now=now(), lang=lang())
        duty = get_duty(session, duty_id)
        draft = open_form(session, current_viewer(), duty, head.ret, at=now())
        note_file(session, current_viewer(), template_of([duty], name="form"), at=now(), address=address())
        context = form_context(session, head, duty, draft, unsaved or Unsaved())
    return render_template("returns/form.html", duty=head, lang=lang(), is_saved="saved" in request.args, **context)


def _declared(session: Session, duty_id: UUID) -> tuple[Return, Period]:
    duty = get_duty(session, duty_id)
    period = period_of(duty.period_key)
    return get_return(duty.return_code, period.start), period


def _by_button(session: Session, duty_id: UUID, wanted: str, about: str) -> list[RowChange]:
    """The row that a button of a page without scripts adds, copies, takes out or puts back."""
    if wanted in ("save", "check"):
        return []
    rows = rows_of(session, duty_id, removed=True)
    if wanted == "add":
        return [_added(rows, about, {})]
    row = next((each for each in rows if str(each.id) == about), None)
    if row is None:
        raise NotUnderstood
    if wanted == "duplicate":
        return [_added(rows, row.part, _copied(row))]
    if wanted not in ("remove", "restore"):
        raise NotUnderstood
    return [RowChange(row_id=row.id, part=row.part, seen=row.revision, is_removed=wanted == "remove")]


def _added(rows: Sequence[FormRow], part: str, cells: dict[str, CellChange]) -> RowChange:
    last = max((each.position for each in rows if each.part == part), default=0.0)
    return RowChange(row_id=new_key(), part=part, seen=0, cells=cells, position=last + 1)


def _copied(row: FormRow) -> dict[str, CellChange]:
    return {name: CellChange("", str(text)) for name, text in row.cells.items()}


def _typed(changes: Sequence[RowChange]) -> dict[tuple[UUID, str], str]:
    return {(each.row_id, name): cell.after for each in changes for name, cell in each.cells.items()}


def _unsaved(saved: Saved) -> Unsaved:
    cells = [each for each in saved.conflicts if each.field is not None]
    return Unsaved(
        typed={(each.row_id, each.field or ""): each.mine for each in cells},
        clashes={(each.row_id, each.field or ""): Clash(theirs=each.theirs, who=each.who) for each in cells},
        lost_rows=tuple(dict.fromkeys(each.who for each in saved.conflicts if each.field is None)),
    )
