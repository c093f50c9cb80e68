"""R35: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.performance_award import RETURN
from tests.tenants.returns.cases import Filing

COOKS = {
    "post": "cook", "persons": 10, "evaluated": 10, "excellent": 2, "qualified": 6, "basic": 1, "failed": 1,
    "bonus_total": "5000.00",
}  # fmt: skip
GUARDS = COOKS | {
    "post": "guard",
    "persons": 5,
    "evaluated": 5,
    "excellent": 1,
    "qualified": 4,
    "basic": 0,
    "failed": 0,
}
AWARD = {
    "award_no": "2134000001-AW-2026-0001", "title": "先进食堂", "award_level": "county", "domain": "canteen",
    "awarded_on": date(2026, 6, 1), "recipient_type": "学校", "recipients": 1, "amount": "0.00", "doc_no": "无",
}  # fmt: skip
FILING = Filing(
    RETURN, {"evaluation": [COOKS, GUARDS], "award": [AWARD]}, date(2025, 9, 1), date(2026, 8, 31), date(2026, 7, 10)
)
BREAKS = [
    ("PA-01", {"evaluated": 11, "qualified": 7}),
    ("PA-02", {"qualified": 5}),
    ("PA-03", {"evaluated": 9, "qualified": 5}),
    ("PA-04", {"excellent": 3, "qualified": 5}),
]
HOLDS = [
    ("PA-01", {"evaluated": 10}),
    ("PA-02", {"qualified": 5, "basic": 2}),
    ("PA-03", {"persons": 10}),
    ("PA-04", {"excellent": 2}),  # 20 % of 10
]
FIGURES = [("evaluation_coverage", 14, 15), ("award_count", 1, None), ("bonus_per_person", 10000, 14)]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


@pytest.mark.parametrize(("code", "numerator", "denominator"), FIGURES)
def test_figure(code, numerator, denominator):
    filing = FILING.with_({"evaluated": 9, "qualified": 5})
    assert filing.figure(code)[:2] == (numerator, denominator)


def test_a_year_without_awards_counts_none():
    assert FILING.of(part="award").figure("award_count")[2] == 0


def test_nobody_evaluated_gives_no_bonus_a_head():
    nobody = {"persons": 0, "evaluated": 0}
    assert FILING.with_(nobody).with_(nobody, row=1).figure("bonus_per_person")[2] is None
    assert FILING.with_(nobody).with_(nobody, row=1).figure("evaluation_coverage")[2] is None
