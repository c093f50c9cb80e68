"""Rules that waited for another return: run on its acceptance, the outcome put to both versions (catalogue 1.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from etl.bulk import load_mappings
from etl.checking.rules import rule_findings
from etl.filing.frames import Surroundings, frame_of, subject_of
from etl.workbook.filed import PartRead
from tenants.base import new_key
from tenants.calendar.periods import matching, period_of, previous
from tenants.filing.found import EXPLANATION, columns_of
from tenants.filing.models import DeferredRule, FindingRow, Step, Version, VersionState
from tenants.filing.steps import SYSTEM, SYSTEM_ROLE
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import PeriodType, Return
from tenants.returns.findings import Finding
from tenants.returns.frame import evaluate

_HANDED_IN = (VersionState.SUBMITTED, VersionState.ACCEPTED)
_SETTLE = text("""
    update deferred_rule r set settled_at = k.settled_at, waits_for = k.waits_for
    from unnest(
        cast(:schools as int[]), cast(:versions as uuid[]), cast(:rules as text[]), cast(:waits as text[]),
        cast(:settled as timestamptz[])
    ) as k(school_id, version_id, rule_code, waits_for, settled_at)
    where r.school_id = k.school_id and r.version_id = k.version_id and r.rule_code = k.rule_code
""")


@dataclass
class _Case:
    """A version whose rules waited for one that was just accepted."""

    version: Version
    awaited: Version
    rules: list[str] = field(default_factory=list)
    broken: list[Finding] = field(default_factory=list)
    still_waits: dict[str, str] = field(default_factory=dict)  # rule -> another return


def settle_deferred(session: Session, accepted: Sequence[Version], *, at: datetime) -> int:
    """Run the rules that waited for the versions just accepted; gives how many were settled.

    A draft gets the outcome as an ordinary finding. A version handed in gets it as a deferred outcome, and so does the
    version it waited for; a failed error flags it for reopening in the reviewer's queue.
    """
    cases = _cases(session, accepted)
    groups: dict[tuple[str, Any], list[_Case]] = {}
    for case in cases:
        if case.version.state in (*_HANDED_IN, VersionState.DRAFT):
            groups.setdefault((case.version.return_code, case.version.declared_from), []).append(case)
    around = Surroundings(session, [subject_of(case.version) for case in cases])
    for (code, declared_from), group in groups.items():
        _run(get_return(code, declared_from), group, around)
    _attach(session, cases, at=at)
    _close(session, cases, at=at)
    return sum(len(case.rules) - len(case.still_waits) for case in cases)


def _cases(session: Session, accepted: Sequence[Version]) -> list[_Case]:
    by_key = {(each.school_id, each.return_code, each.period_key): each for each in accepted}
    asked = (
        select(DeferredRule.rule_code, DeferredRule.waits_for, Version)
        .join(
            Version,
            (Version.district_id == DeferredRule.district_id)
            & (Version.school_id == DeferredRule.school_id)
            & (Version.id == DeferredRule.version_id),
        )
        .where(
            DeferredRule.settled_at.is_(None),
            DeferredRule.school_id.in_({each.school_id for each in accepted}),
            DeferredRule.waits_for.in_({each.return_code for each in accepted}),
        )
        .order_by(Version.id, DeferredRule.rule_code)
        .with_for_update(of=Version)
        .execution_options(populate_existing=True)
    )
    cases: dict[tuple[UUID, UUID], _Case] = {}
    for rule_code, waits_for, version in session.execute(asked):
        awaited = by_key.get((version.school_id, waits_for, _awaited_key(version, waits_for)))
        if awaited is not None:
            cases.setdefault((version.id, awaited.id), _Case(version, awaited)).rules.append(rule_code)
    return list(cases.values())


def _awaited_key(version: Version, waits_for: str) -> str:
    """The period that must be accepted: the matching one of the other return, the one before of the same return."""
    period = period_of(version.period_key)
    if waits_for == version.return_code:
        return previous(period).key
    other = get_return(waits_for, period.start).period
    return "" if other is PeriodType.EVENT else matching(period, other).key  # no rule waits for something to happen


def _run(ret: Return, group: Sequence[_Case], around: Surroundings) -> None:
    ret = around.as_checked(ret)
    frame = frame_of(ret, [subject_of(case.version) for case in group], around)
    broken, waiting = evaluate(ret, frame)
    for outcome in broken:
        case = group[outcome.version]
        if outcome.rule.code in case.rules:
            case.broken.append(rule_findings(ret, outcome, frame, _placed(case.version)))
    for each in waiting:
        if each.rule.code in group[each.version].rules:
            group[each.version].still_waits[each.rule.code] = each.waits_for


def _attach(session: Session, cases: Sequence[_Case], *, at: datetime) -> None:
    findings: list[dict[str, Any]] = []
    steps: list[dict[str, Any]] = []
    for case in cases:
        if not case.broken:
            continue
        is_draft = case.version.state is VersionState.DRAFT
        if is_draft:
            case.version.revision += 1
            case.version.changed_at = at
        told = {"rules": sorted({each.code for each in case.broken}), "revision": case.version.revision}
        findings += [_row(case.version, each, n, is_outcome=not is_draft) for n, each in enumerate(case.broken, 9_001)]
        steps.append(_step(case.version, "rechecked" if is_draft else "settled", told, at=at))
        if not is_draft:
            elsewhere = [_without_place(each) for each in case.broken]
            findings += [_row(case.awaited, each, n, is_outcome=True) for n, each in enumerate(elsewhere, 9_001)]
    session.flush()
    load_mappings(session, FindingRow.__table__, findings)
    load_mappings(session, Step.__table__, steps)


def _close(session: Session, cases: Sequence[_Case], *, at: datetime) -> None:
    rows = [(case, rule) for case in cases for rule in case.rules]
    if not rows:
        return
    session.execute(
        _SETTLE,
        {
            "schools": [case.version.school_id for case, _ in rows],
            "versions": [case.version.id for case, _ in rows],
            "rules": [rule for _, rule in rows],
            "waits": [case.still_waits.get(rule, case.awaited.return_code) for case, rule in rows],
            "settled": [None if rule in case.still_waits else at for case, rule in rows],
        },
    )


def _placed(version: Version) -> Mapping[str, PartRead]:
    """Where the values of a version stand in its file."""
    return {
        code: PartRead(sheet=each["sheet"], columns=each["columns"], source_rows=each["rows"])
        for code, each in version.cells.items()
    }


def _without_place(finding: Finding) -> Finding:
    return Finding(code=finding.code, severity=finding.severity, says=finding.says, remedy=finding.remedy)


def _row(version: Version, finding: Finding, ordinal: int, *, is_outcome: bool) -> dict[str, Any]:
    return (
        dict.fromkeys(EXPLANATION)
        | columns_of(finding)
        | {
            "district_id": version.district_id,
            "school_id": version.school_id,
            "id": new_key(),
            "duty_id": version.duty_id,
            "version_id": version.id,
            "upload_id": version.upload_id,
            "ordinal": ordinal,
            "is_deferred_outcome": is_outcome,
            "read_by": None,
            "read_at": None,
        }
    )


def _step(version: Version, action: str, told: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    return {
        "district_id": version.district_id,
        "school_id": version.school_id,
        "id": new_key(),
        "duty_id": version.duty_id,
        "version_id": version.id,
        "upload_id": None,
        "at": at,
        "account_id": None,
        "account_name": SYSTEM.zh,
        "role": SYSTEM_ROLE,
        "action": action,
        "reason": "",
        "details": told,
    }
