"""What a person may choose from: periods with figures, areas, peer groups."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from dashboards.view import FIRST_INDICATOR
from tenants.calendar.periods import Period, containing, period_of
from tenants.returns.catalogue import all_returns, every_version
from tenants.returns.declaration import FigureSource, PeriodType
from tenants.scope.viewer import Viewer
from tenants.text import Text

# A bureau's periods come from the district's figures, a school's from its own: few rows either way.
_BUREAU = text("""
    select 'period' as kind, period_key as code, null as name_zh, null as name_en, max(schools) as schools
    from area_fact where area_code = '' and indicator = coalesce(:indicator, indicator) group by period_key
    union all
    select 'area', a.area_code, a.name_zh, a.name_en, null from area a
    where a.area_code in (select s.area_code from school s)
    union all
    select distinct 'peer', g.peer_group, null, null, cast(null as integer) from peer_group g
""")
_SCHOOL = text("""
    select distinct 'period' as kind, period_key as code, null as name_zh, null as name_en, 1 as schools
    from fact where school_id = :school_id and indicator = coalesce(:indicator, indicator)
    union all
    select 'unit', school_code, null, null, null from school where school_id = :school_id and kind = 'bureau_unit'
""")


@dataclass(frozen=True)
class Choices:
    """The options of the filters; areas are those with a school in scope.

    An account of a school looks at figures of schools, one of a unit of the bureau at those of the unit's returns.
    """

    periods: tuple[tuple[Period, int], ...]  # newest first, with how many schools have a figure
    areas: dict[str, Text]
    peers: tuple[str, ...]
    is_bureau: bool = True
    unit: str | None = None  # whose account it is, of a unit

    def offers(self, ret: FigureSource) -> bool:
        """Whether the viewer may have figures of a return."""
        return self.is_bureau or ret.unit == self.unit

    @property
    def first_indicator(self) -> str:
        """What to look at first: of a unit the first indicator of its own."""
        newest = all_returns(max(each.valid_from for each in every_version()))
        own = [each.code for ret in newest if self.offers(ret) for each in ret.indicators]
        return FIRST_INDICATOR if self.unit is None or not own else own[0]

    def periods_of(self, span: PeriodType) -> tuple[Period, ...]:
        """The periods of one kind, newest first."""
        return tuple(period for period, _ in self.periods if period.type is span)

    def latest(self, span: PeriodType) -> Period | None:
        """The newest period that at least half as many schools have reported as reported the fullest one."""
        known = [(period, schools) for period, schools in self.periods if period.type is span]
        enough = max((schools for _, schools in known), default=0) / 2
        return next((period for period, schools in known if schools >= enough), None)

    def near(self, span: PeriodType, period: Period) -> Period | None:
        """The period of a kind that holds the last day of another, or the latest there is."""
        wanted = containing(span, period.end)
        return wanted if wanted in self.periods_of(span) else self.latest(span)


def choices(session: Session, viewer: Viewer, indicator: str | None = None) -> Choices:
    """All options for the viewer, in one statement; periods are those with figures of the indicator, or of any."""
    asked = {"indicator": indicator, "school_id": viewer.school_id}
    rows = session.execute(_BUREAU if viewer.school_id is None else _SCHOOL, asked).all()
    areas = {row.code: Text(row.name_zh, row.name_en) for row in rows if row.kind == "area"}
    return Choices(
        periods=_ordered((row.code, row.schools) for row in rows if row.kind == "period"),
        areas=dict(sorted(areas.items())),
        peers=tuple(sorted(row.code for row in rows if row.kind == "peer")),
        is_bureau=viewer.school_id is None,
        unit=next((row.code for row in rows if row.kind == "unit"), None),
    )


def _ordered(found: Iterable[tuple[str, int]]) -> tuple[tuple[Period, int], ...]:
    periods = [(period_of(key), schools) for key, schools in found]
    return tuple(sorted(periods, key=lambda each: each[0].end, reverse=True))
