"""What follows from visits that count: a rectification owed for each finding, its day, and none for one withdrawn."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from tenants.base import new_key
from tenants.calendar.parameters import load_settings
from tenants.calendar.periods import period_of
from tenants.calendar.workdays import bureau_day
from tenants.filing.digest import digest_of
from tenants.filing.models import Duty, NilReason, Source, Step, Version, VersionState
from tenants.filing.steps import SYSTEM, SYSTEM_ROLE
from tenants.inspections.rechecking import RECTIFICATION
from tenants.returns.catalogue import get_return

_NOBODY = UUID(int=0)
# The findings of visits by the latest version whose rows are written; a rectification has the day of its visit and the
# serial of its finding.
_COUNTING = """
    select f.district_id, f.school_id, left(f.period_key, 10) || '.' || right(f.finding_no, 4) as key, f.deadline
    from returns.inspection_visit_finding f
    join version v on v.district_id = f.district_id and v.school_id = f.school_id and v.id = f.version_id
    where f.school_id = any(:schools) and not exists (
        select from version n
        where n.district_id = v.district_id and n.school_id = v.school_id and n.duty_id = v.duty_id
            and n.version_no > v.version_no and n.loaded_at is not null and n.accepted_at is not null
    )"""
_MISSING = text(f"""
    select c.* from ({_COUNTING}) c
    where not exists (
        select from duty d
        where d.school_id = c.school_id and d.return_code = 'rectification' and d.period_key = c.key
    )
""")  # noqa: S608 - two constants put together
_DAYS = text(f"""
    update duty d set due_on = w.due_on
    from (
        select o.school_id, o.id, coalesce((
            select e.until from rectification_entry e
            where e.school_id = o.school_id and e.duty_id = o.id and e.until is not null
            order by e.at desc, e.id desc limit 1
        ), c.deadline) as due_on
        from duty o
        join ({_COUNTING}) c on c.school_id = o.school_id and c.key = o.period_key
        where o.return_code = 'rectification'
    ) w
    where d.school_id = w.school_id and d.id = w.id and d.due_on <> w.due_on
""")  # noqa: S608
_WITHDRAWN = text(f"""
    select d.district_id, d.school_id, d.id, d.period_key from duty d
    where d.return_code = 'rectification' and d.school_id = any(:schools)
        and not exists (select from ({_COUNTING}) c where c.school_id = d.school_id and c.key = d.period_key)
        and not exists (select from version v where v.school_id = d.school_id and v.duty_id = d.id)
""")  # noqa: S608


def follow_findings(session: Session, schools: Collection[int], *, at: datetime) -> None:
    """Bring the rectifications of some schools in line with their visits and with what inspectors granted."""
    if not schools or not load_settings(session).is_asked(RECTIFICATION, bureau_day(at)):
        return
    asked = {"schools": list(schools)}
    missing = session.execute(_MISSING, asked).all()
    if missing:
        rows = [
            {
                "district_id": each.district_id,
                "school_id": each.school_id,
                "id": new_key(),
                "return_code": RECTIFICATION,
                "period_key": each.key,
                "due_on": each.deadline,
            }
            for each in missing
        ]
        session.execute(insert(Duty).values(rows).on_conflict_do_nothing())
    session.execute(_DAYS, asked)
    for each in session.execute(_WITHDRAWN, asked).all():
        _withdraw(session, each, at=at)


def _withdraw(session: Session, duty: Any, *, at: datetime) -> None:
    """Nothing is owed for a finding that a corrected visit no longer has."""
    version = Version(
        district_id=duty.district_id,
        school_id=duty.school_id,
        id=new_key(),
        duty_id=duty.id,
        return_code=RECTIFICATION,
        period_key=duty.period_key,
        version_no=1,
        state=VersionState.ACCEPTED,
        source=Source.FORM,
        declared_from=get_return(RECTIFICATION, period_of(duty.period_key).start).valid_from,
        revision=1,
        nil_reason=NilReason.NO_ACTIVITY,
        figures={},
        cells={},
        prepared_by=_NOBODY,
        prepared_by_name=SYSTEM.zh,
        created_at=at,
        changed_at=at,
        submitted_at=at,
        accepted_at=at,
    )
    version.digest = digest_of(version)
    session.add(version)
    session.flush()
    session.add(
        Step(
            district_id=duty.district_id,
            school_id=duty.school_id,
            duty_id=duty.id,
            version_id=version.id,
            at=at,
            account_name=SYSTEM.zh,
            role=SYSTEM_ROLE,
            action="withdrawn",
            reason="",
            details={},
        )
    )
    session.flush()
