"""A month of a canteen's accounts and prices (R05); each month begins with what the one before left."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from etl.demo.figures.meals import Price, Served, prices, served, teaching_days
from etl.demo.schools import DemoSchool
from tenants.calendar.periods import Period

_CENT = Decimal("0.01")
PILOT_A_DAY = Decimal(5)
_USUAL_DAYS = 21  # of a package month
_INCOMES = (
    "income_pupil_meals", "income_staff_meals", "income_nutrition", "income_shop", "income_subsidy", "income_other",
)  # fmt: skip


@dataclass
class Purse:
    """What a canteen carries over to the next month."""

    surplus: Decimal
    stock: Decimal


def opening_purse(school: DemoSchool, number: str, month: Period) -> Purse:
    """What a canteen has in hand before the first month of the story."""
    usual = _income(school, month, number, school.draws("first", number))["income_pupil_meals"]
    draw = school.draws("purse", number)
    return Purse(_money(usual * Decimal(f"{draw.uniform(-0.01, 0.03):.4f}")), _money(usual * Decimal("0.06")))


def finance_rows(
    school: DemoSchool, month: Period, purses: dict[str, Purse], filed_on: date
) -> dict[str, list[dict[str, Any]]]:
    """Both parts of the return for a month with meals; the purses are left as the month leaves them.

    Args:
        school: The school.
        month: A month in which meals were served.
        purses: What each canteen brings over, by its number.
        filed_on: The day the clerk fills in the return; nothing later can be reported.
    """
    main, sold = [], []
    for canteen in school.canteens:
        draw = school.draws("accounts", month.key, canteen.number)
        meals = served(school, month, canteen.number)
        main.append(
            _accounts(school, month, canteen.number, purse=purses[canteen.number], draw=draw, filed_on=filed_on)
        )
        sold += _sold(school, month, canteen.number, meals)
    return {"main": main, "meal_price": sold}


def _accounts(
    school: DemoSchool, month: Period, number: str, *, purse: Purse, draw: Random, filed_on: date
) -> dict[str, Any]:
    income = _income(school, month, number, draw)
    total = sum(income.values(), Decimal(0))
    # A canteen makes no profit: what is in hand is spent again, so that the term balances.
    kept = Decimal(f"{draw.uniform(-0.018, 0.022):.4f}") * total - purse.surplus * Decimal("0.45")
    cost = _costs(school, _money(total - kept), draw)
    closing = purse.surplus + total - sum(cost.values(), Decimal(0))
    stock = _money(purse.stock * Decimal(f"{draw.uniform(0.85, 1.15):.4f}"))
    row = {
        "facility_no": number,
        "opening_surplus": purse.surplus,
        "closing_surplus": closing,
        **income,
        **cost,
        "cost_other_note": "燃气检测、垃圾清运" if cost["cost_other"] else None,
        "stock_opening": purse.stock,
        "stock_closing": stock,
        **_refunds(school, month, draw, filed_on),
        "improper_spend": Decimal(0),
        "separate_account": True,
        "audited": draw.random() < 0.3,
        "published_on": _published(month, draw, filed_on),
    }
    purse.surplus, purse.stock = closing, stock
    return row


def _income(school: DemoSchool, month: Period, number: str, draw: Random) -> dict[str, Decimal]:
    meals = served(school, month, number)
    pupils = Decimal(0)
    for price in prices(school, month):
        pupils += price.price * _units(school, price, meals)
    if school.boarding != "none" and school.stages[0] in ("primary", "special"):
        pupils += Decimal(8) * meals.days * meals.dinner  # boarders of package schools pay morning and evening apart
    staff = Decimal(round(meals.lunch / 14)) * meals.days * Decimal(8) if meals.lunch > 60 else Decimal(0)
    pilot = PILOT_A_DAY * meals.lunch * meals.days if school.nutrition_pilot != "none" else Decimal(0)
    subsidy = Decimal(draw.randint(6, 20) * 100) if school.sponsor == "public" and draw.random() < 0.35 else Decimal(0)
    other = Decimal(draw.randint(20, 260)) if draw.random() < 0.4 else Decimal(0)
    return dict(zip(_INCOMES, map(_money, (pupils, staff, pilot, Decimal(0), subsidy, other)), strict=True))


def _costs(school: DemoSchool, total: Decimal, draw: Random) -> dict[str, Decimal]:
    """A total split over the items, within the limits of the catalogue."""
    bought = Decimal(0)
    if school.canteen_mode in ("contracted", "delivered"):
        low, high = (0.86, 0.92) if school.canteen_mode == "delivered" else (0.5, 0.6)
        bought = _money(total * Decimal(f"{draw.uniform(low, high):.4f}"))
    rest = total - bought
    shares = {
        "cost_utilities": draw.uniform(0.045, 0.075),
        "cost_wages": draw.uniform(0.13, 0.185),
        "cost_overtime": draw.uniform(0.0, 0.02) if draw.random() < 0.5 else 0.0,
        "cost_consumables": draw.uniform(0.006, 0.018),
        "cost_maintenance": draw.uniform(0.002, 0.02) if draw.random() < 0.55 else 0.0,
        "cost_training": draw.uniform(0.001, 0.004) if draw.random() < 0.2 else 0.0,
        "cost_culture": draw.uniform(0.001, 0.004) if draw.random() < 0.2 else 0.0,
        "cost_other": draw.uniform(0.002, 0.012) if draw.random() < 0.35 else 0.0,
    }
    cost = {name: _money(rest * Decimal(f"{share:.5f}")) for name, share in shares.items()}
    food = rest - sum(cost.values(), Decimal(0))
    return {"cost_raw_material": food, **cost, "cost_contract_meals": bought}


def _refunds(school: DemoSchool, month: Period, draw: Random, filed_on: date) -> dict[str, Any]:
    """Meals that package pupils missed, paid back within the days allowed."""
    package = [each for each in prices(school, month) if each.charge_mode == "package"]
    if not package or draw.random() < 0.2:
        return dict.fromkeys(("refund_due", "refund_paid", "refund_pupils", "refund_done_on"))
    pupils = draw.randint(1, max(2, school.pupils // 30))
    a_meal = package[0].price / _USUAL_DAYS
    due = _money(a_meal * sum(draw.randint(1, 5) for _ in range(pupils)))
    return {
        "refund_due": due,
        "refund_paid": due,
        "refund_pupils": pupils,
        "refund_done_on": min(filed_on, month.end + timedelta(days=draw.randint(0, 4))),
    }


def _sold(school: DemoSchool, month: Period, number: str, meals: Served) -> list[dict[str, Any]]:
    rows = []
    for price in prices(school, month):
        is_package = price.charge_mode == "package"
        eaters = _eaters(school, price, meals)
        rows.append(
            {
                "facility_no": number,
                "stage": price.stage,
                "meal": price.meal,
                "charge_mode": price.charge_mode,
                "price_meal": None if is_package else price.price,
                "price_month": price.price if is_package else None,
                "meals_served": eaters * meals.days,
                "pupils": eaters,
            }
        )
    return rows


def _units(school: DemoSchool, price: Price, meals: Served) -> Decimal:
    """How often a price is paid in the month: by pupil for a package, by meal for swiping."""
    eaters = _eaters(school, price, meals)
    if price.charge_mode == "package":
        return (Decimal(eaters) * meals.days / _USUAL_DAYS).quantize(_CENT)
    return Decimal(eaters * meals.days)


def _eaters(school: DemoSchool, price: Price, meals: Served) -> int:
    if price.meal == "lunch":
        return meals.lunch // len(school.stages)
    swiping = [each for each in school.stages if each not in ("preschool", "primary", "special")]
    return (meals.breakfast if price.meal == "breakfast" else meals.dinner) // max(1, len(swiping))


def _published(month: Period, draw: Random, filed_on: date) -> date | None:
    """Most post their accounts before they report them; some forget."""
    if draw.random() < 0.06:
        return None
    return min(filed_on, month.end + timedelta(days=draw.randint(2, 9)))


def has_meals(school: DemoSchool, month: Period) -> bool:
    """Whether there is anything to report beside that there was nothing."""
    return teaching_days(school, month) > 0


def _money(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)
