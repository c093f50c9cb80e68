"""What the template of a week brings: a row for each meal of each day that the school works."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tenants.calendar.periods import iso_week
from tenants.calendar.workdays import is_workday
from tenants.returns.declaration import Part

_USUAL = ("lunch",)


def week_rows(
    part: Part,
    week_field: str,
    monday: date,
    *,
    earlier: Sequence[Mapping[str, Any]],
    facilities: Mapping[str, Sequence[str]],
    special: Mapping[date, bool],
) -> list[dict[str, Any]]:
    """The keys of a week's rows, by facility, day and meal.

    Args:
        part: A part whose key is facility, day and meal.
        week_field: Where its rows name the week.
        monday: The first day of the week.
        earlier: The rows of the last accepted week: the meals a facility serves; lunch where nothing is known.
        facilities: Open numbers by facility kind.
        special: Holidays on weekdays and working days at weekends.
    """
    place, day, meal = (part.field(code) for code in part.key)
    served: dict[str, dict[str, None]] = {}
    for row in earlier:
        served.setdefault(row[place.code], {})[row[meal.code]] = None
    usual = tuple(dict.fromkeys(code for codes in served.values() for code in codes)) or _USUAL
    days = [each for n in range(7) if is_workday(each := monday + timedelta(days=n), special)]
    return [
        {place.code: number, week_field: iso_week(monday), day.code: each, meal.code: code}
        for number in facilities.get(place.facility_kind or "", ())
        for each in days
        for code in served.get(number, usual)
    ]
