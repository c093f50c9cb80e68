"""The page of findings of a version or of a refused file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from etl.checking.fields import FILE_NEEDED
from oversight.access import current_viewer, open_session, requires
from oversight.filed.findings import GroupLine, Place, QueryLine, group_lines, of, query_lines, unexplained
from oversight.filed.moved import moved_by
from oversight.filed.steps import changed_words
from oversight.views.asked import lang, now
from oversight.views.heads import DutyHead, VersionHead, clock, duty_head, moment, version_head
from oversight.views.returns.blueprint import bp
from oversight.views.returns.duty import may_file
from oversight.views.returns.says import autosave_says
from oversight.views.returns.upload import upload_context
from tenants.accounts.roles import Permission, filers_of
from tenants.filing.errors import DraftChanged
from tenants.filing.models import FindingRow, Version
from tenants.filing.queries import findings_of, get_upload, get_version
from tenants.returns.declaration import Return, Severity


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was typed and could not be saved: it stays in the fields."""

    texts: Mapping[UUID, str] = field(default_factory=dict)
    problems: Mapping[UUID, str] = field(default_factory=dict)
    kept: Mapping[UUID, str] = field(default_factory=dict)
    conflict: DraftChanged | None = None


@bp.get("/versions/<uuid:version_id>/findings")
@requires(Permission.READ_RETURNS)
def findings(version_id: UUID) -> ResponseReturnValue:
    """All findings of a version: errors and warnings by kind, queries one by one."""
    return findings_page(version_id)


@bp.get("/uploads/<uuid:upload_id>/findings")
@requires(Permission.READ_RETURNS)
def refused(upload_id: UUID) -> ResponseReturnValue:
    """Why a file was not taken."""
    with open_session() as session:
        kept = get_upload(session, upload_id)
        if kept.version_id is not None:
            return redirect(url_for(".findings", version_id=kept.version_id))
        head = duty_head(session, kept.duty_id, now=now(), lang=lang())
        rows = findings_of(session, upload_id=upload_id)
    errors = group_lines(of(rows, Severity.ERROR), head.ret, lang())
    return render_template(
        "returns/findings.html",
        duty=head,
        lang=lang(),
        version=None,
        about=_("File %(name)s, received %(when)s", name=kept.filename, when=moment(kept.received_at, lang())),
        summary_title=_("The file was not taken"),
        summary_words=_("No figure was read or changed. Correct what is named here and upload the right file."),
        errors=[_linked(group, None, head) for group in errors],
        error_count=sum(group.count for group in errors),
        annotated_url=None,
        may_file=may_file(head),
        **upload_context(),
    )


def findings_page(version_id: UUID, typed: Typed | None = None) -> str:
    """The page, with what was typed and could not be saved."""
    with open_session() as session:
        version = get_version(session, version_id)
        head = duty_head(session, version.duty_id, now=now(), lang=lang())
        rows = findings_of(session, version_id=version_id)
        shown = version_head(version, rows, lang())
    return _render(head, version, shown, rows, typed or Typed())


def _render(head: DutyHead, version: Version, shown: VersionHead, rows: Sequence[FindingRow], typed: Typed) -> str:
    groups = group_lines(rows, head.ret, lang())
    errors = [group for group in groups if group.severity is Severity.ERROR]
    warnings = [group for group in groups if group.severity is Severity.WARNING]
    queries = query_lines(rows, head.ret, lang())
    open_queries = unexplained(rows)
    files_missing = sum(each.code == FILE_NEEDED for each in rows)
    title, words = _summary(sum(group.count for group in errors), open_queries, len(queries), is_open=shown.is_open)
    late_outcomes = any(query.is_late_outcome for query in queries)
    return render_template(
        "returns/findings.html",
        duty=head,
        lang=lang(),
        version=shown,
        about=_("Version %(n)s, prepared by %(who)s", n=shown.version_no, who=shown.prepared),
        summary_title=title,
        summary_words=words,
        files_missing=files_missing,
        files_words=_files_words(files_missing, sum(group.count for group in errors)),
        problem=_problem(typed, head.ret),
        saved=_("Explanations saved at %(time)s.", time=clock(now())) if "saved" in request.args else "",
        errors=[_linked(group, version, head) for group in errors],
        error_count=sum(group.count for group in errors),
        warnings=[_linked(group, version, head) for group in warnings],
        warning_count=sum(group.count for group in warnings),
        queries=[_query(query, typed, head) for query in queries],
        open_queries=open_queries,
        may_justify=current_viewer().role in filers_of(head.ret.filler) and (shown.is_open or late_outcomes),
        annotated_url=url_for(".annotated", upload_id=version.upload_id) if version.upload_id and rows else None,
        may_file=may_file(head) and shown.is_open,
        autosave_says=autosave_says(),
        **upload_context(),
    )


