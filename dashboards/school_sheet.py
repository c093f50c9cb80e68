"""All of a school at once: read in a dozen statements in the viewer's scope, for the sheet and its file."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dashboards.queries.limits import own_limits
from dashboards.queries.own import own_figures
from dashboards.queries.places import places_in_group
from dashboards.queries.school_sheet import SchoolRow, histories, schools_named
from dashboards.queries.similar import FrozenYear, Likeness, frozen_year, likenesses, spreads_of_similar
from dashboards.transforms.school_sheet import Line, Sum, keys_until, latest_of, lines_of, money_of
from dashboards.view import known_school
from tenants.calendar.periods import Period, containing, period_of
from tenants.errors import NotFound
from tenants.filing.duty_list import DutyPage, Narrowed, Shown, duties
from tenants.inspections.queries import SchoolLine, schools_seen
from tenants.quality.scores import SchoolScore, return_scores
from tenants.registry.profile import main_stage
from tenants.returns.declaration import PeriodType
from tenants.scope.viewer import Viewer

MOST_DUTIES = 5


@dataclass(frozen=True, kw_only=True)
class SchoolSheet:
    """What stands on the sheet of one school for a month."""

    school: SchoolRow
    month: Period
    lines: list[Line]
    frozen: FrozenYear | None
    similar: list[Likeness]  # at place 0 the school itself; for a school account nobody else
    scores: list[SchoolScore]  # one for each return owed in the school year
    inspected: SchoolLine | None
    late: DutyPage
    problems: DutyPage

    @property
    def money(self) -> list[Sum]:
        """The amounts behind the lines."""
        return money_of(self.lines)


def read_sheet(session: Session, viewer: Viewer, code: str, month: Period, *, today: date) -> SchoolSheet:
    """The sheet of a school, or NotFound for one that is not the viewer's to see."""
    school = next(iter(schools_named(session, [code])), None) if known_school(code) else None
    if school is None or (viewer.school_id is not None and viewer.school_id != school.school_id):
        raise NotFound
    keys, school_id = keys_until(month), school.school_id
    history = histories(session, [school_id], [(each, p.key) for each, periods in keys.items() for p in periods])
    latest = latest_of(history)
    shown = [(row.indicator, row.period_key) for row in latest.values()]
    stage = main_stage(school.stages, school.school_type)
    peers = own_figures(session, school_id, shown)
    frozen = frozen_year(session, month)
    since = containing(PeriodType.SCHOOL_YEAR, month.end).start
    return SchoolSheet(
        school=school,
        month=month,
        lines=lines_of(
            keys,
            history,
            on=month,
            limit_of=own_limits(session, {each: period_of(key).start for each, key in shown}, stage=stage),
            peers=peers,
            places=places_in_group(session, school_id, peers),
            similar=spreads_of_similar(session, school_id, frozen.school_year, shown) if frozen else (),
        ),
        frozen=frozen,
        similar=likenesses(session, school_id, frozen.school_year) if frozen else [],
        scores=return_scores(session, school_id, since=since, today=today),
        inspected=next(iter(schools_seen(session, today, school_id=school_id)), None),
        late=duties(session, viewer, today, Narrowed(shown=Shown.LATE, school_id=school_id), limit=MOST_DUTIES),
        problems=duties(session, viewer, today, Narrowed(shown=Shown.PROBLEM, school_id=school_id), limit=MOST_DUTIES),
    )
