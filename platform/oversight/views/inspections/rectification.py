"""One finding after the visit: what the school reports, what the inspector grants and finds."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from etl.filing.rechecking import enter_recheck
from etl.jobs.loading import defer_facts
from oversight.access import current_viewer, open_session, requires
from oversight.views.asked import lang, now, today
from oversight.views.heads import duty_head, moment
from oversight.views.inspections.blueprint import bp
from tenants.accounts.roles import Permission, may
from tenants.errors import NotFound, OversightError
from tenants.filing.models import VersionState
from tenants.filing.queries import get_duty, versions_of
from tenants.inspections.queries import finding_of
from tenants.inspections.rechecking import RECTIFICATION, Recheck, entries_of, extend
from tenants.returns.codes import label_of
from tenants.returns.files import filename_in
from tenants.text import Text


class NoRecheckDay(OversightError):
    """No day was given."""

    says = Text("请填写日期，如2026-10-12。", "Give the day, such as 2026-10-12.")


@bp.get("/findings/<uuid:duty_id>")
@requires(Permission.READ_VISITS)
def rectification(duty_id: UUID) -> ResponseReturnValue:
    """The finding, the attempts, and for an inspector the recheck."""
    with open_session() as session:
        duty = get_duty(session, duty_id)
        if duty.return_code != RECTIFICATION:
            raise NotFound
        head = duty_head(session, duty_id, now=now(), lang=lang())
        finding = finding_of(session, duty)
        versions = versions_of(session, duty_id)
        entries = entries_of(session, [duty_id]).get(duty_id, [])
    filed = next((each for each in versions if each.accepted_at is not None), None)
    rows: list[dict[str, Any]] = filed.figures.get("main", []) if filed else []
    is_waiting = (
        bool(rows)
        and versions[0].state is VersionState.ACCEPTED
        and not any(row.get("recheck_result") for row in rows[-1:])
    )
    inspects = may(current_viewer().role, Permission.INSPECT)
    is_extended = any(each.kind == "extension" for each in entries)
    return render_template(
        "inspections/rectification.html",
        lang=lang(),
        duty=head,
        finding=finding,
        rows=[row | {"files": [filename_in(each) for each in row.get("proof", ())]} for row in rows],
        version=filed,
        entries=[{"entry": each, "at": moment(each.at, lang())} for each in entries],
        label_of=label_of,
        may_recheck=inspects and is_waiting,
        may_extend=inspects
        and not is_waiting
        and not is_extended
        and not head.line.is_done
        and finding is not None
        and finding["severity"] != "veto",
        today=today(),
    )


@bp.post("/findings/<uuid:duty_id>/recheck")
@requires(Permission.INSPECT)
def recheck(duty_id: UUID) -> ResponseReturnValue:
    """What the recheck found; the figures follow in a job."""
    form = request.form
    found = Recheck(
        is_passed=form.get("result") == "passed",
        on=_day(form.get("on", "")),
        new_deadline=_day(form["new_deadline"]) if form.get("new_deadline") else None,
        words=form.get("words", ""),
    )
    with open_session() as session:
        version = enter_recheck(session, current_viewer(), duty_id, found, at=now())
        defer_facts(session, version)
    return redirect(url_for(".rectification", duty_id=duty_id), code=303)


@bp.post("/findings/<uuid:duty_id>/extend")
@requires(Permission.INSPECT)
def more_time(duty_id: UUID) -> ResponseReturnValue:
    """Grant more time."""
    until, words = _day(request.form.get("until", "")), request.form.get("words", "")
    with open_session() as session:
        extend(session, current_viewer(), duty_id, until, words, at=now())
    return redirect(url_for(".rectification", duty_id=duty_id), code=303)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NoRecheckDay from None
