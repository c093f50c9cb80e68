"""When a figure is far from what is usual, and what the words then tell."""

from datetime import date

import pytest

from etl.checking.unusual import AMONG_PEERS, BESIDE_LAST_YEAR, FOR_SCHOOL, Beside, Measured, judge
from etl.checking.unusual_words import finding_of
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Severity

RET = get_return("canteen_finance", date(2026, 10, 1))
FUEL = RET.part("main").field("cost_utilities")
WORKERS = get_return("canteen_operations", date(2026, 10, 1)).part("main").field("workers_on_duty")
MONTHS = [Measured(value) for value in (5000, 5200, 4800, 5100, 4900, 5000, 5300, 4700, 5000, 5100)]
PEERS = [Measured(1000 * value, value) for value in (9.0, 10.0, 10.0, 11.0, 12.0)]


def code(value, each=None, field=FUEL, **beside):
    found = judge(field, Measured(value, each), Beside(**beside))
    return found and found.code


@pytest.mark.parametrize(("value", "expected"), [(7500, None), (7700, FOR_SCHOOL), (2500, None), (2300, FOR_SCHOOL)])
def test_ten_steady_months_have_a_range_of_half_their_median(value, expected):
    # median 5,000; deviation 100, lifted to 500: 5.19 x 500 = 2,595 either way
    assert code(value, earlier=MONTHS) == expected


def test_months_that_differ_widen_the_range():
    # median 5,000, deviations 3000 2000 1000 0 1000 2000 3000: 2,000
    earlier = [Measured(value) for value in (2000, 3000, 4000, 5000, 6000, 7000, 8000)]
    assert code(15_000, earlier=earlier) is None
    assert code(15_500, earlier=earlier) == FOR_SCHOOL


def test_four_months_are_too_few():
    assert code(99_000, earlier=MONTHS[:4]) is None


def test_one_wild_month_does_not_hide_the_next():
    assert code(50_000, earlier=[*MONTHS[:9], Measured(50_000)]) == FOR_SCHOOL


def test_what_was_so_last_year_is_the_season():
    assert code(9000, earlier=MONTHS, last_year=Measured(8000)) is None


def test_more_pupils_and_days_explain_a_higher_figure():
    earlier = [Measured(value, 1.0) for value in (5000, 5000, 5000, 5000, 5000)]
    assert code(10_000, 1.0, earlier=earlier) is None
    assert code(10_000, 2.0, earlier=earlier) == FOR_SCHOOL


def test_mostly_nothing_has_no_usual_range():
    assert code(800, earlier=[Measured(0)] * 6 + [Measured(500)]) is None


def test_small_counts_vary_freely():
    earlier = [Measured(value) for value in (3, 3, 3, 3, 3)]
    assert code(13, field=WORKERS, earlier=earlier) is None
    assert code(14, field=WORKERS, earlier=earlier) == FOR_SCHOOL


@pytest.mark.parametrize(("value", "expected"), [(8000, None), (8100, BESIDE_LAST_YEAR), (1900, BESIDE_LAST_YEAR)])
def test_with_a_short_history_last_year_counts(value, expected):
    assert code(value, earlier=MONTHS[:2], last_year=Measured(5000)) == expected


def test_a_few_more_than_last_year_is_nothing():
    assert code(4, field=WORKERS, last_year=Measured(1)) is None
    assert code(14, field=WORKERS, last_year=Measured(1)) == BESIDE_LAST_YEAR


@pytest.mark.parametrize(("each", "expected"), [(17.0, None), (19.0, AMONG_PEERS), (1.0, AMONG_PEERS)])
def test_peers_are_compared_for_each_pupil_and_day(each, expected):
    # median 10, deviation 1, lifted to 1.5: 5.19 x 1.5 = 7.8
    assert code(500 * each, each, peers=PEERS) == expected


def test_four_peers_are_too_few():
    assert code(90_000, 90.0, peers=PEERS[:4]) is None


def test_a_school_that_was_as_far_before_is_not_asked_every_month():
    assert code(9000, 90.0, peers=PEERS, earlier=[Measured(9000, 90.0)]) is None


def test_the_words_tell_the_numbers_and_of_peers_the_median_alone():
    now, beside = Measured(50_000, 50.0), Beside(earlier=MONTHS, last_year=Measured(4900), peers=PEERS)
    found = finding_of(FUEL, now, beside, judge(FUEL, now, beside), part="main", row_no=1)
    assert found.severity is Severity.QUERY
    assert found.says.en == (
        "Utilities is 50,000 yuan; the median of the school's 10 earlier periods is 5,000 yuan, usually "
        "2,405 yuan to 7,595 yuan; a year before it was 4,900 yuan; the median of 5 comparable schools, for "
        "this school's pupils and days, is 10,000 yuan."
    )
