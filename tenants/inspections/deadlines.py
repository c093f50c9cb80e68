"""By when a finding is to be mended."""

from datetime import date, timedelta

from tenants.calendar.parameters import Settings


def deadline_of(severity: str, visited_on: date, settings: Settings) -> date:
    """The day its severity gives: so many days after the visit (``P.rectify_days_*``)."""
    return visited_on + timedelta(days=int(settings.value(f"rectify_days_{severity}", visited_on) or 0))
