"""Writing what was read: drafts with their findings and waiting rules, refusals, steps, in few statements."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from etl.bulk import load_mappings
from etl.filing.incoming import Incoming
from tenants.base import new_key
from tenants.filing.difference import changes_between
from tenants.filing.found import EXPLANATION, columns_of
from tenants.filing.models import DeferredRule, FindingRow, Source, Step, Version, VersionState
from tenants.filing.steps import SYSTEM_ROLE
from tenants.returns.declaration import Severity
from tenants.sets import is_any

_CHANGES_TOLD = 200  # of a draft's figures in its step
_READ = text("""
    update upload u set state = r.state, version_id = r.version_id, read_at = :at
    from unnest(cast(:ids as uuid[]), cast(:schools as int[]), cast(:states as text[]), cast(:versions as uuid[]))
        as r(id, school_id, state, version_id)
    where u.id = r.id and u.school_id = r.school_id
""")


def write_drafts(session: Session, incoming: Sequence[Incoming], *, at: datetime) -> None:
    """Store the outcome of every upload; all in the caller's transaction."""
    drafts = [each for each in incoming if not each.is_refused]
    explained = _explanations(session, drafts)
    _clear(session, drafts)
    told = [each for each in incoming if not each.is_left_out]
    steps = [_step(each, at=at) for each in told]
    made = _drafts(session, drafts, at=at)
    session.flush()
    for step, each in zip(steps, told, strict=True):
        step["version_id"] = made.get(each.held.id)
    load_mappings(session, FindingRow.__table__, _findings(incoming, made, explained))
    load_mappings(session, DeferredRule.__table__, _deferred(drafts, made))
    load_mappings(session, Step.__table__, [_uploaded(each) for each in told if each.held.pack_id is not None] + steps)
    session.execute(
        _READ,
        {
            "at": at,
            "ids": [each.held.id for each in incoming],
            "schools": [each.held.school_id for each in incoming],
            "states": [str(each.state) for each in incoming],
            "versions": [made.get(each.held.id) for each in incoming],
        },
    )


def _drafts(session: Session, drafts: Sequence[Incoming], *, at: datetime) -> dict[Any, UUID]:
    """The duties' drafts with these figures, by upload: those there are, or new versions with the next number."""
    made: dict[Any, UUID] = {}
    new: list[dict[str, Any]] = []
    for each in drafts:
        version = each.latest
        if version is not None and version.state is VersionState.DRAFT:
            version.revision += 1
            for name, value in _filed(each, at=at).items():
                setattr(version, name, value)
            made[each.held.id] = version.id
        else:
            new.append(_new_version(each, at=at) | _filed(each, at=at))
            made[each.held.id] = new[-1]["id"]
    load_mappings(session, Version.__table__, new)
    return made


def _new_version(each: Incoming, *, at: datetime) -> dict[str, Any]:
    return _owner(each) | {
        "id": new_key(),
        "return_code": each.held.return_code,
        "period_key": each.held.period_key,
        "version_no": each.latest.version_no + 1 if each.latest is not None else 1,
        "state": VersionState.DRAFT,
        "revision": 1,
        "created_at": at,
    }


def _filed(each: Incoming, *, at: datetime) -> dict[str, Any]:
    """What a file says of a version, new or not."""
    held = each.held
    return {
        "source": Source(held.source),
        "declared_from": each.ret.valid_from,
        "nil_reason": None,
        "upload_id": held.id,
        "figures": each.figures,
        "cells": each.cells,
        "prepared_by": held.received_by,
        "prepared_by_name": held.received_by_name,
        "changed_at": at,
    }


def _explanations(session: Session, drafts: Sequence[Incoming]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Explanations that schools gave: kept where the very same is found again."""
    versions = [each.latest.id for each in drafts if each.latest is not None]
    if not versions:
        return {}
    given = select(FindingRow).where(is_any(FindingRow.version_id, versions), FindingRow.justification.is_not(None))
    return {
        (row.version_id, *_likeness(row.__dict__)): {name: getattr(row, name) for name in EXPLANATION}
        for row in session.scalars(given)
    }


def _likeness(columns: Mapping[str, Any]) -> tuple[Any, ...]:
    """By what a finding is known again."""
    return tuple(columns[name] for name in ("code", "part", "field", "row_no", "value", "says_zh"))


def _clear(session: Session, drafts: Sequence[Incoming]) -> None:
    versions = [
        each.latest.id for each in drafts if each.latest is not None and each.latest.state is VersionState.DRAFT
    ]
    if versions:
        session.execute(delete(FindingRow).where(is_any(FindingRow.version_id, versions)))
        session.execute(delete(DeferredRule).where(is_any(DeferredRule.version_id, versions)))


def _findings(
    incoming: Sequence[Incoming], made: dict[Any, UUID], explained: dict[tuple[Any, ...], dict[str, Any]]
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    nothing = dict.fromkeys(EXPLANATION) | {"read_by": None, "read_at": None, "is_deferred_outcome": False}
    for each in incoming:
        owner = _owner(each) | {"version_id": made.get(each.held.id), "upload_id": each.held.id}
        before = each.latest.id if each.latest is not None else None
        for ordinal, finding in enumerate(each.findings, 1):
            row = nothing | columns_of(finding) | owner | {"id": new_key(), "ordinal": ordinal}
            rows.append(row | explained.get((before, *_likeness(row)), {}))
    return rows


def _deferred(drafts: Sequence[Incoming], made: dict[Any, UUID]) -> list[dict[str, Any]]:
    return [
        _owner(each)
        | {"version_id": made[each.held.id], "rule_code": rule_code, "waits_for": waits_for, "settled_at": None}
        for each in drafts
        for rule_code, waits_for in {one.rule.code: one.waits_for for one in each.waiting}.items()
    ]


def _step(each: Incoming, *, at: datetime) -> dict[str, Any]:
    details: dict[str, Any] = {str(kind): each.count(kind) for kind in Severity} | {"filename": each.held.filename}
    if not each.is_refused:
        is_draft = each.latest is not None and each.latest.state is VersionState.DRAFT
        before = each.latest.figures if each.latest is not None and is_draft else {}
        keys = {part.code: part.key for part in each.ret.parts}
        changes = changes_between(before, each.figures, keys) if before else []
        details["revision"] = each.latest.revision + 1 if each.latest is not None and is_draft else 1
        details["changes"] = [change.as_json() for change in changes[:_CHANGES_TOLD]]
    return _owner(each) | {
        "id": new_key(),
        "version_id": None,
        "upload_id": each.held.id,
        "at": at,
        "account_id": each.held.received_by,
        "account_name": each.held.received_by_name,
        "role": SYSTEM_ROLE,
        "action": "refused" if each.is_refused else "read",
        "reason": "",
        "details": details,
    }


def _uploaded(each: Incoming) -> dict[str, Any]:
    """That a person sent it in a pack: written only now, as a pack need not hold every return."""
    return _owner(each) | {
        "id": new_key(),
        "version_id": None,
        "upload_id": each.held.id,
        "at": each.held.received_at,
        "account_id": each.held.received_by,
        "account_name": each.held.received_by_name,
        "role": each.held.received_as,
        "action": "uploaded",
        "reason": "",
        "details": {"filename": each.held.filename, "receipt": each.held.receipt_no},
    }


def _owner(each: Incoming) -> dict[str, Any]:
    return {"district_id": each.held.district_id, "school_id": each.held.school_id, "duty_id": each.held.duty_id}
