"""The lines of a sheet: the latest figure of each indicator with its past, its band and its place."""

from typing import Any

import pytest

from dashboards.queries.school_sheet import HistoryRow
from dashboards.queries.similar import SimilarSpread
from dashboards.transforms.school_sheet import keys_until, lines_of, money_of, sheet_found
from tenants.calendar.periods import period_of

OCTOBER = period_of("2026-10")
KEYS = keys_until(OCTOBER)


def row(period_key: str, value: float | None, indicator: str = "accompany_rate", **more: Any) -> HistoryRow:
    defaults: dict[str, Any] = {"school_id": 1, "numerator": value, "denominator": 100.0, "is_partial": False}
    return HistoryRow(indicator=indicator, period_key=period_key, value=value, **defaults | more)


def lines(*history: HistoryRow, **more: Any) -> list[Any]:
    return lines_of(KEYS, history, on=OCTOBER, **{"limit_of": {"accompany_rate": (100.0, 90.0)}} | more)


def spread(**more: Any) -> SimilarSpread:
    defaults: dict[str, Any] = {
        "indicator": "accompany_rate", "period_key": "2026-10", "schools": 10, "better": 2, "lower": 90.0,
        "median": 95.0, "upper": 99.0, "dots": [90.0, 95.0],
    }  # fmt: skip
    return SimilarSpread(**defaults | more)


def test_every_figure_of_a_school_is_asked_for_up_to_the_month():
    assert [KEYS[code][-1].key for code in ("accompany_rate", "canteen_balance_rate", "enrolment_total")] == [
        "2026-10", "2026-2027-1", "2026-2027",
    ]  # fmt: skip


def test_what_a_unit_of_the_bureau_reports_is_no_figure_of_a_school():
    assert "loan_recovery_rate" not in KEYS


def test_the_latest_figure_stands_with_its_own_period():
    (line,) = lines(row("2026-08", 80.0), row("2026-09", 95.0))
    assert (line.latest.value, line.period.key, line.band) == (95.0, "2026-09", "amber")


def test_a_month_without_a_figure_is_a_gap_in_the_trend():
    (line,) = lines(row("2026-08", 80.0), row("2026-10", 95.0))
    assert line.values[-3:] == (80.0, None, 95.0)


def test_an_indicator_that_never_had_a_figure_has_no_line():
    assert lines() == []


def test_the_place_is_after_those_that_are_better():
    (line,) = lines(row("2026-10", 95.0), similar=[spread()])
    assert line.rank == (3, 11)


@pytest.mark.parametrize("similar", [[], [spread(better=None)]])
def test_there_is_no_place_among_too_few(similar: list[SimilarSpread]):
    (line,) = lines(row("2026-10", 95.0), similar=similar)
    assert line.rank is None


def test_the_finding_names_what_is_beyond_its_limit():
    assert sheet_found(lines(row("2026-10", 80.0)), "zh") == "1 项超红线：陪餐率；0 项达标"


def test_the_finding_says_that_all_is_well():
    assert sheet_found(lines(row("2026-10", 100.0)), "en") == "All 1 indicators with a target meet it"


def test_without_a_rated_figure_the_finding_says_so():
    assert sheet_found([], "zh") == "还没有可评级的指标"


def test_money_is_what_figures_were_made_of():
    balance = row("2026-2027-1", 2.0, "canteen_balance_rate", numerator=300.0, denominator=15_000.0)
    assert [(each.label.en, each.yuan) for each in money_of(lines(balance))] == [
        ("Canteen income", 15_000.0), ("Canteen balance", 300.0),
    ]  # fmt: skip
