"""R20: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.staff_training import RETURN
from tests.tenants.returns.cases import Filing, rows

ROW = {
    "training_no": "3134000001-TR-2026-0001", "title": "食品安全培训", "training_level": "bureau", "batch": 1,
    "posts": ("cook", "canteen_helper"), "start_on": date(2026, 10, 12), "end_on": date(2026, 10, 13), "hours": "8.0",
    "invited": 20, "attended": 18, "passed": 17, "certificates": 17, "cost": None,
}  # fmt: skip
DAY = date(2026, 10, 12)
COOK = {"post": "cook", "on_duty": True, "training_cert_on": date(2025, 10, 12)}
FILING = Filing(
    RETURN,
    {"main": [ROW]},
    DAY,
    DAY,
    date(2026, 10, 20),
    {
        "term": {"main": rows(ROW | {"attended": 10, "certificates": 5})},
        "others": {
            "logistics_staff.main": rows(
                COOK,
                COOK | {"training_cert_on": date(2025, 10, 11)},  # 366 days before
                COOK | {"training_cert_on": None},
                COOK | {"on_duty": False},
                COOK | {"post": "guard"},
            )
        },
    },
)
BREAKS = [
    ("TR-01", {"attended": 21}),
    ("TR-01", {"passed": 19}),
    ("TR-01", {"certificates": 18}),
    ("TR-02", {"end_on": date(2026, 10, 11)}),
    ("TR-03", {"attended": 17}),
    ("TR-04", {"hours": "3.9"}),
]
HOLDS = [
    ("TR-01", {"attended": 20, "passed": 20, "certificates": 20}),
    ("TR-02", {"end_on": DAY}),
    ("TR-03", {"attended": 18}),
    ("TR-04", {"hours": "4.0"}),
    ("TR-04", {"hours": "1.0", "posts": ("guard",)}),
    ("TR-04", {"hours": "1.0", "training_level": "school"}),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


def test_certificates_of_the_term_are_counted():
    assert FILING.figure("certificate_issue_rate")[:2] == (22, 28)


def test_coverage_is_that_of_the_food_staff_on_duty_in_the_roster():
    assert FILING.figure("training_coverage")[:2] == (1, 3)
