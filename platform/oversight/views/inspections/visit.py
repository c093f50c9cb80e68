"""One visit as the school reads it: result, findings and their rectification, what was said of it."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from oversight.access import current_viewer, open_session, requires
from oversight.views.asked import lang, now, today
from oversight.views.heads import duty_head, moment
from oversight.views.inspections.blueprint import bp
from tenants.accounts.roles import Permission, Role, may
from tenants.calendar.periods import period_of
from tenants.filing.duty_list import duty_lines
from tenants.filing.figures import reader_of
from tenants.filing.models import Version, VersionState
from tenants.inspections.models import ReplyKind
from tenants.inspections.queries import findings_of_visit, the_visit
from tenants.inspections.replies import decide, may_still_object, object_to, replies_of, sign_visit
from tenants.inspections.schemes import items_on
from tenants.inspections.scoring import domain_scores
from tenants.returns.catalogue import get_return
from tenants.returns.codes import label_of
from tenants.returns.schemes import SchemeItem
from tenants.text import Text

_MISSING = Text("", "")


@bp.get("/visits/<uuid:duty_id>")
@requires(Permission.READ_VISITS)
def visit(duty_id: UUID) -> ResponseReturnValue:
    """What the inspectors found, and the next step of whoever looks."""
    viewer = current_viewer()
    with open_session() as session:
        _, version = the_visit(session, duty_id)
        head = duty_head(session, duty_id, now=now(), lang=lang())
        day = period_of(version.period_key).start
        items = {each.item_code: each for each in items_on(session, [day])[day]}
        findings = _findings(session, version, items)
        said = replies_of(session, [version.id]).get(version.id, {})
        may_object = _may_object(session, version, said)
    is_head, is_open = viewer.role is Role.SCHOOL_HEAD, version.state is VersionState.ACCEPTED
    return render_template(
        "inspections/visit.html",
        lang=lang(),
        duty=head,
        version=version,
        row=version.figures["visit"][0],
        label_of=label_of,
        when=moment(datetime.fromisoformat(version.figures["visit"][0]["started_at"]), lang()),
        domains=_domains(version, items),
        lost=_lost(version, items),
        findings=findings,
        said=[
            {"what": kind, "reply": said[kind], "at": moment(said[kind].at, lang())}
            for kind in ReplyKind
            if kind in said
        ],
        may_sign=is_head and is_open and ReplyKind.SIGNED not in said,
        may_object=is_head and may_object,
        may_decide=may(viewer.role, Permission.DECIDE_OBJECTIONS)
        and is_open
        and ReplyKind.OBJECTION in said
        and ReplyKind.DECISION not in said,
        is_corrected=not is_open,
    )


@bp.post("/visits/<uuid:duty_id>/sign")
@requires(Permission.SIGN_RETURNS)
def sign(duty_id: UUID) -> ResponseReturnValue:
    """The head has read it."""
    with open_session() as session:
        _, version = the_visit(session, duty_id)
        sign_visit(session, current_viewer(), version.id, at=now())
    return redirect(url_for(".visit", duty_id=duty_id, _anchor="said"), code=303)


@bp.post("/visits/<uuid:duty_id>/object")
@requires(Permission.SIGN_RETURNS)
def objection(duty_id: UUID) -> ResponseReturnValue:
    """The head objects."""
    with open_session() as session:
        _, version = the_visit(session, duty_id)
        object_to(session, current_viewer(), version.id, request.form.get("words", ""), at=now())
    return redirect(url_for(".visit", duty_id=duty_id, _anchor="said"), code=303)


@bp.post("/visits/<uuid:duty_id>/decide")
@requires(Permission.DECIDE_OBJECTIONS)
def decision(duty_id: UUID) -> ResponseReturnValue:
    """The bureau decides on the objection."""
    is_upheld, words = request.form.get("upheld") == "yes", request.form.get("words", "")
    with open_session() as session:
        _, version = the_visit(session, duty_id)
        decide(session, current_viewer(), version.id, words, is_upheld=is_upheld, at=now())
    return redirect(url_for(".visit", duty_id=duty_id, _anchor="said"), code=303)


def _may_object(session: Session, version: Version, said: dict[ReplyKind, Any]) -> bool:
    if version.state is not VersionState.ACCEPTED or ReplyKind.SIGNED not in said or ReplyKind.OBJECTION in said:
        return False
    return may_still_object(session, said[ReplyKind.SIGNED].at, now())


def _sheet(version: Version) -> list[dict[str, Any]]:
    part = get_return(version.return_code, version.declared_from).part("score")
    return [
        {each.code: reader_of(each)(row[each.code]) for each in part.fields if row.get(each.code) is not None}
        for row in version.figures.get("score", ())
    ]


def _domains(version: Version, items: dict[str, SchemeItem]) -> list[tuple[str, Decimal]]:
    scores = domain_scores(items, _sheet(version))
    return [(label_of("inspection_domain", code).say(lang()), round(score, 1)) for code, score in scores.items()]


def _lost(version: Version, items: dict[str, SchemeItem]) -> list[dict[str, Any]]:
    """The items that did not get full points, in the order of the sheet."""
    return [
        {"item": items[row["item_code"]], "points": row["points"], "remark": row.get("remark", "")}
        for row in _sheet(version)
        if row["item_code"] in items and "points" in row and row["points"] < items[row["item_code"]].max_points
    ]


def _findings(session: Session, version: Version, items: dict[str, SchemeItem]) -> list[dict[str, Any]]:
    found = findings_of_visit(session, version)
    lines = duty_lines(session, [each.duty_id for each in found if each.duty_id], today())
    return [
        {
            "row": each.row,
            "item": items[each.row["item_code"]].text if each.row["item_code"] in items else _MISSING,
            "duty_id": each.duty_id,
            "line": lines.get(each.duty_id) if each.duty_id else None,
        }
        for each in found
    ]