def _summary(errors: int, open_queries: int, queries: int, *, is_open: bool) -> tuple[str, str]:
    if errors:
        title = _("Errors to correct: %(n)s", n=errors)
        if open_queries:
            title = _("Errors to correct: %(n)s; unusual figures to explain: %(q)s", n=errors, q=open_queries)
        return title, _(
            "Correct them all in the workbook, then upload it again. "
            "These are all findings; there will be no second round for the same file."
        )
    if open_queries:
        return _("No errors. Unusual figures to explain: %(n)s", n=open_queries), _(
            "Explain each below, or correct the workbook and upload it again."
        )
    if queries:
        return _("No errors, and everything unusual is explained"), _(
            "The return is ready to be checked and signed."
        ) if is_open else ""
    return _("Nothing to correct"), _("The return is ready to be checked and signed.") if is_open else ""


def _files_words(missing: int, errors: int) -> str:
    says: str = ""
    if missing and missing == errors:
        says = _("Only files are missing: upload them on the page of the figures; the workbook need not come again.")
    elif missing:
        says = _("Files still missing: %(n)s. Upload them after the corrected workbook.", n=missing)
    return says


def _linked(group: GroupLine, version: Version | None, head: DutyHead) -> dict[str, Any]:
    cells = [
        {
            "where": place.where,
            "value": place.value,
            "says": place.says,
            "href": _href(version, place),
        }
        for place in group.cells
    ]
    return {
        "anchor": group.anchor, "severity": group.severity.value, "says": group.says, "remedy": group.remedy, "rule": group.rule,
        "count": group.count, "more": group.more, "cells": cells,
        "moves": moved_by(group.figure, head.line, lang()),
    }  # fmt: skip


def _href(version: Version | None, place: Place) -> str | None:
    """Where a missing file is uploaded, or what the sheet says there."""
    if version is not None and place.file:
        return url_for(".version", version_id=version.id, _anchor=f"files-{place.file}")
    if version is not None and version.upload_id and place.source:
        return url_for(".source", version_id=version.id, cell=place.source)
    return None


def _query(query: QueryLine, typed: Typed, head: DutyHead) -> dict[str, Any]:
    text = typed.texts.get(query.id, query.text)
    conflict = None
    if typed.conflict is not None and query.id in typed.texts and query.text != typed.kept.get(query.id, ""):
        says = _("%(who)s saved another text while you were writing.", who=query.by)
        conflict = {"says": says, "theirs": query.text or _("(nothing)")}
    saved = ""
    if query.at is not None:
        saved = _("saved %(time)s by %(who)s", time=moment(query.at, lang()), who=query.by)
    return {
        "id": query.id, "says": query.says, "remedy": query.remedy, "rule": query.rule, "where": query.where, "value": query.value,
        "text": text, "kept": query.text, "saved": saved, "conflict": conflict,
        "problem": typed.problems.get(query.id, ""), "moves": moved_by(query.figure, head.line, lang()),
    }  # fmt: skip


def _problem(typed: Typed, ret: Return) -> dict[str, Any] | None:
    if typed.problems:
        links = [{"href": f"#why-{each}", "text": problem} for each, problem in typed.problems.items()]
        return {"title": _("Not saved yet: %(n)s to mend", n=len(links)), "says": "", "links": links}
    if typed.conflict is None:
        return None
    changes = [
        words
        for edit in typed.conflict.edits
        for each in edit.changes
        if (words := changed_words(ret, each.as_json(), lang()))
    ]
    says = typed.conflict.text.say(lang())
    return {"title": says, "says": "; ".join(changes[:20]), "links": []}
