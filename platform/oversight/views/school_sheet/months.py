"""Which month a sheet is for."""

from flask import request

from dashboards.queries.choices import Choices
from dashboards.view import known_period
from oversight.views.asked import lang, today
from tenants.calendar.periods import Period, containing, name_of, period_of, previous
from tenants.returns.declaration import PeriodType


def asked_month(offered: Choices) -> Period:
    """The month of the address, else the newest with figures that is over; what is no month is no choice."""
    key = known_period(request.args.get("period"), PeriodType.MONTH)
    if key is not None:
        return period_of(key)
    over = (each for each in offered.periods_of(PeriodType.MONTH) if each.end < today())
    return next(over, previous(containing(PeriodType.MONTH, today())))


def month_options(offered: Choices, chosen: Period) -> list[tuple[str, str]]:
    """The months with figures and the one chosen, the newest first: key and name."""
    listed = sorted({*offered.periods_of(PeriodType.MONTH), chosen}, reverse=True)
    return [(each.key, name_of(each).say(lang())) for each in listed]
