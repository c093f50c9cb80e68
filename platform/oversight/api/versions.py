"""Versions: figures, findings, explanations, and the head's signature."""

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, json, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.jobs.loading import defer_facts
from oversight.api.asked import now, open_session, viewer
from oversight.api.conditions import dressed, ensure_match, etag_of, once
from oversight.api.guarding import needs
from oversight.api.paging import MOST, last_key, next_cursor
from oversight.api.problems import Refused, kind_of
from oversight.api.schemas import Findings, JustificationsIn, Paged, SignIn, VersionFull, VersionOut
from oversight.api.shown import findings_out, version_full, version_out
from tenants.accounts.roles import SCHOOL_ROLES, Role
from tenants.accounts.tokens import Scope
from tenants.calendar.periods import period_of
from tenants.filing.errors import OpenFindings
from tenants.filing.locks import declaration_of, ensure_role, locked_version, the_duty
from tenants.filing.models import FindingRow, Version, VersionState
from tenants.filing.queries import findings_of, get_upload, get_version
from tenants.filing.repeating import Answer
from tenants.filing.services import justify_all, sign_and_submit
from tenants.registry.models import Tenant
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Return, Severity

bp = APIBlueprint("versions", __name__, tag="Versions")


@bp.get("/versions/<uuid:version_id>")
@needs(Scope.RETURNS_READ)
@bp.output(VersionFull)
def version(version_id: UUID) -> Response:
    """A version with its figures and its ETag; 304 for an If-None-Match that still holds."""
    with open_session() as session:
        kept = get_version(session, version_id)
        told = version_full(kept, _school_code(session, kept)).model_dump(mode="json", by_alias=True)
    if etag_of(kept) in request.headers.get("If-None-Match", ""):
        return Response(status=304, headers={"ETag": etag_of(kept)})
    return dressed(Answer(200, json.dumps(told)))


@bp.get("/versions/<uuid:version_id>/findings")
@needs(Scope.RETURNS_READ)
@bp.input(Paged, location="query")
@bp.output(Findings)
def findings(version_id: UUID, query_data: Paged) -> Findings:
    """What was found in a version: errors, queries, warnings."""
    with open_session() as session:
        kept = get_version(session, version_id)
        rows = findings_of(session, version_id=version_id)
        return _page(declaration_of(kept), rows, query_data)


@bp.get("/uploads/<uuid:upload_id>/findings")
@needs(Scope.RETURNS_READ)
@bp.input(Paged, location="query")
@bp.output(Findings)
def refused(upload_id: UUID, query_data: Paged) -> Findings:
    """Why what was received became no draft."""
    with open_session() as session:
        kept = get_upload(session, upload_id)
        owed = the_duty(session, kept.duty_id)
        rows = findings_of(session, upload_id=upload_id)
        return _page(get_return(owed.return_code, period_of(owed.period_key).start), rows, query_data)


@bp.post("/versions/<uuid:version_id>/justifications")
@needs(Scope.RETURNS_WRITE)
@bp.input(JustificationsIn)
@bp.output(VersionOut)
def justifications(version_id: UUID, json_data: JustificationsIn) -> Response:
    """Explain queries of a draft; If-Match carries its ETag."""
    texts = {each.finding: each.text for each in json_data.justifications}
    with open_session() as session:
        ensure_role(viewer(), *SCHOOL_ROLES)
        kept = locked_version(session, version_id)

        def work() -> tuple[dict[str, Any], int]:
            ensure_match(session, kept)
            changed = justify_all(session, viewer(), version_id, texts, revision=kept.revision, at=now())
            return _dumped(session, changed), 200

        return once(session, kept.school_id, work)


@bp.post("/versions/<uuid:version_id>/submit")
@needs(Scope.RETURNS_SIGN)
@bp.input(SignIn)
@bp.output(VersionOut)
def submit(version_id: UUID, json_data: SignIn) -> Response:
    """Sign the figures of that digest as head of the school and hand them to the bureau; If-Match carries the ETag."""
    with open_session() as session:
        ensure_role(viewer(), Role.SCHOOL_HEAD)
        kept = locked_version(session, version_id)

        def work() -> tuple[dict[str, Any], int]:
            ensure_match(session, kept)
            digest, at = bytes.fromhex(json_data.digest), now()
            try:
                signed = sign_and_submit(session, viewer(), version_id, digest=digest, revision=kept.revision, at=at)
            except OpenFindings as problem:
                raise _open(kept, findings_of(session, version_id=version_id), problem) from None
            if signed.state is VersionState.ACCEPTED:
                defer_facts(session, signed)
            return _dumped(session, signed), 200

        return once(session, kept.school_id, work)


def _open(kept: Version, rows: list[FindingRow], problem: OpenFindings) -> Refused:
    """What stands in the way of a signature: the errors, and the queries that nobody explained."""
    open_ = [
        each
        for each in rows
        if each.severity is Severity.ERROR or (each.severity is Severity.QUERY and each.justification is None)
    ]
    told = [each.model_dump(mode="json") for each in findings_out(declaration_of(kept), open_[:MOST])]
    return Refused(
        409,
        kind_of(OpenFindings),
        problem.text,
        open_errors=problem.errors,
        open_queries=problem.queries,
        findings=told,
    )


def _page(ret: Return, rows: list[FindingRow], asked: Paged) -> Findings:
    """Some findings after the one seen last, in the order of the pages."""
    after = last_key(asked.cursor)
    ids = [str(each.id) for each in rows]
    first = ids.index(after[0]) + 1 if after and after[0] in ids else 0
    shown = rows[first : first + asked.limit]
    key = [str(shown[-1].id)] if shown else []
    return Findings(items=findings_out(ret, shown), next=next_cursor(key, is_last=first + asked.limit >= len(rows)))


def _dumped(session: Session, kept: Version) -> dict[str, Any]:
    return version_out(kept, _school_code(session, kept)).model_dump(mode="json", by_alias=True)


def _school_code(session: Session, kept: Version) -> str:
    return session.scalars(select(Tenant.school_code).where(Tenant.school_id == kept.school_id)).one()
