"""What a meal costs and the most it may cost."""

from dataclasses import dataclass
from decimal import Decimal

from oversight.shown.values import canteen_name, shown_value
from tenants.calendar.periods import period_of
from tenants.publishing.public import SchoolMonth
from tenants.returns.catalogue import get_return
from tenants.text import Lang, Text

_RETURN, _PART = "canteen_finance", "meal_price"
_A_MONTH = Text("元/月", "yuan a month")
_A_MEAL = Text("元/餐", "yuan a meal")
_ABOVE = Text("高于限价", "above the cap")
_WITHIN = Text("不高于限价", "within the cap")


@dataclass(frozen=True)
class PriceRow:
    """A price beside its cap."""

    canteen: str
    stage: str
    meal: str
    paid: str
    price: str
    cap: str
    unit: str
    is_above: bool
    compared: str


def prices_of(data: SchoolMonth, lang: Lang) -> list[PriceRow]:
    """Every price of the month."""
    part = get_return(_RETURN, period_of(data.month.period_key).start).part(_PART)
    found = []
    for row in data.figures(_RETURN, _PART):
        is_package = row.get("charge_mode") == "package"
        price = row.get("price_month" if is_package else "price_meal")
        cap = row.get("cap_yuan")
        is_above = price is not None and cap is not None and Decimal(price) > Decimal(cap)
        compared = "" if price is None or cap is None else (_ABOVE if is_above else _WITHIN).say(lang)
        found.append(
            PriceRow(
                canteen=canteen_name(data.school.profile.get("facilities", {}), str(row.get("facility_no", "")), lang),
                stage=shown_value(part.field("stage"), row.get("stage"), lang),
                meal=shown_value(part.field("meal"), row.get("meal"), lang),
                paid=shown_value(part.field("charge_mode"), row.get("charge_mode"), lang),
                price=f"{Decimal(price):,.2f}" if price is not None else "—",
                cap=f"{Decimal(cap):,.2f}" if cap is not None else "—",
                unit=(_A_MONTH if is_package else _A_MEAL).say(lang),
                is_above=is_above,
                compared=compared,
            )
        )
    return found
