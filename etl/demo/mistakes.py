"""Believable mistakes: what goes wrong between a kitchen's records and a workbook."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

Rows = dict[str, list[dict[str, Any]]]

_YUAN_FIELDS = (
    "income_pupil_meals", "income_staff_meals", "cost_raw_material", "cost_utilities", "cost_wages",
    "cost_consumables", "cost_contract_meals",
)  # fmt: skip


@dataclass(frozen=True)
class SentBack:
    """Something a reviewer notices: the cells named, why, and what the clerk had said before."""

    spoil: Callable[[Rows], None]
    cells: tuple[tuple[str, str], ...]  # part and field, of the first row
    reason: str
    excuse: str


def slip(rows: Rows) -> None:
    """Two digits of the closing surplus change places."""
    row = rows["main"][0]
    text = f"{row['closing_surplus']:.2f}"
    digits = [at for at, each in enumerate(text) if each.isdigit()]
    for left, right in pairwise(digits):
        if text[left] != text[right]:
            text = text[:left] + text[right] + text[left + 1 : right] + text[left] + text[right + 1 :]
            break
    row["closing_surplus"] = Decimal(text)


def in_ten_thousands(rows: Rows) -> None:
    """Amounts in 万元 in a sheet that asks for 元."""
    for name in _YUAN_FIELDS:
        if rows["main"][0][name]:
            rows["main"][0][name] = (rows["main"][0][name] / 10_000).quantize(Decimal("0.01"))


def forgotten_surplus(rows: Rows) -> None:
    """The clerk types over the surplus brought forward."""
    row = rows["main"][0]
    row["opening_surplus"], row["closing_surplus"] = (
        Decimal(0),
        row["closing_surplus"] - row["opening_surplus"],
    )


def stock_rounded(rows: Rows) -> None:
    """The stock is typed from memory."""
    row = rows["main"][0]
    row["stock_opening"] = row["stock_opening"].quantize(Decimal("1E2")) + 100


def persons_counted(rows: Rows) -> None:
    """Persons who joined the meals are counted instead of the occasions."""
    row = rows["main"][0]
    row["accompany_occasions"] = row["meal_occasions"] + row["serving_days"]


def cameras_forgotten(rows: Rows) -> None:
    """No camera is entered, and yet they were online."""
    row = rows["main"][0]
    row["cameras"], row["camera_online_days"] = 0, row["camera_online_days"] or row["serving_days"]


def digit_too_many(rows: Rows) -> None:
    """A key pressed twice: 188 days of service."""
    row = rows["main"][0]
    row["serving_days"] = int(f"{row['serving_days']}{row['serving_days'] % 10}")


def posted_tomorrow(rows: Rows) -> None:
    """A date of next year: everybody's January."""
    row = rows["main"][0]
    row["grade_on"] = row["grade_on"].replace(year=row["grade_on"].year + 2)


ERRORS: Mapping[str, tuple[Callable[[Rows], None], ...]] = {
    "canteen_finance": (slip, slip, in_ten_thousands, forgotten_surplus, stock_rounded),
    "canteen_operations": (persons_counted, cameras_forgotten, digit_too_many, posted_tomorrow),
}


def _diners_swapped(rows: Rows) -> None:
    row = rows["main"][0]
    row["diners_lunch"] = int(str(row["diners_lunch"])[::-1]) if row["diners_lunch"] % 10 else row["diners_lunch"] * 10


def _waste_in_jin(rows: Rows) -> None:
    row = rows["main"][0]
    row["items_sampled"] = max(0, row["items_made"] - row["meal_occasions"])


def _wages_elsewhere(rows: Rows) -> None:
    row = rows["main"][0]
    moved = (row["cost_wages"] * Decimal("0.7")).quantize(Decimal("0.01"))
    row["cost_wages"] -= moved
    row["cost_other"] += moved
    row["cost_other_note"] = "人员费用"


def _refund_open(rows: Rows) -> None:
    row = rows["main"][0]
    if row["refund_due"]:
        row["refund_paid"] = (row["refund_due"] / 2).quantize(Decimal("0.01"))
        row["refund_done_on"] = None


SENT_BACK: Mapping[str, tuple[SentBack, ...]] = {
    "canteen_operations": (
        SentBack(
            _diners_swapped,
            (("main", "diners_lunch"),),
            "午餐人数与在校生、上月人数都对不上，疑似录入时数字颠倒，请核对就餐台账后更正。",
            "本月就餐人数有变化，情况属实，请审核。",
        ),
        SentBack(
            _waste_in_jin,
            (("main", "items_sampled"),),
            "留样品种数比成品品种数少得多，说明过于笼统。请按留样记录逐餐核对后更正。",
            "部分品种未留样，以后注意。（食堂）",
        ),
    ),
    "canteen_finance": (
        SentBack(
            _wages_elsewhere,
            (("main", "cost_wages"), ("main", "cost_other"), ("main", "cost_other_note")),
            "人员费用应列入“人员工资”，不得列入“其他支出”。请按工资表更正两个科目及说明。",
            "人员费用暂列其他支出，总额没有问题。",
        ),
        SentBack(
            _refund_open,
            (("main", "refund_paid"), ("main", "refund_done_on")),
            "缺餐费应在次月5日前退清。请退清后更正已退金额并填写完成日期。",
            "部分家长还没有来领退费，下月一起退。",
        ),
    ),
}


@dataclass(frozen=True)
class Corrected:
    """Something found only after acceptance, for which the school asks to reopen."""

    spoil: Callable[[Rows], None]
    reason: str


def _maintenance_in_consumables(rows: Rows) -> None:
    row = rows["main"][0]
    row["cost_consumables"] += row["cost_maintenance"] or (row["cost_utilities"] / 5).quantize(Decimal("0.01"))
    row["cost_utilities"] -= 0 if row["cost_maintenance"] else (row["cost_utilities"] / 5).quantize(Decimal("0.01"))
    row["cost_maintenance"] = Decimal(0)


def _cameras_overstated(rows: Rows) -> None:
    row = rows["main"][0]
    row["parent_accompany_occasions"] = min(row["meal_occasions"], row["parent_accompany_occasions"] + 9)


CORRECTED: Mapping[str, Corrected] = {
    "canteen_finance": Corrected(
        _maintenance_in_consumables, "学校来函：维修费误记入低值易耗品，申请更正科目，收支总额不变。"
    ),
    "canteen_operations": Corrected(_cameras_overstated, "学校来函：家长陪餐餐次重复统计，申请按陪餐记录更正。"),
}


def spoiled(rows: Rows, spoil: Callable[[Rows], None]) -> Rows:
    """A copy of the rows with the mistake in it."""
    copy = deepcopy(rows)
    spoil(copy)
    return copy
