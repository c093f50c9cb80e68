"""One version under review: figures beside earlier ones, explanations, what changed since the version before."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from etl.filing.marked import marks_of
from oversight.access import current_viewer, open_session, requires
from oversight.filed.findings import QueryLine, group_lines, query_lines
from oversight.filed.moved import moved_by
from oversight.filed.steps import field_label, step_lines
from oversight.filed.values import in_words
from oversight.views.asked import lang
from oversight.views.heads import DutyHead, moment
from oversight.views.returns.figures import Shown, shown_version
from oversight.views.review.blueprint import bp
from tenants.accounts.roles import Permission
from tenants.errors import NotFound
from tenants.filing.difference import Change
from tenants.filing.models import Version, VersionState
from tenants.filing.queries import difference, get_version, returned_cells, steps_of, version_before
from tenants.personal.masking import HIDDEN
from tenants.personal.sealing import is_sealed
from tenants.quality.models import MARK_LABELS
from tenants.returns.declaration import Severity


@bp.get("/versions/<uuid:version_id>")
@requires(Permission.REVIEW_RETURNS)
def version(version_id: UUID) -> ResponseReturnValue:
    """Everything the reviewer needs to decide on one version."""
    return review_page(version_id)


def review_page(
    version_id: UUID,
    *,
    problem: str = "",
    problem_field: str = "",
    reason: str = "",
    ticked: frozenset[str] = frozenset(),
) -> str:
    """The page, with what was typed and ticked when a decision could not be taken."""
    viewer = current_viewer()
    with open_session() as session:
        kept = get_version(session, version_id)
        if kept.state is VersionState.DRAFT:
            raise NotFound  # a draft is the school's own until it is signed
        shown = shown_version(session, kept)
        before = version_before(session, kept)
        changes = _changes(session, shown, before) if before is not None else None
        marks = marks_of(session, [kept]).get(kept.id, [])
        steps = step_lines(steps_of(session, kept.duty_id), shown.duty.ret, lang())
    ret = shown.duty.ret
    decides = ret.accepting == str(viewer.role)
    queries = query_lines(shown.found, ret, lang())
    unread = sum(bool(query.text) and query.read_at is None for query in queries)
    what = f"{shown.duty.school} {shown.duty.period} {ret.label.say(lang())}"
    return render_template(
        "review/version.html",
        lang=lang(),
        duty=shown.duty,
        version=shown.head,
        blocks=shown.blocks,
        beside=shown.beside,
        figures_words=shown.words,
        files=shown.files,
        source_url=url_for("returns.source", version_id=version_id) if kept.upload_id else None,
        changes=changes,
        before_no=before.version_no if before is not None else None,
        queries=[_query(query, shown.duty, version_id if kept.upload_id else None) for query in queries],
        others=_others(shown),
        marks=marks,
        mark_labels=MARK_LABELS,
        may_decide=decides and kept.state is VersionState.SUBMITTED,
        may_reopen=decides and kept.state is VersionState.ACCEPTED,
        accept_words=_("Explanations not marked as read yet: %(n)s. Accepting marks them as read.", n=unread)
        if unread
        else _("From then on these figures count: in comparisons, and in what is published."),
        accept_label=_("Accept %(what)s", what=what),
        send_back_label=_("Send back %(what)s", what=what),
        reopen_label=_("Reopen %(what)s", what=what),
        steps=[{"step": step, "links": []} for step in steps],
        problem=problem,
        problem_field=problem_field,
        reason=reason,
        ticked=ticked,
        told=_told(request.args.get("done", "")),
    )


def _told(done: str) -> str:
    told: dict[str, str] = {
        "accepted": _("Accepted. The figures count from now on."),
        "sent_back": _("Sent back. The school sees the cells and your reason."),
        "reopened": _("Reopened. The school can file a new version."),
        "read": _("Marked as read."),
    }
    return told.get(done, "")


def _query(query: QueryLine, duty: DutyHead, version_id: UUID | None) -> dict[str, Any]:
    said = _("%(who)s, %(when)s", who=query.by, when=moment(query.at, lang())) if query.at else ""
    read = _("Read on %(when)s", when=moment(query.read_at, lang())) if query.read_at else ""
    href = url_for("returns.source", version_id=version_id, cell=query.source) if version_id and query.source else None
    return {
        "id": query.id, "says": query.says, "rule": query.rule, "where": query.where, "value": query.value, "text": query.text,
        "saved": said, "read": read, "href": href, "moves": moved_by(query.figure, duty.line, lang()),
    }  # fmt: skip


def _others(shown: Shown) -> list[dict[str, Any]]:
    rest = [each for each in shown.found if each.severity is not Severity.QUERY]
    return [
        {
            "anchor": group.anchor, "severity": group.severity.value, "says": group.says, "remedy": group.remedy, "rule": group.rule,
            "count": group.count, "more": group.more,
            "moves": moved_by(group.figure, shown.duty.line, lang()),
            "cells": [asdict(each) | {"href": None} for each in group.cells],
        }
        for group in group_lines(rest, shown.duty.ret, lang())
    ]  # fmt: skip


def _changes(session: Session, shown: Shown, before: Version) -> list[dict[str, str]]:
    asked = {(cell.part, cell.field, cell.row_no): cell.reason for cell in returned_cells(session, before.id)}
    return [_change(shown, change, asked) for change in difference(shown.version, before)]


def _change(shown: Shown, change: Change, asked: dict[tuple[str, str, int], str]) -> dict[str, str]:
    ret = shown.duty.ret
    label = field_label(ret, change.part, change.field).say(lang())
    heading = " · ".join(HIDDEN if is_sealed(each) else str(each) for each in change.key)
    field = next((each for each in ret.part(change.part).fields if each.code == change.field), None)
    before, after = (
        (in_words(field, change.before, lang()), in_words(field, change.after, lang())) if field else ("", "")
    )
    return {
        "place": f"{change.part}.{change.field}.{change.row_no}",
        "where": f"{heading} {label}".strip(),
        "before": before,
        "after": after,
        "asked": asked.get((change.part, change.field, change.row_no), ""),
    }
