"""What the canteens of a school buy in a month (R07)."""

from datetime import date
from decimal import Decimal
from typing import Any

from etl.demo.figures.finance import has_meals
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from etl.demo.suppliers import OTHER_FOOD, VEGETABLES, contract_no, supplier_of
from tenants.calendar.periods import Period

# Item, category, zh, en, unit, kilograms (or so) a pupil and month, yuan, deliveries a month
ITEMS = (
    ("RI01", "rice", "大米", "Rice", "kg", 2.6, 4.9, 3), ("FL01", "flour", "面粉", "Flour", "kg", 0.8, 4.2, 2),
    ("OI01", "oil", "食用油", "Cooking oil", "kg", 0.45, 11.5, 2), ("PO01", "pork", "猪肉", "Pork", "kg", 0.9, 27, 20),
    ("CH01", "poultry", "鸡肉", "Chicken", "kg", 0.7, 17, 12), ("EG01", "egg", "鸡蛋", "Eggs", "kg", 0.5, 10.4, 8),
    ("VE01", "vegetable", "叶菜", "Leaf vegetables", "kg", 2.2, 5.6, 21),
    ("VE02", "vegetable", "根茎菜", "Root vegetables", "kg", 1.5, 4.1, 21), ("SO01", "soy", "豆腐", "Tofu", "kg", 0.5, 6, 15),
    ("DA01", "dairy", "牛奶", "Milk", "box", 4, 2.6, 10),
)  # fmt: skip


def _rows(school: DemoSchool, month: Period, _day: date, memory: Memory) -> dict[str, list[dict[str, Any]]] | None:
    if not has_meals(school, month):
        return None
    rows = []
    for canteen in school.canteens:
        own = [_row(school, month, canteen.number, canteen.share, item) for item in ITEMS]
        rows += _adding_up(own, memory["food_bought"][month.key, canteen.number])
    return {"main": rows}


def _adding_up(rows: list[dict[str, Any]], spent: Decimal) -> list[dict[str, Any]]:
    """The same purchases, as much of them as the canteen's accounts show."""
    share = spent / sum(row["amount"] for row in rows)
    for row in rows:
        row["qty"] = max(Decimal("0.01"), (row["qty"] * share).quantize(Decimal("0.01")))
        row["amount"] = (row["qty"] * row["unit_price"]).quantize(Decimal("0.01"))
    return [row for row in rows if row["amount"]]


def _row(school: DemoSchool, month: Period, number: str, share: float, item: tuple[Any, ...]) -> dict[str, Any]:
    code, category, _, _, _, each, price, deliveries = item
    draw = school.draws("food", month.key, number, code)
    house = school.draws("price", code)
    qty = Decimal(max(2.0, school.pupils * share * each * draw.uniform(0.85, 1.15))).quantize(Decimal("0.01"))
    paid = Decimal(price * house.uniform(0.93, 1.09) * draw.uniform(0.97, 1.04)).quantize(Decimal("0.01"))
    is_kept = draw.random() < 0.9 + 0.1 * school.care
    what = VEGETABLES if category == "vegetable" else OTHER_FOOD
    supplier = supplier_of(school, what)[0]
    outside = draw.random() > 0.985
    return {
        "facility_no": number,
        "item_code": code,
        "food_category": category,
        "supplier_code": supplier,
        "contract_no": None if outside else contract_no(school, what, month.start),
        "qty": qty,
        "unit_price": paid,
        "amount": (qty * paid).quantize(Decimal("0.01")),
        "batches": deliveries,
        "cert_batches": deliveries if is_kept else deliveries - 1,
        "double_accept_batches": deliveries if is_kept or draw.random() < 0.5 else deliveries - 1,
        "rejected_batches": draw.choice((0, 0, 0, 0, 0, 1)) if deliveries > 5 else 0,
        "trace_uploaded": is_kept,
    }


STORY = Story(
    return_code="food_purchase",
    figures=_rows,
    periods=3,
    applies=lambda school: school.canteen_mode in ("self_run", "contracted"),
    answers={
        "FP-05": (
            "临时零星采购，金额较小，未签合同，有三家比价记录。",
            "原合同品种缺货，临时在农贸市场采购，已报学校审批。",
        ),
        "FP-03": ("一批蔬菜检测报告当天未随货，次日补齐存档。", "供应商漏带一批次合格证，已书面提醒并补交。"),
        "FP-04": ("验收员请假一天，由一人验收，食堂管理员事后复核。",),
        "FP-06": ("本月部分为有机蔬菜，单价高于普通品种。", "供货价按上月合同价结算，下月随行情下调。"),
    },
)
