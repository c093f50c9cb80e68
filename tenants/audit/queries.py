"""The trail of who did what when, over the audit entries and the steps of filings; within the session's scope.

Both tables grow without end, so every question is answered from the end of an index: by school, person or object where
one is asked for, else by action, each action from its latest on.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from tenants.audit.kinds import ENTRY_LABELS, KINDS
from tenants.filing.steps import ACTION_LABELS as STEP_LABELS
from tenants.text import Text

Place = tuple[datetime, UUID]  # where a page of the trail ends


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked of the trail; nothing given means all."""

    person: str = ""  # the whole name
    kind: str = ""  # of ``KINDS``
    subject: str = ""  # of an audit entry, as a whole
    school_ids: tuple[int, ...] | None = None  # none of them: nothing fits
    duty_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None  # not included
    before: Place | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that was done."""

    id: UUID
    at: datetime
    account_name: str
    role: str
    action: str
    subject: str
    reason: str
    address: str
    details: dict[str, Any]
    school: Text | None
    duty_id: UUID | None
    return_code: str | None
    period_key: str | None

    @property
    def place(self) -> Place:
        """Where the trail goes on after it."""
        return self.at, self.id


_ENTRY = """a.id, a.at, a.account_name, a.role, a.action, a.subject, '' as reason, a.address, a.details, a.school_id,
    null::uuid as duty_id"""
_STEP = "a.id, a.at, a.account_name, a.role, a.action, '' as subject, a.reason, '' as address, a.details, a.school_id, a.duty_id"
_NAMED = """
    select t.*, s.name_zh, s.name_en, d.return_code, d.period_key
    from (BRANCHES) t
    left join school s on s.school_id = t.school_id
    left join duty d on d.school_id = t.school_id and d.id = t.duty_id
    order by t.at desc, t.id desc limit :most
"""
_SEEN = "exists (select from duty d where d.school_id = a.school_id and d.id = a.duty_id)"  # a visit is, once entered
_STEP_OF_DUTY = ("a.school_id = (select d.school_id from duty d where d.id = :duty)", "a.duty_id = :duty")
_OF_DUTY = (
    "a.school_id = (select d.school_id from duty d where d.id = :duty)"
    " and a.details ->> 'version' in (select v.id::text from version v where v.duty_id = :duty)"
)


def trail(session: Session, asked: Asked, *, most: int) -> list[Entry]:
    """The latest entries that fit, the latest first; one statement."""
    values: dict[str, Any] = {"most": most} | _values(asked)
    branches = []
    if asked.duty_id is not None or not asked.subject:
        branches.append(
            _branch("step", _STEP, asked, [_SEEN, *(_STEP_OF_DUTY if asked.duty_id else ())], values, STEP_LABELS)
        )
    branches.append(_branch("audit_entry", _ENTRY, asked, [_OF_DUTY] if asked.duty_id else [], values, ENTRY_LABELS))
    found = session.execute(
        text(_NAMED.replace("BRANCHES", " union all ".join(branches))),
        values,
    )
    return [_entry(row) for row in found]


def _values(asked: Asked) -> dict[str, Any]:
    at, entry_id = asked.before or (None, None)
    values = {
        "person": asked.person or None, "subject": asked.subject or None, "schools": None if asked.school_ids is None else list(asked.school_ids),
        "duty": asked.duty_id, "since": asked.since, "until": asked.until, "before_at": at, "before_id": entry_id,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}


_CONDITIONS = {
    "person": "a.account_name = :person",
    "since": "a.at >= :since",
    "until": "a.at < :until",
    "before_at": "(a.at, a.id) < (:before_at, :before_id)",
}


def _branch(
    table: str, columns: str, asked: Asked, more: Sequence[str], values: dict[str, Any], labels: Collection[str]
) -> str:
    """The latest rows of one of the tables."""
    conditions = [*more, *(condition for name, condition in _CONDITIONS.items() if name in values)]
    if table == "audit_entry" and asked.subject:
        conditions.append("a.subject = :subject")
    actions = [each for each in KINDS[asked.kind][1] if each in labels] if asked.kind else list(labels)
    values[f"{table}_actions"] = actions
    by_action = f"unnest(cast(:{table}_actions as text[])) k(action)", "a.action = k.action"
    by_school = "unnest(cast(:schools as integer[])) k(school_id)", "a.school_id = k.school_id"
    if asked.kind and (asked.person or asked.subject or asked.duty_id or asked.school_ids is not None):
        conditions.append(f"a.action = any(:{table}_actions)")
    elif asked.school_ids is None and not (asked.person or asked.subject or asked.duty_id):
        return _for_each(*by_action, table, columns, conditions)
    if asked.school_ids is not None:
        return _for_each(*by_school, table, columns, conditions)
    return _latest(columns, f"{table} a", conditions)


def _for_each(keys: str, same: str, table: str, columns: str, conditions: Sequence[str]) -> str:
    """The latest rows of each key together: so many steps into an index for each, whatever the table holds."""
    latest = _latest("*", f"{table} a", [same, *conditions])
    return _latest(columns, f"{keys} cross join lateral {latest} a", ())


def _latest(columns: str, source: str, conditions: Sequence[str]) -> str:
    where = " and ".join(("true", *conditions))
    return " ".join(("(select", columns, "from", source, "where", where, "order by a.at desc, a.id desc limit :most)"))


def _entry(row: Any) -> Entry:
    return Entry(
        id=row.id,
        at=row.at,
        account_name=row.account_name,
        role=row.role,
        action=row.action,
        subject=row.subject,
        reason=row.reason or row.details.get("reason", ""),
        address=row.address,
        details=row.details,
        school=Text(row.name_zh, row.name_en) if row.name_zh else None,
        duty_id=row.duty_id,
        return_code=row.return_code,
        period_key=row.period_key,
    )
