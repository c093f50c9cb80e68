"""Bands, ranks and standings, from small tables written out."""

from typing import Any
from uuid import UUID

import pytest

from dashboards.queries.schools import SchoolRow
from dashboards.transforms.ranking import band_of, ordered, rank, ranking, together
from dashboards.transforms.spread import bins_of, quantile, spread
from dashboards.transforms.standing import CORRECTED, LATE, PARTIAL, Shown, remarks_on, shown_as
from dashboards.view import View
from tenants.returns.catalogue import find_indicator
from tenants.returns.declaration import Aggregation
from tests.dashboards.rows import school

RATE = find_indicator("accompany_rate")[1]
LOWER = find_indicator("waste_per_meal")[1]
ZERO = find_indicator("canteen_balance_rate")[1]
INFO = find_indicator("boarding_share")[1]
SUM = find_indicator("improper_spend_amount")[1]
LIMITS = dict.fromkeys(("", "primary", "junior"), (100.0, 95.0))
VIEW = View(indicator_code="accompany_rate", period_key="2026-10")


def test_ties_share_the_better_rank_and_no_value_has_none():
    rows = [school(90.0, number_of=1), school(98.0, number_of=2), school(98.0, number_of=3), school(number_of=4)]
    found = [(each.row.school_id, each.rank, each.band) for each in rank(rows, RATE, LIMITS)]
    assert found == [(2, 1, "amber"), (3, 1, "amber"), (1, 3, "red"), (4, None, None)]


@pytest.mark.parametrize(
    ("indicator", "best_first"),
    [(RATE, [30.0, 2.0, -9.0]), (LOWER, [-9.0, 2.0, 30.0]), (ZERO, [2.0, -9.0, 30.0]), (INFO, [30.0, 2.0, -9.0])],
)
def test_best_follows_the_direction(indicator: Any, best_first: list[float]):
    rows = [school(value, number_of=number) for number, value in enumerate((2.0, -9.0, 30.0), 1)]
    found = rank(rows, indicator, dict.fromkeys(LIMITS))
    assert [each.row.value for each in found] == best_first


@pytest.mark.parametrize(
    ("indicator", "value", "band"),
    [(RATE, 100.0, "green"), (RATE, 99.9, "amber"), (RATE, 95.0, "amber"), (RATE, 94.9, "red"), (RATE, None, None),
     (LOWER, 60.0, "green"), (LOWER, 120.0, "amber"), (LOWER, 120.1, "red"),
     (ZERO, -5.0, "green"), (ZERO, 5.1, "amber"), (ZERO, -10.1, "red")],
)  # fmt: skip
def test_bands(indicator: Any, value: float | None, band: str | None):
    limit = {RATE.code: (100.0, 95.0), LOWER.code: (60.0, 120.0), ZERO.code: (5.0, 10.0)}[indicator.code]
    assert band_of(indicator, value, limit) == band


def test_an_indicator_without_limits_has_no_band():
    assert band_of(INFO, 40.0, None) is None


def test_worst_first_keeps_those_without_a_figure_last():
    ranked = rank([school(99.0, number_of=1), school(number_of=2), school(80.0, number_of=3)], RATE, LIMITS)
    assert [each.row.school_id for each in ordered(ranked, "worst")] == [3, 1, 2]


def test_a_group_is_the_ratio_of_sums():
    rows = [
        school(50.0, numerator=1.0, denominator=2.0),
        school(100.0, numerator=8.0, denominator=8.0),
        school(None, numerator=5.0, denominator=None),
    ]
    assert together(rows, RATE) == (90.0, 9.0, 10.0)


def test_counts_are_summed_and_means_averaged():
    rows = [school(5.0, denominator=None), school(0.0, denominator=None), school()]
    assert together(rows, SUM) == (5.0, 5.0, None)
    mean = RATE.__class__(**{**RATE.__dict__, "aggregation": Aggregation.MEAN})
    assert together(rows, mean) == (2.5, 5.0, 2)


def test_nothing_adds_up_to_nothing_and_not_to_zero():
    assert together([school()], RATE) == together([], SUM) == (None, None, None)
    assert together([school(None, numerator=0.0, denominator=0.0)], RATE) == (None, 0.0, 0.0)


def test_a_band_narrows_the_list_and_not_the_totals():
    rows = [school(90.0, number_of=1), school(100.0, number_of=2)]
    found = ranking(rows, VIEW.but(band="red"), LIMITS)
    assert ([each.row.school_id for each in found.schools], found.value, found.bands["green"]) == ([1], 95.0, 1)


def test_the_empty_district():
    found = ranking([], VIEW, LIMITS)
    assert (found.schools, found.value, found.band, found.values) == ([], None, None, [])


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (school(0.0), Shown.VALUE),
        (school(overdue=1), Shown.MISSING),
        (school(), Shown.NOT_DUE),
        (school(owed=0), Shown.NOT_ASKED),
        (school(waiting=1), Shown.WAITING),
        (school(nil=1, number=1), Shown.NIL),
        (school(number=1), Shown.NO_VALUE),
        (school(version_id=UUID(int=1), number=1), Shown.NO_VALUE),
        (school(owed=5, nil=2, overdue=1), Shown.MISSING),
    ],
)
def test_missing_zero_not_due_and_not_asked_are_four_things(row: SchoolRow, shown: Shown):
    assert shown_as(row) is shown


def test_remarks_stand_beside_a_value():
    assert remarks_on(school(1.0, late=1, is_partial=True, number=2)) == (LATE, PARTIAL, CORRECTED)
    assert remarks_on(school(1.0)) == ()


def test_quartiles_lie_between_values_as_in_a_spreadsheet():
    assert [quantile([1.0, 2.0, 3.0, 4.0], share) for share in (0.25, 0.5, 0.75)] == [1.75, 2.5, 3.25]


def test_three_values_have_no_spread():
    assert spread([1.0, 2.0, 3.0], lambda _: None) is None


def test_every_value_lies_in_one_bin():
    values = [85.4, 90.0, 94.9, 95.0, 99.99, 100.0, 100.0]
    found = spread(values, lambda value: "green" if value >= 95 else "red")
    assert found is not None
    assert sum(map(sum, found.counts.values())) == len(values)
    assert (found.edges[0] <= 85.4, found.edges[-1]) == (True, 100.0)


@pytest.mark.parametrize(
    ("low", "high"), [(0.0, 0.0), (5.0, 5.0), (-3.0, 900_000.0), (1e-6, 3e-6), (0.0, 100.0), (85.4, 100.0)]
)
def test_bins_hold_their_ends_and_are_few(low: float, high: float):
    edges = bins_of(low, high)
    assert edges[0] <= low + 1e-9
    assert edges[-1] >= high - 1e-9
    assert 2 <= len(edges) <= 26
