"""What the demo tells of one return: figures, how many periods, what the clerk answers when the system asks why."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from etl.demo.mistakes import Rows
from etl.demo.schools import DemoSchool
from tenants.calendar.periods import Period


@dataclass(frozen=True)
class Paper:
    """A file that a school attaches to a field of a row (from 1)."""

    part: str
    field: str
    row_no: int
    filename: str
    content: bytes


Memory = dict[str, Any]
Figures = Callable[[DemoSchool, Period, date, Memory], Rows | None]


@dataclass(frozen=True, kw_only=True)
class Story:
    """How the schools of the demo file one return.

    Attributes:
        return_code: The return.
        figures: Rows by part of a school for a period, filed on a day; None where the school has nothing to file. The
            memory is the school's own, empty before its first period: what was left over may be carried in it.
        periods: How many of the latest periods are told; before them the bureau did not ask for the return.
        applies: Whether a school owes it at all.
        answers: What a clerk writes when a rule asks why.
        files: What is attached to the figures.
        days: Of an event return: the days of a month on which it happened; ``periods`` counts months.
        unit: The unit of the bureau that files it for the district; its memory holds ``schools``.
        is_filed_ahead: Of an event return: it is filed more than a week before the event.
    """

    return_code: str
    figures: Figures
    periods: int
    applies: Callable[[DemoSchool], bool] = lambda school: True
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    days: Callable[[DemoSchool, Period], list[date]] | None = None
    is_filed_ahead: bool = False
    files: Callable[[DemoSchool, Period, Rows], list[Paper]] | None = None
    unit: str | None = None
