"""How far findings are rectified, as of a day: deadlines pass without anything being filed, so these figures follow."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from etl.facts.writing import Figures, replace_facts
from etl.filing.frames import Subject, Surroundings, frame_of
from tenants.calendar.periods import containing, event_on
from tenants.calendar.workdays import bureau_day
from tenants.filing.models import Version
from tenants.inspections.rechecking import RECTIFICATION
from tenants.inspections.replies import VISIT
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Indicator, PeriodType
from tenants.returns.indicators import figures_of


def write_rectified(
    session: Session, schools: Collection[int] | None, *, at: datetime
) -> tuple[Figures, list[Indicator]]:
    """Write the figures of rectification of this school year for schools with a visit; gives what marts must follow.

    Args:
        session: A worker's session that holds the district's facts.
        schools: Only these; None: all.
        at: The moment; its day decides which deadlines have passed.
    """
    today = bureau_day(at)
    year = containing(PeriodType.SCHOOL_YEAR, today)
    visits = _latest_visits(session, schools, str(year.start), str(year.end))
    ret = get_return(RECTIFICATION, today)
    if not visits:
        return set(), []
    # A row without values stands for the school as a whole: what is counted are the findings and attempts of the year.
    subjects = [Subject(each.school_id, event_on(today, 0).key, {"main": [{}]}, today) for each in visits]
    frame = frame_of(ret, subjects, Surroundings(session, subjects))
    rows: dict[tuple[str, str, int], tuple[Any, ...]] = {}
    for figure in figures_of(ret, frame):
        visit, code = visits[figure.version], figure.indicator.code
        if figure.numerator is not None or figure.denominator is not None:
            rows[code, year.key, visit.school_id] = (
                visit.district_id, code, year.key, visit.school_id, figure.numerator, figure.denominator, figure.value,
                False, visit.id, visit.accepted_at,
            )  # fmt: skip
    touched = {(each.code, year.key, visit.school_id) for each in ret.indicators for visit in visits}
    replace_facts(session, touched, rows.values())
    return {(code, key) for code, key, _ in touched}, list(ret.indicators)


def _latest_visits(session: Session, schools: Collection[int] | None, first: str, last: str) -> list[Any]:
    asked = (
        select(Version.district_id, Version.school_id, Version.id, Version.accepted_at)
        .ext(distinct_on(Version.school_id))
        .where(
            Version.return_code == VISIT,
            Version.period_key >= first,
            Version.period_key <= f"{last}.9999",
            Version.accepted_at.is_not(None),
        )
        .order_by(Version.school_id, Version.accepted_at.desc())
    )
    if schools is not None:
        asked = asked.where(Version.school_id.in_(schools))
    return list(session.execute(asked).all())
