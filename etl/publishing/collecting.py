"""What could be public of a month: the accepted version of each return that counts, and its figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select, text
from sqlalchemy.orm import Session

from tenants.calendar.parameters import Settings, load_settings
from tenants.calendar.periods import Period, containing, matching
from tenants.calendar.workdays import bureau_day
from tenants.facts import Fact
from tenants.publishing.days import public_day
from tenants.registry.models import Area, District, Facility, School
from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import Indicator, PeriodType, Return
from tenants.text import Text

_COUNTING = text("""
    select d.school_id, d.return_code, d.period_key, v.id as version_id, v.version_no, v.declared_from, v.nil_reason,
        v.figures, v.accepted_at, v.duty_id
    from duty d
    left join lateral (
        select v.* from version v
        where v.district_id = d.district_id and v.school_id = d.school_id and v.duty_id = d.id
            and v.accepted_at is not null
        order by v.version_no desc
        limit 1
    ) v on true
    where (d.return_code, d.period_key) in :wanted
    order by d.school_id, d.return_code
""").bindparams(bindparam("wanted", expanding=True))


@dataclass(frozen=True)
class Filing:
    """What a school owed, and the version that counts, if one was accepted."""

    school: School
    ret: Return
    period_key: str
    version_id: UUID | None = None
    version_no: int | None = None
    accepted_at: datetime | None = None
    nil_reason: str | None = None
    figures: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def is_missing(self) -> bool:
        """Nothing was accepted yet."""
        return self.version_id is None

    @property
    def accepted_on(self) -> date | None:
        """The bureau's day of acceptance."""
        return bureau_day(self.accepted_at) if self.accepted_at else None


@dataclass(frozen=True)
class Fraction:
    """An indicator of a school, as its fact says."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    is_partial: bool


@dataclass
class Material:
    """Everything a release of a month is made from, before anything is hidden."""

    month: Period
    district: District
    areas: dict[str, Text]
    facilities: dict[int, dict[str, Any]]  # names by number, by school
    returns: list[Return]
    filings: list[Filing]
    settings: Settings
    fractions: dict[tuple[str, str], Fraction]  # by school code and indicator
    indicators: list[tuple[Return, Indicator, str]]  # public ones, with the period they are for

    @property
    def schools(self) -> list[School]:
        """The schools with something accepted, by their sort key."""
        found = {each.school.school_id: each.school for each in self.filings if not each.is_missing}
        return sorted(found.values(), key=lambda each: each.sort_key)

    @property
    def missing(self) -> list[Filing]:
        """What was owed and is not accepted."""
        return [each for each in self.filings if each.is_missing]


def collect(session: Session, month: Period, *, today: date) -> Material:
    """Read a month in the scope of the session; what its publication day has not reached is left out."""
    spans = {
        ret.code: matching(month, ret.period)
        for ret in all_returns(month.start)
        if ret.public_from and ret.period is not PeriodType.EVENT and ret.unit is None
    }
    returns = [
        ret
        for ret in all_returns(month.start)
        if ret.code in spans and (day := public_day(ret, spans[ret.code])) is not None and day <= today
    ]
    schools = {each.school_id: each for each in session.scalars(select(School))}
    declared = {ret.code: ret for ret in returns}
    wanted = [(ret.code, spans[ret.code].key) for ret in returns]
    rows: Iterable[Row[Any]] = session.execute(_COUNTING, {"wanted": wanted}) if wanted else ()
    indicators = [
        (ret, each, _period_of(each, spans[ret.code], month).key)
        for ret in returns
        for each in ret.indicators
        if each.public
    ]
    return Material(
        month=month,
        district=session.scalars(select(District)).one(),
        areas={each.area_code: Text(each.name_zh, each.name_en) for each in session.scalars(select(Area))},
        facilities=_facilities(session),
        returns=returns,
        filings=[_filing(schools[row.school_id], declared[row.return_code], row) for row in rows],
        settings=load_settings(session),
        fractions=_fractions(session, schools, indicators),
        indicators=indicators,
    )


def _facilities(session: Session) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for each in session.scalars(select(Facility).where(Facility.kind == "canteen")):
        found.setdefault(each.school_id, {})[each.facility_no] = {"zh": each.name_zh, "en": each.name_en}
    return found


def _period_of(indicator: Indicator, period: Period, month: Period) -> Period:
    return period if indicator.span is None else containing(indicator.span, month.start)


def _filing(school: School, ret: Return, row: Row[Any]) -> Filing:
    if row.version_id is None:
        return Filing(school, ret, row.period_key)
    return Filing(
        school,
        ret,
        row.period_key,
        version_id=row.version_id,
        version_no=row.version_no,
        accepted_at=row.accepted_at,
        nil_reason=row.nil_reason,
        figures=row.figures,
    )


def _fractions(
    session: Session, schools: Mapping[int, School], indicators: list[tuple[Return, Indicator, str]]
) -> dict[tuple[str, str], Fraction]:
    period_of_code = {each.code: key for _, each, key in indicators}
    asked = select(Fact).where(Fact.indicator.in_(period_of_code), Fact.period_key.in_(set(period_of_code.values())))
    return {
        (schools[fact.school_id].school_code, fact.indicator): Fraction(
            fact.numerator, fact.denominator, fact.value, fact.is_partial
        )
        for fact in session.scalars(asked)
        if period_of_code[fact.indicator] == fact.period_key
    }
