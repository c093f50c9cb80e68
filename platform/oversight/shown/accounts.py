"""A canteen's accounts of a month: where the money came from and where it went."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from oversight.shown.charts import share_of
from oversight.shown.values import canteen_name, money, shown_value
from tenants.calendar.periods import period_of
from tenants.publishing.models import PublicRow
from tenants.publishing.public import SchoolMonth
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Part
from tenants.text import Lang

_RETURN = "canteen_finance"
_REFUNDS = ("refund_due", "refund_paid", "refund_pupils", "refund_done_on")


@dataclass(frozen=True)
class Item:
    """One item with its share of the total and the length of its bar."""

    label: str
    amount: str
    share: str
    length: float


@dataclass(frozen=True)
class Told:
    """A label with its value; ``is_hidden`` for a small count."""

    label: str
    value: str
    is_hidden: bool = False


@dataclass(frozen=True)
class Accounts:
    """One canteen's month."""

    canteen: str
    income: list[Item]
    cost: list[Item]
    total_income: str
    total_cost: str
    balance: str
    opening: str
    closing: str
    refunds: list[Told]
    published_on: str


def accounts_of(data: SchoolMonth, lang: Lang, *, in_wan: bool) -> list[Accounts]:
    """The accounts of every canteen."""
    part = get_return(_RETURN, period_of(data.month.period_key).start).part("main")
    return [_accounts(part, row, data, lang, in_wan=in_wan) for row in data.rows.get((_RETURN, "main"), ())]


def totals_of(rows: Iterable[dict[str, Any]]) -> tuple[Decimal | None, Decimal | None]:
    """Total income and cost of all canteens; None where nothing was reported."""
    listed = list(rows)
    if not listed:
        return None, None
    income = sum((amount for row in listed for _, amount in _amounts(row, "income_")), Decimal(0))
    cost = sum((amount for row in listed for _, amount in _amounts(row, "cost_")), Decimal(0))
    return income, cost


def _accounts(part: Part, row: PublicRow, data: SchoolMonth, lang: Lang, *, in_wan: bool) -> Accounts:
    figures = row.figures
    income, cost = totals_of([figures])
    income, cost = income or Decimal(0), cost or Decimal(0)
    largest = max(
        [amount for kind in ("income_", "cost_") for _, amount in _amounts(figures, kind)], default=Decimal(0)
    )

    def items(prefix: str, total: Decimal) -> list[Item]:
        found = sorted(_amounts(figures, prefix), key=lambda each: -each[1])
        return [
            Item(
                part.field(code).label.say(lang),
                money(amount, in_wan=in_wan),
                f"{amount * 100 / total:.1f}%" if total else "—",
                share_of(amount, largest),
            )
            for code, amount in found
            if amount
        ]

    return Accounts(
        canteen=canteen_name(data.school.profile.get("facilities", {}), str(figures.get("facility_no", "")), lang),
        income=items("income_", income),
        cost=items("cost_", cost),
        total_income=money(income, in_wan=in_wan),
        total_cost=money(cost, in_wan=in_wan),
        balance=money(income - cost, in_wan=in_wan),
        opening=money(_amount(figures, "opening_surplus"), in_wan=in_wan),
        closing=money(_amount(figures, "closing_surplus"), in_wan=in_wan),
        refunds=[_refund(part, code, row, data, lang) for code in _REFUNDS if code in figures or code in row.hidden],
        published_on=shown_value(part.field("published_on"), figures.get("published_on"), lang),
    )


def _refund(part: Part, code: str, row: PublicRow, data: SchoolMonth, lang: Lang) -> Told:
    field, hidden = part.field(code), row.hidden.get(code)
    value = shown_value(field, row.figures.get(code), lang, hidden=hidden, least=data.month.least)
    unit = field.unit.say(lang) if field.unit and not hidden and value != "—" else ""
    return Told(field.label.say(lang), f"{value} {unit}".strip(), bool(hidden))


def _amounts(figures: dict[str, Any], prefix: str) -> list[tuple[str, Decimal]]:
    return [(code, Decimal(value)) for code, value in figures.items() if code.startswith(prefix) and value is not None]


def _amount(figures: dict[str, Any], code: str) -> Decimal | None:
    value = figures.get(code)
    return None if value is None else Decimal(value)
