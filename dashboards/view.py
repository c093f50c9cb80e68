"""What a person looks at: the address of the page, read and checked, and written again."""

import re
from dataclasses import dataclass, replace
from typing import Any, Literal, Self
from urllib.parse import parse_qsl, urlencode

from tenants.calendar.periods import Period, period_of
from tenants.returns.catalogue import find_indicator
from tenants.returns.declaration import FigureSource, Indicator, PeriodType
from tenants.returns.indicators import Band
from tenants.returns.lists import LISTS

Order = Literal["worst", "best"]
BANDS: tuple[Band, ...] = ("red", "amber", "green")
ORDERS: tuple[Order, ...] = ("worst", "best")
FIRST_INDICATOR = "accompany_rate"
_CODE = re.compile(r"[A-Za-z0-9]{1,12}")
_PEER = re.compile(r"[a-z_]{1,20}(/[a-z_]{1,20}){0,2}")
_SCHOOL = re.compile(r"[0-9]{10}|[a-z]{2,20}_[a-z]{2,20}")  # a unit of the bureau has its code in letters
_LONGEST = 500


@dataclass(frozen=True, kw_only=True)
class View:
    """An indicator and a period, narrowed by filters. Every part came as text from a browser and has been checked."""

    indicator_code: str
    period_key: str
    area: str | None = None
    stage: str | None = None
    peer: str | None = None
    band: Band | None = None
    like: str | None = None  # the school code whose similar schools are looked at, itself among them
    school: str | None = None  # the school code of the open drawer
    order: Order = "worst"
    page: int = 1

    @property
    def indicator(self) -> Indicator:
        """What is compared."""
        return find_indicator(self.indicator_code)[1]

    @property
    def ret(self) -> FigureSource:
        """The return it comes from, or the indices over all of them."""
        return find_indicator(self.indicator_code)[0]

    @property
    def period(self) -> Period:
        """When."""
        return period_of(self.period_key)

    @property
    def is_narrowed(self) -> bool:
        """Whether the schools are fewer than those of whole areas."""
        return any(each is not None for each in (self.stage, self.peer, self.like))

    def but(self, **changes: Any) -> Self:
        """The same with changes; whatever changes the list of schools goes back to its first page."""
        page = changes.pop("page", None) or (self.page if set(changes) <= {"school"} else 1)
        return replace(self, page=page, **changes)

    @property
    def search(self) -> str:
        """The query of its address; opening it again gives the same view."""
        said = {
            "indicator": self.indicator_code,
            "period": self.period_key,
            "area": self.area,
            "stage": self.stage,
            "peer": self.peer,
            "band": self.band,
            "like": self.like,
            "order": None if self.order == "worst" else self.order,
            "page": None if self.page == 1 else self.page,
            "school": self.school,
        }
        return "?" + urlencode({name: value for name, value in said.items() if value is not None}, safe="/")


def span_of(indicator: Indicator, ret: FigureSource) -> PeriodType:
    """The kind of period an indicator's figures are for."""
    return indicator.span or ret.period


def read_view(search: object) -> View | None:
    """The view of an address; None where indicator or period are missing or made up. Other nonsense is left out."""
    said = _said(search)
    indicator_code = known_indicator(said.get("indicator"))
    if indicator_code is None:
        return None
    ret, indicator = find_indicator(indicator_code)
    period_key = known_period(said.get("period"), span_of(indicator, ret))
    if period_key is None:
        return None
    page = said.get("page", "")
    return View(
        indicator_code=indicator_code,
        period_key=period_key,
        area=_fitting(said.get("area"), _CODE),
        stage=said.get("stage") if said.get("stage") in LISTS["stage"] else None,
        peer=_fitting(said.get("peer"), _PEER),
        band=known_band(said.get("band")),
        like=_fitting(said.get("like"), _SCHOOL),
        school=_fitting(said.get("school"), _SCHOOL),
        order="best" if said.get("order") == "best" else "worst",
        page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 and int(page) else 1,
    )


def asked_indicator(search: object, first: str = FIRST_INDICATOR) -> str:
    """The indicator an incomplete address asks for, or the first one to look at."""
    return known_indicator(_said(search).get("indicator")) or first


def with_period(search: object, period_key: str, first: str = FIRST_INDICATOR) -> View | None:
    """The view of an address that lacks its indicator or period."""
    kept = {**_said(search), "indicator": asked_indicator(search, first), "period": period_key}
    return read_view("?" + urlencode(kept))


def view_of(search: object, indicator_code: str, *, period_key: str | None = None) -> View | None:
    """The view of an address on a page with an indicator of its own; its period is the address's unless one is given."""
    kept = {**_said(search), "indicator": indicator_code}
    return read_view("?" + urlencode(kept if period_key is None else kept | {"period": period_key}))


def known_indicator(code: object) -> str | None:
    """The code, if an indicator has it."""
    if not isinstance(code, str):
        return None
    try:
        find_indicator(code)
    except KeyError:
        return None
    return code


_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def known_period(key: object, span: PeriodType) -> str | None:
    """The key, if it is of that kind of period and of a year that a district may have figures of."""
    try:
        period = period_of(key) if isinstance(key, str) else None
    except ValueError:
        return None
    return period.key if period and period.type is span and _FIRST_YEAR <= period.start.year <= _LAST_YEAR else None


def known_band(code: object) -> Band | None:
    """The band of a code."""
    return next((band for band in BANDS if band == code), None)


def known_code(value: object) -> str | None:
    """Text that may be an area's code."""
    return _fitting(value, _CODE)


def known_peer(value: object) -> str | None:
    """Text that may name a peer group."""
    return _fitting(value, _PEER)


def known_stage(value: object) -> str | None:
    """A stage."""
    return value if isinstance(value, str) and value in LISTS["stage"] else None


def known_school(value: object) -> str | None:
    """Text that may be a school code."""
    return _fitting(value, _SCHOOL)


def _said(search: object) -> dict[str, str]:
    if not isinstance(search, str) or len(search) > _LONGEST:
        return {}
    return dict(parse_qsl(search.removeprefix("?")))


def _fitting(value: object, pattern: re.Pattern[str]) -> str | None:
    return value if isinstance(value, str) and pattern.fullmatch(value) else None
