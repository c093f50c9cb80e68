"""Periods of the returns that are asked for, and by when each is due."""

from datetime import date, timedelta

from apiflask import APIBlueprint

from oversight.api.asked import open_session, today, viewer
from oversight.api.guarding import needs
from oversight.api.problems import Refused
from oversight.api.schemas import Calendar, CalendarAsked, PeriodOut, Words
from tenants.accounts.tokens import Scope
from tenants.calendar.due import due_on
from tenants.calendar.parameters import load_settings
from tenants.calendar.periods import Period, containing, name_of, periods_between
from tenants.calendar.teaching import load_teaching
from tenants.registry.profile import main_stage, profiles
from tenants.returns.catalogue import all_returns
from tenants.returns.conditions import applies_to
from tenants.returns.declaration import PeriodType, Return
from tenants.text import Text

bp = APIBlueprint("calendar", __name__, tag="Calendar")
_MOST_DAYS = 400
_SPANS = (PeriodType.MONTH, PeriodType.TERM, PeriodType.SCHOOL_YEAR, PeriodType.YEAR)
_WRONG_SPAN = Text(
    "last 须不早于 first，且最多晚 400 天。", "`last` is not before `first`, and at most 400 days later."
)


@bp.get("/calendar")
@needs(Scope.REGISTRY_READ)
@bp.input(CalendarAsked, location="query")
@bp.output(Calendar)
def calendar(query_data: CalendarAsked) -> Calendar:
    """Periods and due days of the returns the bureau asks for; of a school, those that apply to it.

    A day that counts from teaching days is that of the school's stage, for the bureau that of primary schools. Returns
    of events have no periods: their records are duties.
    """
    year = containing(PeriodType.SCHOOL_YEAR, today())
    first, last = query_data.first or year.start, query_data.last or year.end
    if not date(1950, 1, 1) <= first <= last <= min(first + timedelta(days=_MOST_DAYS), date(2090, 1, 1)):
        raise Refused(422, "mistaken", _WRONG_SPAN, errors=[{"pointer": "last", "detail": _WRONG_SPAN.en}])
    periods = [each for kind in _SPANS for each in periods_between(kind, first, last)]
    with open_session() as session:
        settings, teaching = load_settings(session), load_teaching(session, periods)
        mine = viewer().school_id
        profile = None if mine is None else profiles(session, [mine])[mine]
    stage = "primary" if profile is None else main_stage(profile.stages, profile.values.get("school_type"))
    items = []
    for period in periods:
        for ret in all_returns(period.start):
            if ret.period is not period.type or not settings.is_asked(ret.code, period.start):
                continue
            if profile is not None and not applies_to(ret, profile.values):
                continue
            taught = teaching.of(period, stage)
            due = due_on(ret.due, period, first_teaching_day=taught["first_day"], last_teaching_day=taught["last_day"])
            items.append(_period(ret, period, due))
    return Calendar(items=sorted(items, key=lambda each: (each.due_on, each.return_code)), next=None)


def _period(ret: Return, period: Period, due: date) -> PeriodOut:
    name = name_of(period)
    return PeriodOut(
        return_code=ret.code,
        period=period.key,
        name=Words(zh=name.zh, en=name.en),
        first=period.start,
        last=period.end,
        due_on=due,
    )
