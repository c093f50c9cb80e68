"""Which uploads to take up next, and which have failed too often."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

MOST_ATTEMPTS = 3
BATCH = 150

# One upload per duty at a time, the oldest first, so that the latest file is the one whose figures stay. Materialised,
# because a planner without statistics runs the inner parts once per row.
_CLAIM = text("""
    with first as materialized (
        select distinct on (u.school_id, u.duty_id) u.school_id, u.id
        from upload u
        where u.state = 'waiting'
        order by u.school_id, u.duty_id, u.received_at, u.id
    ),
    taken as materialized (
        select u.school_id, u.id
        from first f
        join upload u on u.school_id = f.school_id and u.id = f.id
        where u.state = 'waiting'
        order by u.received_at
        limit :most
        for update of u skip locked
    )
    update upload u set attempts = u.attempts + 1
    from taken t
    where u.school_id = t.school_id and u.id = t.id
    returning u.id, u.attempts, u.received_at
""")
_HOLD = text("""
    select u.district_id, u.school_id, u.id, u.duty_id, u.sha256, u.received_at, u.received_by, u.received_by_name,
        u.filename, u.pack_id, u.source, u.receipt_no, p.received_as, d.return_code, d.period_key, d.closed_at, s.school_code, s.name_zh, s.name_en
    from upload u
    join duty d on d.district_id = u.district_id and d.school_id = u.school_id and d.id = u.duty_id
    join school s on s.district_id = u.district_id and s.school_id = u.school_id
    left join pack p on p.district_id = u.district_id and p.school_id = u.school_id and p.id = u.pack_id
    where u.id = any(:ids) and u.state = 'waiting'
    order by u.received_at, u.id
    for update of u skip locked
""")


@dataclass(frozen=True)
class Claim:
    """Uploads to take up: together, or each by itself because a worker died or failed with it."""

    together: list[UUID]
    alone: list[UUID]
    given_up: list[UUID]

    def __bool__(self) -> bool:
        return bool(self.together or self.alone or self.given_up)


def claim(session: Session, *, most: int = BATCH) -> Claim:
    """Count an attempt for the next uploads; the caller commits before it begins, so that a killed worker counts."""
    rows = sorted(session.execute(_CLAIM, {"most": most}), key=lambda row: row.received_at)
    return Claim(
        [row.id for row in rows if row.attempts == 1],
        [row.id for row in rows if 1 < row.attempts <= MOST_ATTEMPTS],
        [row.id for row in rows if row.attempts > MOST_ATTEMPTS],
    )


def hold(session: Session, ids: list[UUID]) -> list[Row[Any]]:
    """The uploads still waiting, locked until the transaction ends, with their duty and school.

    What another worker holds or has done in the meantime is left out: state check and effect share one transaction.
    """
    return list(session.execute(_HOLD, {"ids": ids}).all())
