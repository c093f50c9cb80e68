"""From which day a return's figures may be public (the Public line of the returns catalogue)."""

from datetime import date

from tenants.calendar.periods import Period, following
from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import PeriodType, Return


def public_day(ret: Return, period: Period) -> date | None:
    """The first day accepted figures of a period may be shown; None for a return that is never public.

    "From the 15th" is the 15th of the month after the period; "from acceptance" has no day of its own and gives the
    period's first day.
    """
    if ret.public_from == "day15":
        return following(period).start.replace(day=15)
    return period.start if ret.public_from == "accepted" else None


def month_opens_on(month: Period) -> date:
    """The day from which everything monthly of a month may be shown."""
    days = [
        day
        for ret in all_returns(month.start)
        if ret.period is PeriodType.MONTH and (day := public_day(ret, month)) is not None
    ]
    return max(days, default=following(month).start)
