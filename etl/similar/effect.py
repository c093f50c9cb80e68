"""What other weights would do to the lists: who would be on them and who no longer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from etl.similar.distance import Traits, nearest
from etl.similar.freezing import frozen_traits, traits_of
from tenants.calendar.periods import Period, containing, period_of
from tenants.returns.declaration import PeriodType
from tenants.similar.models import SimilarYear


@dataclass(frozen=True)
class ListMoved:
    """One school's list under the other weights."""

    school_id: int
    newly: tuple[int, ...]
    no_longer: tuple[int, ...]


@dataclass(frozen=True)
class ListsMoved:
    """All lists of one school year under the other weights."""

    year: Period
    schools: int  # with a list
    moved: tuple[ListMoved, ...]  # those whose list would be another, the most changed first


def lists_moved(
    session: Session, before: Mapping[str, float], after: Mapping[str, float], *, today: date
) -> ListsMoved | None:
    """Compare the lists by two sets of weights, over the figures of the latest school year; None without figures."""
    frozen = session.scalar(select(func.max(SimilarYear.school_year)))
    year = period_of(frozen) if frozen else containing(PeriodType.SCHOOL_YEAR, today)
    schools: list[Traits] = frozen_traits(session, frozen) if frozen else traits_of(session, year)
    if not schools:
        return None
    old, new = nearest(schools, before), nearest(schools, after)
    moved = []
    for school_id, listed in old.items():
        was, would = {each.other_id for each in listed}, {each.other_id for each in new[school_id]}
        if was != would:
            moved.append(ListMoved(school_id, tuple(sorted(would - was)), tuple(sorted(was - would))))
    moved.sort(key=lambda each: (-len(each.newly) - len(each.no_longer), each.school_id))
    return ListsMoved(year, len(schools), tuple(moved))
