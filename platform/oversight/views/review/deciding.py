"""The bureau's decisions on a version: accept, send back naming cells, reopen, note an explanation as read."""

from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from etl.jobs.loading import defer_facts
from oversight.access import current_viewer, open_session, requires
from oversight.views.asked import lang, now
from oversight.views.review.blueprint import bp
from oversight.views.review.version import review_page
from tenants.accounts.roles import Permission
from tenants.errors import OversightError
from tenants.filing.errors import NoSuchCell, NotAccepted, NotWaiting, ReasonMissing
from tenants.filing.marking import mark_read
from tenants.filing.models import Version
from tenants.filing.queries import findings_of
from tenants.filing.services import CellToReturn, accept, reopen, send_back
from tenants.returns.declaration import Severity
from tenants.text import Text

MOST_AT_ONCE = 200


class HasQueries(OversightError):
    """A version with queries is accepted on its own page, where its explanations are read."""

    says = Text(
        "所选报表中有的带有疑问，须逐份打开审阅，不能批量通过。本次没有通过任何一份。",
        "One of the chosen versions has queries: open it and read them. Nothing was accepted this time.",
    )


@bp.post("/versions/<uuid:version_id>/accept")
@requires(Permission.REVIEW_RETURNS)
def accept_one(version_id: UUID) -> ResponseReturnValue:
    """Accept a version: its figures count from now on."""
    try:
        with open_session() as session:
            _accept(session, version_id)
    except NotWaiting as problem:
        return review_page(version_id, problem=problem.text.say(lang())), 409
    return redirect(url_for(".version", version_id=version_id, done="accepted"), code=303)


@bp.post("/accept")
@requires(Permission.REVIEW_RETURNS)
def accept_many() -> ResponseReturnValue:
    """Accept several versions without queries from the list, all or none."""
    chosen = list(dict.fromkeys(_ids(request.form.getlist("version"))))[:MOST_AT_ONCE]
    with open_session() as session:
        for version_id in chosen:
            if any(each.severity is Severity.QUERY for each in findings_of(session, version_id=version_id)):
                raise HasQueries
            _accept(session, version_id)
    return redirect(url_for(".index", accepted=len(chosen)), code=303)


@bp.post("/versions/<uuid:version_id>/send-back")
@requires(Permission.REVIEW_RETURNS)
def send_back_one(version_id: UUID) -> ResponseReturnValue:
    """Return a version for correction: only the ticked cells open again."""
    reason, ticked = request.form.get("reason", ""), request.form.getlist("cell")
    cells = [cell for each in ticked if (cell := _cell(each)) is not None]
    if not cells and request.form.getlist("cell"):
        raise NoSuchCell(cell=ticked[0][:60])
    if not cells:
        says = _("Tick at least one cell that must be corrected.")
        return review_page(version_id, problem=says, reason=reason), 422
    try:
        with open_session() as session:
            send_back(session, current_viewer(), version_id, cells, reason, at=now())
    except (ReasonMissing, NotWaiting, NoSuchCell) as problem:
        field = "reason" if isinstance(problem, ReasonMissing) else ""
        says = problem.text.say(lang())
        page = review_page(version_id, problem=says, problem_field=field, reason=reason, ticked=frozenset(ticked))
        return page, 422 if field else 409
    return redirect(url_for(".version", version_id=version_id, done="sent_back"), code=303)


@bp.post("/versions/<uuid:version_id>/reopen")
@requires(Permission.REVIEW_RETURNS)
def reopen_one(version_id: UUID) -> ResponseReturnValue:
    """Open an accepted version for correction; it goes on counting until the new one is accepted."""
    reason = request.form.get("reason", "")
    try:
        with open_session() as session:
            reopen(session, current_viewer(), version_id, reason, at=now())
    except (ReasonMissing, NotAccepted) as problem:
        field = "reopen" if isinstance(problem, ReasonMissing) else ""
        page = review_page(version_id, problem=problem.text.say(lang()), problem_field=field, reason=reason)
        return page, 422 if field else 409
    return redirect(url_for(".version", version_id=version_id, done="reopened"), code=303)


@bp.post("/findings/<uuid:finding_id>/read")
@requires(Permission.REVIEW_RETURNS)
def read(finding_id: UUID) -> ResponseReturnValue:
    """Note that an explanation was read."""
    with open_session() as session:
        version = mark_read(session, current_viewer(), finding_id, at=now())
    return redirect(url_for(".version", version_id=version.id, _anchor=f"q-{finding_id}"), code=303)


def _accept(session: Session, version_id: UUID) -> Version:
    version = accept(session, current_viewer(), version_id, at=now())
    defer_facts(session, version)
    return version


def _cell(place: str) -> CellToReturn | None:
    """``part.field.row`` as ticked on the page."""
    part, _dot, rest = place.partition(".")
    field, _dot, row = rest.rpartition(".")
    return CellToReturn(part, field, int(row)) if field and row.isascii() and row.isdigit() and len(row) < 6 else None


def _ids(sent: list[str]) -> list[UUID]:
    found = []
    for each in sent:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found
