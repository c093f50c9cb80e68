"""Figures that rules look back or across at: what counts for other periods and other returns, in two statements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tenants.filing.models import Version

# A version counts if it was accepted and no later one of its duty was; reopening does not take it back.
COUNTS = """
    v.accepted_at is not null and not exists (
        select from version n
        where n.district_id = v.district_id and n.school_id = v.school_id and n.duty_id = v.duty_id
            and n.version_no > v.version_no and n.accepted_at is not null
    )"""
_LATEST_BEFORE = text(f"""
    select w.owner, v.figures
    from unnest(cast(:owners as int[]), cast(:schools as int[]), cast(:keys as text[])) as w(owner, school_id, key)
    cross join lateral (
        select v.figures
        from version v
        where v.school_id = w.school_id and v.return_code = :code and v.period_key < w.key
            and v.nil_reason is null and {COUNTS}
        order by v.period_key desc
        limit 1
    ) v
    order by w.owner
""")  # noqa: S608 - two constants put together
_OWED = text("""
    select w.owner
    from unnest(cast(:owners as int[]), cast(:schools as int[]), cast(:keys as text[])) as w(owner, school_id, key)
    join duty d on d.school_id = w.school_id and d.return_code = :code and d.period_key = w.key
    where not exists (
        select from version v
        where v.district_id = d.district_id and v.school_id = d.school_id and v.duty_id = d.id
            and v.accepted_at is not null
    )
""")
_COUNTING = text(f"""
    select v.school_id, v.return_code, v.period_key, v.figures
    from (
        select distinct w.school_id, w.code, w.key
        from unnest(cast(:schools as int[]), cast(:codes as text[]), cast(:keys as text[])) as w(school_id, code, key)
    ) w
    join version v on v.school_id = w.school_id and v.return_code = w.code and v.period_key = w.key
    where {COUNTS}
""")  # noqa: S608 - two constants put together

_LAST_ACCEPTED = text(f"""
    select v.period_key, v.figures
    from version v
    where v.school_id = :school and v.return_code = :code and v.period_key < :key and v.nil_reason is null and {COUNTS}
    order by v.period_key desc
    limit :most
""")  # noqa: S608 - two constants put together


@dataclass(frozen=True)
class Filed:
    """A return of a school for a period."""

    school_id: int
    return_code: str
    period_key: str


Records = dict[tuple[int, str], list[str]]
"""Period keys of the accepted records of event returns, by school and return."""


def accepted_records(session: Session, codes: Iterable[str], schools: Iterable[int]) -> Records:
    """The records of event returns that count, in the order of their days; one statement."""
    asked = (
        select(Version.school_id, Version.return_code, Version.period_key)
        .where(
            Version.return_code.in_(set(codes)),
            Version.school_id.in_(set(schools)),
            Version.accepted_at.is_not(None),
        )
        .distinct()
        .order_by(Version.period_key)
    )
    found: Records = {}
    for school_id, code, period_key in session.execute(asked):
        found.setdefault((school_id, code), []).append(period_key)
    return found


def latest_before(session: Session, code: str, asked: Iterable[tuple[int, int, str]]) -> list[tuple[int, Any]]:
    """The figures of the latest earlier period with rows, by owner in ascending order.

    Args:
        session: A session in scope.
        code: The return.
        asked: Owner, school and the period before which to look.
    """
    owners, schools, keys = _columns(asked, 3)
    if not owners:
        return []
    found = session.execute(_LATEST_BEFORE, {"owners": owners, "schools": schools, "keys": keys, "code": code})
    return [(each.owner, each.figures) for each in found]


def last_accepted(session: Session, filed: Filed, *, most: int) -> list[tuple[str, Any]]:
    """Period and figures of the last accepted filings before one, the earliest first."""
    told = {"school": filed.school_id, "code": filed.return_code, "key": filed.period_key, "most": most}
    return [(each.period_key, each.figures) for each in reversed(session.execute(_LAST_ACCEPTED, told).all())]


def owed_and_not_accepted(session: Session, code: str, asked: Iterable[tuple[int, int, str]]) -> set[int]:
    """The owners whose school owes the return for the period named and has none accepted yet."""
    owners, schools, keys = _columns(asked, 3)
    if not owners:
        return set()
    found = session.scalars(_OWED, {"owners": owners, "schools": schools, "keys": keys, "code": code})
    return set(found)


def counting_figures(session: Session, asked: Iterable[Filed]) -> Mapping[Filed, Any]:
    """The figures that count for each return asked for; what was never accepted is left out, a nil return is ``{}``."""
    schools, codes, keys = _columns(((each.school_id, each.return_code, each.period_key) for each in asked), 3)
    if not schools:
        return {}
    found = session.execute(_COUNTING, {"schools": schools, "codes": codes, "keys": keys})
    return {Filed(each.school_id, each.return_code, each.period_key): each.figures for each in found}


def _columns(rows: Iterable[tuple[Any, ...]], count: int) -> list[list[Any]]:
    columns: list[list[Any]] = [[] for _ in range(count)]
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    return columns
