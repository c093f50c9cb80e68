"""Records of event returns: one for each thing that happened, begun by the school, with a number of its own."""

from datetime import date, timedelta

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tenants.accounts.roles import filers_of
from tenants.base import new_key
from tenants.calendar.due import due_after
from tenants.calendar.parameters import load_settings
from tenants.calendar.periods import Period, event_on, period_of, serial_of
from tenants.errors import NotFound, OversightError
from tenants.filing.locks import ensure_role
from tenants.filing.models import Duty
from tenants.registry.profile import profiles
from tenants.returns.catalogue import all_returns, get_return
from tenants.returns.conditions import applies_to
from tenants.returns.declaration import PeriodType, Return
from tenants.scope.viewer import Viewer
from tenants.text import Text

RAISED_BY_OTHERS = frozenset({"rectification"})  # owed because of another record: nobody begins it
_FARTHEST_AHEAD = 60  # days: a menu is published before its week
_LOCK = text("select pg_advisory_xact_lock(hashtextextended(:what, 0))")


class NotAnEventDay(OversightError):
    """The day cannot be that of the event."""

    says = Text(
        "{day}不能作为发生日期：学校那天还没有开办，或者日期太远。",
        "{day} cannot be the day of the event: the school was not open then, or it lies too far ahead.",
    )


def begin_record(
    session: Session, viewer: Viewer, return_code: str, day: date, *, today: date, school_id: int | None = None
) -> Duty:
    """Begin the record of an event: it is owed from now on, so many days after the event.

    A school begins its own; what inspectors file they begin about a school of their areas (``school_id``). Where the
    event is a week, any day of it names it: the record is that of its Monday. Serials follow each other within school,
    return and year, whoever begins records at the same time.

    Raises:
        NotAllowed: Somebody else files this return.
        NotFound: There is no such event return, it does not apply to the school, or the school is not in scope.
        NotAnEventDay: The school was not open on the day, or it lies too far ahead.
    """
    ret = _event_return(return_code, day)
    if ret is None or ret.code in RAISED_BY_OTHERS:
        raise NotFound
    ensure_role(viewer, *filers_of(ret.filler))
    school_id = viewer.school_id or school_id or 0
    profile = profiles(session, [school_id]).get(school_id)
    if profile is None:
        raise NotFound
    if ret.week_field:
        day -= timedelta(days=day.weekday())
    settings = load_settings(session)
    if not applies_to(ret, profile.values) or not settings.is_asked(ret.code, day):
        raise NotFound
    is_ahead = day > today and (ret.due != "W0" or (day - today).days > _FARTHEST_AHEAD)
    if is_ahead or not profile.is_open_on(day):
        raise NotAnEventDay(day=day.isoformat())
    session.execute(_LOCK, {"what": f"{school_id}/{ret.code}/{day.year}"})
    begun = select(Duty.period_key).where(
        Duty.school_id == school_id, Duty.return_code == ret.code, Duty.period_key.like(f"{day.year:04d}-%")
    )
    serials = [serial_of(period_of(key)) for key in session.scalars(begun)]
    event = event_on(day, max(serials, default=0) + 1)
    notice = int(settings.value("menu_notice_days", day) or 0)
    duty = Duty(
        district_id=viewer.district_id,
        school_id=school_id,
        id=new_key(),
        return_code=ret.code,
        period_key=event.key,
        due_on=due_after(ret.due, day, menu_notice_days=notice),
    )
    session.add(duty)
    session.flush()
    return duty


def offered_records(session: Session, viewer: Viewer, today: date) -> list[Return]:
    """The event returns the bureau asks for; of a school those that apply to it, of which some are filed about it."""
    settings = load_settings(session)
    events = [each for each in all_returns(today) if each.period is PeriodType.EVENT]
    asked = [each for each in events if settings.is_asked(each.code, today)]
    if viewer.school_id is None:
        return asked
    values = profiles(session, [viewer.school_id])[viewer.school_id].values
    return [each for each in asked if applies_to(each, values)]


def suggested_day(session: Session, ret: Return, today: date) -> date:
    """The day that a new record is most likely for: today; of a week the next one that can still be in time."""
    if not ret.week_field:
        return today
    notice = int(load_settings(session).value("menu_notice_days", today) or 0)
    monday = today + timedelta(days=-today.weekday() % 7)
    while due_after(ret.due, monday, menu_notice_days=notice) < today and (monday - today).days < _FARTHEST_AHEAD - 7:
        monday += timedelta(days=7)
    return monday


def record_no(ret: Return, school_code: str, event: Period) -> str:
    """The number of a record: ``<school_code>-<prefix>-<YYYY>-<serial>`` (catalogue 1.4)."""
    return f"{school_code}-{ret.prefix}-{event.start.year}-{serial_of(event):04d}"


def _event_return(code: str, day: date) -> Return | None:
    try:
        ret = get_return(code, day)
    except KeyError:
        return None
    return ret if ret.period is PeriodType.EVENT else None
