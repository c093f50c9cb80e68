"""What is marked for the reviewer, and from where on."""

from datetime import date

import pytest

from etl.checking.marks import Explained, last_digits, repeated_figures, same_justifications
from tenants.returns.catalogue import get_return
from tenants.text import Text

FINANCE = get_return("canteen_finance", date(2026, 10, 1))
OCTOBER = Text("2026年10月", "October 2026")
COSTS = ("cost_raw_material", "cost_utilities", "cost_wages", "cost_overtime", "cost_consumables", "cost_maintenance",
         "cost_training", "cost_culture", "cost_contract_meals", "cost_other")  # fmt: skip


def figures(*values, **others):
    return {"main": [{"facility_no": "C01"} | dict(zip(COSTS, map(str, values), strict=False)) | others]}


BEFORE = figures(101, 202, 303, 404, 505, 606, 707, 808, 909, 111)


@pytest.mark.parametrize(("same", "is_marked"), [(4, False), (5, True)])
def test_half_of_ten_figures_repeated_are_marked(same, is_marked):
    now = figures(*[100 * n + n for n in range(1, same + 1)], *range(1000, 1010 - same))
    assert bool(repeated_figures(FINANCE, now, BEFORE, OCTOBER)) is is_marked


def test_the_mark_counts_and_names_what_is_the_same():
    mark = repeated_figures(FINANCE, figures(101, 202, 303, 404, 505, 1, 2, 3, 4, 5), BEFORE, OCTOBER)
    assert mark.says.en.startswith("5 of 10 comparable figures are exactly those of October 2026: ")
    assert "Utilities" in mark.says.en and "Training" not in mark.says.en


def test_zeros_and_blanks_are_not_compared():
    nothing = figures(*[0] * 10)
    assert repeated_figures(FINANCE, nothing, nothing, OCTOBER) is None


def test_small_counts_and_other_canteens_are_not_compared():
    other = {"main": [BEFORE["main"][0] | {"facility_no": "C02"}]}
    assert repeated_figures(FINANCE, other, BEFORE, OCTOBER) is None


def series(*digits_by_month):
    """Ten costs a month: 1000 and 10 more for each, with the given last digits."""
    return [
        figures(*(1000 * (month + 1) + 10 * n + digit for n, digit in enumerate(digits)))
        for month, digits in enumerate(digits_by_month)
    ]


def test_even_last_digits_are_not_marked():
    assert last_digits(FINANCE, series(*[range(10)] * 6)) is None


def test_many_round_figures_are_marked_with_the_numbers():
    # 60 figures, 6 expected of each digit; 24 zeros and 4 of each other: (18² + 9 x 2²) / 6 = 60
    digits = [[0, 0, 0, 0, 1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 7, 8, 9, 1, 2, 3], [0, 0, 0, 0, 4, 5, 6, 7, 8, 9]] * 2
    mark = last_digits(FINANCE, series(*digits))
    assert "60 figures" in mark.says.en
    assert "“0” 24 times (expected 6.0), chi-square 60.0, limit 27.88" in mark.says.en


def test_fewer_than_fifty_figures_tell_nothing():
    assert last_digits(FINANCE, series(*[[0] * 10] * 4)) is None


def test_a_fixed_amount_counts_once():
    assert last_digits(FINANCE, [figures(1000, 2000)] * 40) is None


def told(text, code="CO-12"):
    return [Explained(code, "accompany_occasions", Text("陪餐", "Shared meals"), text)]


@pytest.mark.parametrize(
    ("before", "count"),
    [
        ([told("校长外出 培训。"), told("校长外出培训")], 1),
        ([told("校长外出培训")], 0),
        ([told("校长外出培训"), told("副校长外出培训")], 0),
        ([told("校长外出培训"), told("校长外出培训", code="CO-10")], 0),
    ],
)
def test_the_same_words_three_periods_running_are_marked(before, count):
    assert len(same_justifications(told("校长外出培训"), before)) == count
