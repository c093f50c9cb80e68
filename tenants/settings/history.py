"""The trail of changed settings: one row for each change, and an entry of the audit trail beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from tenants.audit.services import record
from tenants.base import new_key
from tenants.scope.viewer import Viewer
from tenants.settings.models import SettingChange

_MOST = 200


@dataclass(frozen=True, kw_only=True)
class Noted:
    """One change to write down."""

    subject: str
    action: str
    valid_from: date | None = None
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def note(session: Session, viewer: Viewer, kind: str, change: Noted, *, at: datetime, reason: str = "") -> None:
    """Write down a change, in the transaction that makes it."""
    _keep(session, viewer, kind, [change], at, reason)
    _audit(
        session, viewer, "setting_changed", f"{kind}:{change.subject}", at,
        change=change.action, valid_from=change.valid_from.isoformat() if change.valid_from else None,
        before=plain(change.before), after=plain(change.after), reason=reason,
    )  # fmt: skip


def note_import(
    session: Session, viewer: Viewer, kind: str, changes: Sequence[Noted], filename: str, *, at: datetime
) -> None:
    """Write down all changes of a file; the audit trail gets one entry for the file."""
    _keep(session, viewer, kind, changes, at, filename)
    _audit(session, viewer, "settings_imported", kind, at, rows=len(changes), filename=filename)


def _keep(session: Session, viewer: Viewer, kind: str, changes: Sequence[Noted], at: datetime, reason: str) -> None:
    rows = [
        {
            "district_id": viewer.district_id,
            "id": new_key(),
            "at": at,
            "account_id": viewer.account_id,
            "account_name": viewer.account_name,
            "kind": kind,
            "subject": each.subject,
            "action": each.action,
            "valid_from": each.valid_from,
            "before": plain(each.before),
            "after": plain(each.after),
            "reason": reason,
        }
        for each in changes
    ]
    if rows:
        session.execute(insert(SettingChange), rows)


def _audit(session: Session, viewer: Viewer, action: str, subject: str, at: datetime, **details: Any) -> None:
    record(
        session, action, district_id=viewer.district_id, account_id=viewer.account_id,
        account_name=viewer.account_name, role=viewer.role, at=at, subject=subject, **details,
    )  # fmt: skip


def changes_of(session: Session, kind: str, subject: str | None = None) -> list[SettingChange]:
    """The changes of one subject, or of all of a kind, the latest first."""
    asked = select(SettingChange).where(SettingChange.kind == kind)
    if subject is not None:
        asked = asked.where(SettingChange.subject == subject)
    return list(session.scalars(asked.order_by(SettingChange.at.desc(), SettingChange.id.desc()).limit(_MOST)))


def plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Values as JSON holds them; numbers and days as text, so that they stay exact."""
    if values is None:
        return None
    return {
        name: str(value) if isinstance(value, (Decimal, date)) else list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


@dataclass(frozen=True)
class KindChanged:
    """How often settings of a kind were changed, and when and by whom last."""

    count: int
    at: datetime
    by: str


def kinds_changed(session: Session) -> dict[str, KindChanged]:
    """Every kind of setting that was changed at all, in one statement."""
    count = func.count().over(partition_by=SettingChange.kind)
    asked = select(SettingChange.kind, SettingChange.at, SettingChange.account_name, count).distinct(SettingChange.kind)
    found = session.execute(asked.order_by(SettingChange.kind, SettingChange.at.desc(), SettingChange.id.desc()))
    return {kind: KindChanged(times, at, by) for kind, at, by, times in found}


def latest_changes(session: Session, most: int = 20) -> list[SettingChange]:
    """The latest changes of whatever setting."""
    return list(
        session.scalars(select(SettingChange).order_by(SettingChange.at.desc(), SettingChange.id.desc()).limit(most))
    )
