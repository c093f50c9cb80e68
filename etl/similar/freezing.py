"""The lists of a school year: made once, from accepted figures, and never changed.

A school year is frozen from 1 November on, a month after its school profiles are due. A school whose profile is
accepted later gets its list then, among the schools known by then; the lists of the others stay.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from etl.facts.writing import hold_facts
from etl.similar.distance import Similar, Traits, nearest
from tenants.calendar.periods import Period, months_of, period_of
from tenants.calendar.workdays import bureau_day
from tenants.registry.profile import main_stage
from tenants.settings.lines import lines_of
from tenants.settings.tables import TABLES
from tenants.similar.models import SimilarSchool, SimilarTrait, SimilarYear

WEIGHTS = "similarity_weight"
_DISTRICT = text("select sec.district()")
_YEARS = text("select distinct period_key from fact where indicator = 'enrolment_total'")
# The numerator of diners_per_worker is the pupils at lunch of all canteens; the latest month of the year counts.
_TRAITS = text("""
    select s.school_id, s.stages, s.school_type, s.boarding <> 'none' as has_boarders, s.canteen_mode, s.locality,
        e.value::float8 as pupils, b.value::float8 / 100 as boarders_share, h.value::float8 / 100 as aided_share,
        d.diners::float8
    from school s
    join fact e on e.district_id = s.district_id and e.school_id = s.school_id and e.indicator = 'enrolment_total'
        and e.period_key = :year and e.value >= 1
    left join fact b on b.district_id = s.district_id and b.school_id = s.school_id
        and b.indicator = 'boarding_share' and b.period_key = :year
    left join fact h on h.district_id = s.district_id and h.school_id = s.school_id
        and h.indicator = 'hardship_share' and h.period_key = :year
    left join lateral (
        select f.numerator as diners from fact f
        where f.district_id = s.district_id and f.school_id = s.school_id and f.indicator = 'diners_per_worker'
            and f.period_key = any(:months) and f.numerator is not null
        order by f.period_key desc
        limit 1
    ) d on true
    where s.kind = 'school' and s.status = 'open'
    order by s.school_id
""")


def freeze_due(session: Session, *, at: datetime) -> int:
    """Freeze what can be frozen in the session's district; gives how many schools got their list."""
    today = bureau_day(at)
    years = [period_of(key) for key in session.scalars(_YEARS)]
    due = [year for year in sorted(years, key=lambda each: each.start) if freezes_on(year) <= today]
    if not due:
        return 0
    hold_facts(session)
    return sum(_freeze(session, year, at=at) for year in due)


def freezes_on(year: Period) -> date:
    """The first day a school year's lists are made."""
    return date(year.start.year, 11, 1)


def traits_of(session: Session, year: Period) -> list[Traits]:
    """What every open school with an accepted profile of that school year is compared by, as known now."""
    months = [month.key for month in months_of(year)]
    return [
        Traits(
            school_id=row.school_id,
            stage=main_stage(row.stages, row.school_type),
            has_boarders=row.has_boarders,
            pupils=int(row.pupils),
            diners_share=_diners_share(row.canteen_mode, row.diners, row.pupils),
            boarders_share=row.boarders_share,
            aided_share=row.aided_share,
            supply_mode=row.canteen_mode,
            locality=row.locality,
        )
        for row in session.execute(_TRAITS, {"year": year.key, "months": months})
    ]


def frozen_traits(session: Session, school_year: str) -> list[Traits]:
    """What the schools with a list for that school year were compared by."""
    asked = select(SimilarTrait).where(SimilarTrait.school_year == school_year).order_by(SimilarTrait.school_id)
    return [
        Traits(
            school_id=row.school_id,
            stage=row.stage,
            has_boarders=row.has_boarders,
            pupils=row.pupils,
            diners_share=_float(row.diners_share),
            boarders_share=_float(row.boarders_share),
            aided_share=_float(row.aided_share),
            supply_mode=row.supply_mode,
            locality=row.locality,
        )
        for row in session.scalars(asked)
    ]


def weights_on(session: Session, day: date) -> dict[str, float]:
    """The weight of each trait on a day."""
    lines = lines_of(session, TABLES[WEIGHTS])
    held = {code: line.on(day) for (code,), line in lines.items()}
    return {code: float(row.values["weight"]) for code, row in held.items() if row is not None}


def _freeze(session: Session, year: Period, *, at: datetime) -> int:
    known = frozen_traits(session, year.key)
    listed = {each.school_id for each in known}
    late = [each for each in traits_of(session, year) if each.school_id not in listed]
    if not late:
        return 0
    own = {"district_id": session.scalar(_DISTRICT), "school_year": year.key}
    frozen = session.get(SimilarYear, own)
    if frozen is None:
        frozen = SimilarYear(**own, weights=weights_on(session, bureau_day(at)), frozen_at=at)
        session.add(frozen)
        session.flush()
    session.execute(insert(SimilarTrait), [own | asdict(each) for each in late])
    found = nearest([*known, *late], frozen.weights)
    rows = _rows(own, late, found)
    if rows:
        session.execute(insert(SimilarSchool), rows)
    return len(late)


def _rows(
    own: Mapping[str, object], late: Sequence[Traits], found: Mapping[int, Iterable[Similar]]
) -> list[dict[str, object]]:
    return [
        {**own, "school_id": each.school_id, "place": place, "other_id": other.other_id, "distance": other.distance}
        for each in late
        for place, other in enumerate(found[each.school_id], 1)
    ]


def _diners_share(mode: str, diners: float | None, pupils: float) -> float | None:
    if mode == "none":
        return 0.0
    return None if diners is None else min(1.0, diners / pupils)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
