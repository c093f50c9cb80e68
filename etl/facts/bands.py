"""How many schools are green, amber and red by some limits, in the latest period that has figures of an indicator."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.calendar.periods import Period, period_of
from tenants.facts import Fact
from tenants.returns.declaration import Indicator
from tenants.returns.indicators import Band, band_within

Limits = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Moved:
    """What new limits do to the schools of one period."""

    period: Period
    before: Counter[Band]
    after: Counter[Band]
    newly_red: tuple[int, ...]  # schools
    no_longer_red: tuple[int, ...]


def bands_moved(session: Session, indicator: Indicator, old: Limits, new: Limits) -> Moved | None:
    """Schools by band under the old and the new limits; None where there is no figure yet."""
    keys = session.scalars(
        select(Fact.period_key).where(Fact.indicator == indicator.code, Fact.value.is_not(None)).distinct()
    )
    latest = max((period_of(key) for key in keys), key=lambda each: (each.start, each.key), default=None)
    if latest is None:
        return None
    asked = select(Fact.school_id, Fact.value).where(
        Fact.indicator == indicator.code, Fact.period_key == latest.key, Fact.value.is_not(None)
    )
    before: dict[int, Band] = {}
    after: dict[int, Band] = {}
    for school_id, value in session.execute(asked):
        if value is None:
            continue
        before[school_id] = band_within(indicator, value, *old)
        after[school_id] = band_within(indicator, value, *new)
    return Moved(
        latest,
        Counter(before.values()),
        Counter(after.values()),
        tuple(each for each in after if after[each] == "red" != before[each]),
        tuple(each for each in after if before[each] == "red" != after[each]),
    )
