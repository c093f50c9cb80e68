"""The year score of a school (returns catalogue 4.2): its annual visit with its unannounced and monthly area visits."""

import re
from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from tenants.returns.schemes import CAPS

ANNUAL_SHARE = Decimal("0.6")
_VETO = re.compile(r"V\d{2}")
# A visit belongs to the school year it began in; the latest annual one counts, and only the version of a visit that holds.
_SCORES = text("""
    with visit as (
        select v.district_id, v.school_id, v.id as version_id, v.accepted_at, t.visit_type, t.started_at, t.score, t.vetoes,
            (date_trunc('year', (t.started_at at time zone 'Asia/Shanghai') - interval '8 months'))::date as year
        from returns.inspection_visit_visit t
        join version v on v.district_id = t.district_id and v.school_id = t.school_id and v.id = t.version_id
        where t.scheme_code = 'LOG-A' and t.score is not null and t.visit_type in ('annual', 'unannounced', 'area_monthly')
            and (cast(:schools as int[]) is null or t.school_id = any(:schools))
            and v.accepted_at is not null and not exists (
                select from version n
                where n.district_id = v.district_id and n.school_id = v.school_id and n.duty_id = v.duty_id
                    and n.version_no > v.version_no and n.accepted_at is not null
            )
    ),
    annual as (
        select distinct on (school_id, year) * from visit where visit_type = 'annual'
        order by school_id, year, started_at desc
    )
    select a.district_id, a.school_id, extract(year from a.year)::int as opened, a.version_id, a.accepted_at,
        a.score as annual, o.mean as others, concat_ws(' ', a.vetoes, o.vetoes) as vetoes
    from annual a
    cross join lateral (
        select avg(v.score) as mean, string_agg(v.vetoes, ' ') as vetoes
        from visit v where v.school_id = a.school_id and v.year = a.year and v.visit_type <> 'annual'
    ) o
""")


class YearScore(NamedTuple):
    """Of one school and school year; a year without an annual visit has none."""

    district_id: int
    school_id: int
    period_key: str
    version_id: UUID  # of the annual visit
    accepted_at: datetime
    score: Decimal
    grade_at_best: str  # by the vetoes of its visits; empty without one


def year_scores(session: Session, schools: Collection[int] | None = None) -> list[YearScore]:
    """Every year score of the schools, or of all in scope; one statement."""
    rows = session.execute(_SCORES, {"schools": None if schools is None else list(schools)})
    return [
        YearScore(
            row.district_id, row.school_id, f"{row.opened}-{row.opened + 1}", row.version_id, row.accepted_at,
            year_score(row.annual, row.others), grade_at_best(row.vetoes),
        )
        for row in rows
    ]  # fmt: skip


def year_score(annual: Decimal, others: Decimal | None) -> Decimal:
    """0.6 of the annual score and 0.4 of the mean of the other visits; the annual score alone where there are none."""
    if others is None:
        return annual
    return (annual * ANNUAL_SHARE + others * (1 - ANNUAL_SHARE)).quantize(Decimal("0.01"))


def grade_at_best(vetoes: str) -> str:
    """The grade that the vetoes named in a text leave open; empty where it names none."""
    return max((CAPS[code] for code in _VETO.findall(vetoes) if code in CAPS), default="")
