"""The list of what is owed: filters from the address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tenants.calendar.periods import Period, containing, period_of
from tenants.filing.duty_list import Narrowed, Shown
from tenants.registry.search import schools_like
from tenants.returns.declaration import PeriodType
from tenants.text import Text

PER_PAGE = 100
DEFAULT_STATE = Shown.OPEN
STATES = {
    Shown.OPEN: Text("待学校办理", "Waiting for the school"),
    Shown.LATE: Text("已逾期", "Late"),
    Shown.PROBLEM: Text("有问题", "With a problem"),
    Shown.TO_SIGN: Text("待校长签字", "To be signed"),
    Shown.SUBMITTED: Text("已提交待审", "With the bureau"),
    Shown.ACCEPTED: Text("已通过", "Accepted"),
    Shown.ALL: Text("全部", "All"),
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the address asks for; unknown values count as not given."""

    state: Shown = DEFAULT_STATE
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
            state=Shown(state) if state in STATES else DEFAULT_STATE,
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
        given["state"] = self.state.value if self.state != DEFAULT_STATE else ""
        return {name: value for name, value in given.items() if value}


def narrowed(wanted: Wanted, period_keys: Iterable[str]) -> Narrowed:
    """The filters as the list of duties takes them.

    Args:
        wanted: The filters.
        period_keys: Every period there is: a school year stands for those within it.
    """
    span = _span(wanted.period)
    return Narrowed(
        shown=wanted.state,
        schools=schools_like(wanted.q) if wanted.q else None,
        return_code=wanted.ret or None,
        period_keys=None if span is None else [key for key in period_keys if span.holds(period_of(key).start)],
    )


def period_choices(period_keys: Iterable[str]) -> tuple[list[Period], list[Period]]:
    """School years and single periods that occur, the newest first."""
    periods = {key: period_of(key) for key in period_keys}
    years = {each.key: each for each in (containing(PeriodType.SCHOOL_YEAR, one.start) for one in periods.values())}
    single = [each for key, each in periods.items() if key not in years and each.type is not PeriodType.EVENT]

    def newest(each: Period) -> tuple[str, str]:
        return each.start.isoformat(), each.key

    return sorted(years.values(), key=newest, reverse=True), sorted(single, key=newest, reverse=True)


def _span(key: str) -> Period | None:
    try:
        return period_of(key) if key else None
    except ValueError:
        return None
