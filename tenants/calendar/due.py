"""By when a return is due: the due codes of catalogue 1.4. A holiday does not move a due date."""

import re
from datetime import date, timedelta

from tenants.calendar.periods import Period, following
from tenants.returns.declaration import PeriodType

_OF_MONTH = re.compile(r"M(\d{2})")
_AFTER_EVENT = re.compile(r"E(\d+)")
_AFTER_TEACHING = re.compile(r"T([SE])(\d+)")


def due_on(
    code: str, period: Period, *, first_teaching_day: date | None = None, last_teaching_day: date | None = None
) -> date:
    """The last day on which a return for the period is on time.

    Args:
        code: A due code of catalogue 1.4 that counts from a period.
        period: The period the return is for.
        first_teaching_day: Of the term, from the school calendar; without it the term counts from its first day.
        last_teaching_day: Likewise; without it the term counts from its last day.

    Raises:
        ValueError: The code is unknown, or counts from an event (``due_after``).
    """
    if found := _OF_MONTH.fullmatch(code):
        return following(period).start.replace(day=int(found[1]))
    if found := _AFTER_TEACHING.fullmatch(code):
        counted = first_teaching_day or period.start if found[1] == "S" else last_teaching_day or period.end
        return counted + timedelta(days=int(found[2]))
    if period.type is PeriodType.SCHOOL_YEAR and code == "SYE15":
        return date(period.end.year, 7, 15)
    if period.type is PeriodType.SCHOOL_YEAR and code in ("SY0930", "SY1031"):
        return date(period.start.year, int(code[2:4]), int(code[4:]))
    if period.type is PeriodType.YEAR and code == "Y0131":
        return date(period.end.year + 1, 1, 31)
    raise ValueError(f"no due date for {code!r} and {period.key}")


def due_after(code: str, event_on: date, *, menu_notice_days: int = 7) -> date:
    """The last day for an event return: so many days after the event, or before the Monday of the week shown (W0)."""
    if code == "W0":
        return event_on - timedelta(days=event_on.weekday() + menu_notice_days)
    if found := _AFTER_EVENT.fullmatch(code):
        return event_on + timedelta(days=int(found[1]))
    if not code:  # entered when it happens
        return event_on
    raise ValueError(f"no due date for {code!r} after an event")
