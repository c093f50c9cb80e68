"""The figures that indices need and no return states: the year score, and the publication of aid and nutrition alone."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from etl.bulk import load_rows
from etl.facts.writing import FACT_COLUMNS, Figures
from tenants.facts import Fact
from tenants.indices.declared import FUNDING_DISCLOSURE, YEAR_SCORE
from tenants.inspections.year_score import YearScore, year_scores

_DISCLOSED = text("""
    insert into fact (
        district_id, indicator, period_key, school_id, numerator, denominator, value, is_partial, version_id, accepted_at
    )
    select v.district_id, :indicator, v.period_key, v.school_id, count(*) filter (where m.published_on <= m.due_on),
        count(*), 100.0 * count(*) filter (where m.published_on <= m.due_on) / count(*), false, v.id, v.accepted_at
    from returns.disclosure_main m
    join version v on v.district_id = m.district_id and v.school_id = m.school_id and v.id = m.version_id
    where m.disclosure_item in ('aid_result', 'nutrition_fund')
        and (cast(:schools as int[]) is null or m.school_id = any(:schools))
        and v.accepted_at is not null and not exists (
            select from version n
            where n.district_id = v.district_id and n.school_id = v.school_id and n.duty_id = v.duty_id
                and n.version_no > v.version_no and n.accepted_at is not null
        )
    group by v.district_id, v.school_id, v.period_key, v.id, v.accepted_at
    returning period_key
""")
Scores = dict[tuple[int, str], YearScore]  # by school and school year


def write_disclosed(session: Session, schools: Collection[int] | None) -> Figures:
    """Write the publication of aid and nutrition of every month of the schools anew."""
    before = _take_away(session, FUNDING_DISCLOSURE, schools)
    asked = {"indicator": FUNDING_DISCLOSURE, "schools": None if schools is None else list(schools)}
    written = set(session.scalars(_DISCLOSED, asked))
    return {(FUNDING_DISCLOSURE, period_key) for period_key in before | written}


def write_year_scores(session: Session, schools: Collection[int] | None) -> tuple[Figures, Scores]:
    """Write every year score of the schools anew; gives what marts must follow, and the scores with their vetoes."""
    before = _take_away(session, YEAR_SCORE, schools)
    scores = year_scores(session, schools)
    rows: list[tuple[Any, ...]] = [
        (
            each.district_id, YEAR_SCORE, each.period_key, each.school_id, each.score, None, each.score, False,
            each.version_id, each.accepted_at,
        )
        for each in scores
    ]  # fmt: skip
    load_rows(session, Fact.__table__, FACT_COLUMNS, rows)
    changed = {(YEAR_SCORE, period_key) for period_key in before | {each.period_key for each in scores}}
    return changed, {(each.school_id, each.period_key): each for each in scores}


def _take_away(session: Session, indicator: str, schools: Collection[int] | None) -> set[str]:
    gone = delete(Fact).where(Fact.indicator == indicator).returning(Fact.period_key)
    return set(session.scalars(gone if schools is None else gone.where(Fact.school_id.in_(schools))))
