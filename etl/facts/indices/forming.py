"""The five indices of some schools and months as facts, each with the parts it is made of."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.bulk import load_rows
from etl.facts.indices.formed import Scores
from etl.facts.indices.parts import parts_known
from etl.facts.writing import Figures, replace_facts
from tenants.calendar.parameters import Settings, load_settings
from tenants.calendar.periods import Period
from tenants.indices.declared import BASIC, INDICES, OVERALL, YEAR_SCORE
from tenants.indices.models import IndexPart, PartState
from tenants.indices.scoring import Formed, Found, form
from tenants.registry.profile import Profile, main_stage, profiles

_PARAMETERS = sorted({part.full_at for index in INDICES.values() for part in index.parts if part.full_at})
_PART_COLUMNS = (
    "district_id", "indicator", "period_key", "school_id", "part", "state", "weight", "share", "points", "value",
    "source_period",
)  # fmt: skip
_FORGET_PARTS = text("""
    delete from index_part p
    using unnest(cast(:schools as int[]), cast(:months as text[])) as k(school_id, period_key)
    where p.school_id = k.school_id and p.period_key = k.period_key
""")
_PLACES = Decimal("0.000001")


def write_indices(
    session: Session, wanted: Collection[tuple[int, str]], months: Mapping[str, Period], scores: Scores, *, today: date
) -> Figures:
    """Form every index of the schools and months wanted anew; gives the figures that marts must follow.

    Args:
        session: A worker's session that holds the district's facts.
        wanted: School and month key.
        months: The months by key.
        scores: The year scores of those schools: their vetoes cap the index.
        today: Decides what is overdue, and which month is not over.
    """
    settings = load_settings(session)
    schools = profiles(session, {each for each, _ in wanted})
    open_then = {(school, key) for school, key in wanted if _was_open(schools.get(school), months[key])}
    found = parts_known(session, open_then, list(months.values()), today=today)
    facts: list[tuple[Any, ...]] = []
    parts: list[tuple[Any, ...]] = []
    for (school_id, key), known in found.items():
        school, month = schools[school_id], months[key]
        full_at = _parameters(settings, school, month)
        indices = form_all(_with_vetoes(known, school_id, scores), full_at)
        for code, formed in indices.items():
            over = indices.values() if code == OVERALL.code else (formed,)
            is_partial = month.end >= today or any(each.is_awaiting for each in over)
            own = (school.district_id, code, key, school_id)
            below = Decimal(formed.weight) if formed.weight else None
            facts.append((*own, _rounded(formed.points), below, _rounded(formed.value), is_partial, None, None))
            parts += [(*own, *_part(line)) for line in formed.lines]
    replace_facts(session, {(code, key, school_id) for code in INDICES for school_id, key in wanted}, facts)
    ordered = sorted(wanted)
    session.execute(_FORGET_PARTS, {"schools": [each[0] for each in ordered], "months": [each[1] for each in ordered]})
    load_rows(session, IndexPart.__table__, _PART_COLUMNS, parts)
    return {(code, key) for code in INDICES for key in {each[1] for each in wanted}}


def form_all(known: Mapping[str, Found], full_at: Mapping[str, Decimal | None]) -> dict[str, Formed]:
    """The indices that apply to a school at a month: the basic four, then the one over them."""
    formed = {index.code: form(index, known, full_at) for index in BASIC}
    over = {
        code: Found(PartState.COUNTED if each.value is not None else PartState.AWAITED, each.value)
        for code, each in formed.items()
        if each is not None
    }
    formed[OVERALL.code] = form(OVERALL, over, full_at)
    return {code: each for code, each in formed.items() if each is not None}


def _with_vetoes(known: Mapping[str, Found], school_id: int, scores: Scores) -> Mapping[str, Found]:
    part = known.get(YEAR_SCORE)
    score = scores.get((school_id, part.period_key)) if part is not None and part.period_key else None
    if part is None or score is None:
        return known
    return {**known, YEAR_SCORE: replace(part, grade_at_best=score.grade_at_best)}


def _was_open(school: Profile | None, month: Period) -> bool:
    return school is not None and "stages" in school.values and school.is_open_on(month.end)


def _parameters(settings: Settings, school: Profile, month: Period) -> dict[str, Decimal | None]:
    stage = main_stage(school.stages, school.values["school_type"])
    return {code: settings.value(code, month.start, stage) for code in _PARAMETERS}


def _part(line: Any) -> Iterable[Any]:
    return (
        line.part, line.state, line.weight, _rounded(line.share), _rounded(line.points), line.value, line.period_key,
    )  # fmt: skip


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_PLACES)
