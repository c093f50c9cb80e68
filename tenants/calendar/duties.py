"""What schools owe: a duty for each school, return and period, from the calendar and "applies when" (catalogue 1.4)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from tenants.base import new_key
from tenants.calendar.due import due_on
from tenants.calendar.parameters import load_settings
from tenants.calendar.periods import Period, containing, period_of, previous
from tenants.calendar.teaching import Teaching, load_teaching
from tenants.filing.models import Duty
from tenants.registry.profile import Profile, main_stage, profiles
from tenants.returns.catalogue import all_returns
from tenants.returns.conditions import applies_to
from tenants.returns.declaration import PeriodType, Return

_SPANS = (PeriodType.MONTH, PeriodType.TERM, PeriodType.SCHOOL_YEAR, PeriodType.YEAR)


def raise_duties(
    session: Session,
    period: Period | str,
    *,
    returns: Iterable[Return] | None = None,
    due_from: date | None = None,
) -> int:
    """Raise the duties of a period that are not there yet, for every school in scope.

    A return the bureau asks for then is owed by a school that is open on the first day of the period and meets its
    "applies when".

    Args:
        session: A session in the scope of a district.
        period: The period or its key.
        returns: Only these; else all that are filed for periods of its type.
        due_from: Leave out what was due before this day.

    Returns:
        How many duties are new.
    """
    period = period_of(period) if isinstance(period, str) else period
    declared = [each for each in returns or all_returns(period.start) if each.period is period.type]
    settings = load_settings(session)
    wanted = [each for each in declared if settings.is_asked(each.code, period.start)]
    if not wanted:
        return 0
    schools = [each for each in profiles(session).values() if each.is_open_on(period.start)]
    teaching = load_teaching(session, [period])
    rows = [row for ret in wanted for row in _rows(ret, period, schools, teaching)]
    if due_from is not None:
        rows = [row for row in rows if row["due_on"] >= due_from]
    if not rows:
        return 0
    statement = (
        insert(Duty)
        .values(rows)
        .on_conflict_do_nothing(index_elements=["district_id", "school_id", "return_code", "period_key"])
        .returning(Duty.id)
    )
    return len(session.scalars(statement).all())


def raise_current_duties(session: Session, today: date) -> int:
    """Raise what is owed for the periods a day lies in, and for the ones before as far as they are not overdue."""
    spans = [containing(kind, today) for kind in _SPANS]
    before = sum(raise_duties(session, previous(span), due_from=today) for span in spans)
    return before + sum(raise_duties(session, span) for span in spans)


def _rows(ret: Return, period: Period, schools: Sequence[Profile], teaching: Teaching) -> list[dict[str, Any]]:
    return [
        {
            "district_id": school.district_id,
            "school_id": school.school_id,
            "id": new_key(),
            "return_code": ret.code,
            "period_key": period.key,
            "due_on": _due_on(ret, period, school, teaching),
        }
        for school in schools
        if applies_to(ret, school.values)
    ]


def _due_on(ret: Return, period: Period, school: Profile, teaching: Teaching) -> date:
    taught = teaching.of(period, main_stage(school.stages, school.values["school_type"]))
    return due_on(
        ret.due,
        period,
        first_teaching_day=taught["first_day"],
        last_teaching_day=taught["last_day"],
    )
