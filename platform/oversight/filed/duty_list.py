"""The list of what is owed: filters from the address, and what the list says above itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tenants.calendar.periods import Period, containing, period_of
from tenants.filing.standing import DutyLine, Standing
from tenants.returns.declaration import PeriodType
from tenants.text import Text

PER_PAGE = 100
DEFAULT_STATE = "open"
_PROBLEMS = {Standing.REFUSED, Standing.TO_CORRECT, Standing.SENT_BACK, Standing.REOPENED}
STATES: dict[str, tuple[Text, Callable[[DutyLine], bool]]] = {
    "open": (Text("待学校办理", "Waiting for the school"), lambda line: not line.is_done),
    "late": (Text("已逾期", "Late"), lambda line: not line.is_done and line.due_in_days < 0),
    "problem": (
        Text("有问题", "With a problem"),
        lambda line: line.standing in _PROBLEMS,
    ),
    "to_sign": (Text("待校长签字", "To be signed"), lambda line: line.standing is Standing.TO_SIGN),
    "submitted": (Text("已提交待审", "With the bureau"), lambda line: line.standing is Standing.SUBMITTED),
    "accepted": (Text("已通过", "Accepted"), lambda line: line.standing is Standing.ACCEPTED),
    "all": (Text("全部", "All"), lambda line: True),
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the address asks for; unknown values count as not given."""

    state: str = DEFAULT_STATE
    ret: str = ""
    period: str = ""
    q: str = ""
    page: int = 1

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "Wanted":
        """From the query string."""
        page = args.get("page", "")
        state = args.get("state", "")
        return cls(
            state=state if state in STATES else DEFAULT_STATE,
            ret=args.get("return", ""),
            period=args.get("period", ""),
            q=args.get("q", "").strip()[:60],
            page=int(page) if page.isascii() and page.isdigit() and page != "0" else 1,
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the default is asked for."""
        return bool(self.ret or self.period or self.q) or self.state != DEFAULT_STATE

    def as_args(self) -> dict[str, Any]:
        """The query string without what is default, for links to the same view."""
        given = {"return": self.ret, "period": self.period, "q": self.q}
        given["state"] = self.state if self.state != DEFAULT_STATE else ""
        return {name: value for name, value in given.items() if value}


def narrowed(lines: Iterable[DutyLine], wanted: Wanted, schools: set[int] | None) -> list[DutyLine]:
    """The lines asked for, in the order given.

    Args:
        lines: All lines in scope.
        wanted: The filters.
        schools: Ids that the typed words fit; None without words.
    """
    fits = STATES[wanted.state][1]
    span = _span(wanted.period)
    return [
        line
        for line in lines
        if fits(line)
        and (not wanted.ret or line.return_code == wanted.ret)
        and (span is None or span.holds(period_of(line.period_key).start))
        and (schools is None or line.school_id in schools)
    ]


def counts(lines: Sequence[DutyLine], *, soon_days: int = 7) -> dict[str, int]:
    """How many are late, due soon, with the bureau and accepted."""
    still_open = [line for line in lines if not line.is_done]
    return {
        "open": len(still_open),
        "late": sum(line.due_in_days < 0 for line in still_open),
        "soon": sum(0 <= line.due_in_days <= soon_days for line in still_open),
        "submitted": sum(line.standing is Standing.SUBMITTED for line in lines),
        "accepted": sum(line.standing is Standing.ACCEPTED for line in lines),
    }


def period_choices(lines: Iterable[DutyLine]) -> tuple[list[Period], list[Period]]:
    """School years and single periods that occur, the newest first."""
    periods = {line.period_key: period_of(line.period_key) for line in lines}
    years = {each.key: each for each in (containing(PeriodType.SCHOOL_YEAR, one.start) for one in periods.values())}
    single = [each for key, each in periods.items() if key not in years]

    def newest(each: Period) -> tuple[str, str]:
        return each.start.isoformat(), each.key

    return sorted(years.values(), key=newest, reverse=True), sorted(single, key=newest, reverse=True)


def _span(key: str) -> Period | None:
    try:
        return period_of(key) if key else None
    except ValueError:
        return None
