"""All figures of one school for the periods around a month, each beside the anonymous spread of its peers."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

# The group a school belongs to may be too small for one indicator: then the next wider one speaks for it.
_OWN = text("""
    select k.indicator, k.period_key, f.value::float8, f.is_partial, p.peer_group, p.schools,
        p.lower_quartile::float8, p.median::float8, p.upper_quartile::float8, f.version_id is not null
    from unnest(cast(:indicators as text[]), cast(:periods as text[])) as k(indicator, period_key)
    left join fact f on f.indicator = k.indicator and f.period_key = k.period_key and f.school_id = :school_id
    left join peer_group g on g.school_id = :school_id
    left join lateral (
        select q.* from peer_fact q
        where q.indicator = k.indicator and q.period_key = k.period_key
            and q.peer_group in (g.peer_group, split_part(g.peer_group, '/', 1) || '/'
                || split_part(g.peer_group, '/', 3), split_part(g.peer_group, '/', 1))
        order by length(q.peer_group) desc
        limit 1
    ) p on true
""")


class OwnRow(NamedTuple):
    """One indicator of the school, and its peers' median (of 4 or more with a value) and quartiles (of 8 or more)."""

    indicator: str
    period_key: str
    value: float | None
    is_partial: bool | None
    peer_group: str | None
    schools: int | None
    lower: float | None
    median: float | None
    upper: float | None
    is_reported: bool


def own_figures(session: Session, school_id: int, asked: Collection[tuple[str, str]]) -> list[OwnRow]:
    """The school's figures for indicators and periods, in no order."""
    values = {
        "school_id": school_id,
        "indicators": [indicator for indicator, _ in asked],
        "periods": [period_key for _, period_key in asked],
    }
    return [OwnRow._make(row) for row in session.execute(_OWN, values)]
