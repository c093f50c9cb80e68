"""What the public reads: schools and their frozen months, from the release schema alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from tenants.errors import NotFound
from tenants.publishing.models import (
    PublicChange,
    PublicFiling,
    PublicIndicator,
    PublicRelease,
    PublicRow,
    PublicSchool,
)
from tenants.text import Text


@dataclass(frozen=True)
class FoundSchool:
    """A school of the latest release it is in."""

    code: str
    name: Text
    district_code: str
    district: Text
    area: Text
    school_type: str
    has_canteen: bool
    period_key: str


@dataclass(frozen=True)
class ReleasedMonth:
    """A month on show for a school."""

    release_id: UUID
    period_key: str
    published_at: datetime
    district_code: str
    district: Text
    least: int  # the smallest count of persons shown


@dataclass
class SchoolMonth:
    """Everything a release says of one school."""

    month: ReleasedMonth
    school: PublicSchool
    filings: dict[str, PublicFiling] = field(default_factory=dict)  # by return
    rows: dict[tuple[str, str], list[PublicRow]] = field(default_factory=dict)  # by return and part
    indicators: dict[str, PublicIndicator] = field(default_factory=dict)
    changes: list[PublicChange] = field(default_factory=list)

    def figures(self, return_code: str, part: str = "main") -> list[dict[str, Any]]:
        """The public figures of a part, row by row."""
        return [each.figures for each in self.rows.get((return_code, part), ())]


def find_schools(session: Session, typed: str = "", *, most: int = 300) -> list[FoundSchool]:
    """Schools on show whose name, short name, code or pinyin initials the words fit, in the order of their sort key."""
    latest = (
        select(PublicSchool, PublicRelease)
        .join(PublicRelease, PublicRelease.release_id == PublicSchool.release_id)
        .ext(distinct_on(PublicSchool.school_code))
        .order_by(PublicSchool.school_code, PublicRelease.period_key.desc())
    )
    words = typed.strip()
    if words:
        latest = latest.where(_fits(words))
    found = [(row.PublicSchool, row.PublicRelease) for row in session.execute(latest.limit(10_000))]
    found.sort(key=lambda each: (each[1].district_code, each[0].profile.get("sort_key", ""), each[0].school_code))
    return [_found(school, release) for school, release in found[:most]]


def districts_on_show(session: Session) -> list[str]:
    """The codes of the districts that published anything."""
    return list(session.scalars(select(PublicRelease.district_code).distinct()))


def count_schools(session: Session) -> int:
    """How many schools are on show."""
    return session.scalar(select(func.count(PublicSchool.school_code.distinct()))) or 0


def months_of_school(session: Session, school_code: str) -> list[ReleasedMonth]:
    """The months on show for a school, the newest first; NotFound for a school that is in none."""
    asked = (
        select(PublicRelease)
        .join(PublicSchool, PublicSchool.release_id == PublicRelease.release_id)
        .where(PublicSchool.school_code == school_code)
        .order_by(PublicRelease.period_key.desc())
    )
    found = [_month(each) for each in session.scalars(asked)]
    if not found:
        raise NotFound
    return found


def school_months(session: Session, school_code: str, months: Sequence[ReleasedMonth]) -> list[SchoolMonth]:
    """What some releases say of a school, in the order given, in five statements."""
    ids = [each.release_id for each in months]
    found: dict[UUID, SchoolMonth] = {}
    by_id = {each.release_id: each for each in months}
    for school in _of(session, PublicSchool, school_code, ids):
        found[school.release_id] = SchoolMonth(by_id[school.release_id], school)
    for filing in _of(session, PublicFiling, school_code, ids):
        found[filing.release_id].filings[filing.return_code] = filing
    for row in sorted(_of(session, PublicRow, school_code, ids), key=lambda each: each.row_no):
        found[row.release_id].rows.setdefault((row.return_code, row.part), []).append(row)
    for indicator in _of(session, PublicIndicator, school_code, ids):
        found[indicator.release_id].indicators[indicator.indicator] = indicator
    for change in sorted(_of(session, PublicChange, school_code, ids), key=lambda each: each.number):
        found[change.release_id].changes.append(change)
    return [found[each.release_id] for each in months]


def schools_in(session: Session, release_id: UUID, return_code: str) -> tuple[int, int]:
    """How many schools of a release have the return in it, and how many owed it."""
    asked = select(func.count().filter(PublicFiling.version_no.is_not(None)), func.count()).where(
        PublicFiling.release_id == release_id, PublicFiling.return_code == return_code
    )
    row = session.execute(asked).one()
    return row[0], row[1]


def _of(session: Session, table: type[Any], school_code: str, ids: Iterable[UUID]) -> Iterable[Any]:
    return session.scalars(select(table).where(table.school_code == school_code, table.release_id.in_(list(ids))))


def _fits(words: str) -> Any:
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    within, start = f"%{escaped}%", f"{escaped.lower()}%"
    return or_(
        PublicSchool.name_zh.ilike(within, escape="\\"),
        PublicSchool.name_en.ilike(within, escape="\\"),
        PublicSchool.school_code.like(start, escape="\\"),
        PublicSchool.profile["initials"].astext.like(start, escape="\\"),
    )


def _found(school: PublicSchool, release: PublicRelease) -> FoundSchool:
    return FoundSchool(
        code=school.school_code,
        name=Text(school.name_zh, school.name_en),
        district_code=release.district_code,
        district=Text(release.district_zh, release.district_en),
        area=Text(school.area_zh, school.area_en),
        school_type=school.profile["school_type"],
        has_canteen=school.profile["canteen_mode"] != "none",
        period_key=release.period_key,
    )


def _month(release: PublicRelease) -> ReleasedMonth:
    return ReleasedMonth(
        release.release_id,
        release.period_key,
        release.published_at,
        release.district_code,
        Text(release.district_zh, release.district_en),
        release.public_cell_min,
    )
