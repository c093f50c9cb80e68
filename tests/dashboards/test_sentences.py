"""What a chart found, in one sentence."""

from dashboards.pages.own import with_peers
from dashboards.queries.areas import AreaRow
from dashboards.queries.own import OwnRow
from dashboards.transforms.ranking import ranking
from dashboards.transforms.sentences import (
    areas_found,
    headline,
    own_found,
    schools_found,
    spread_found,
    trend_found,
)
from dashboards.transforms.spread import spread
from dashboards.view import View
from dashboards.words import DISTRICT
from tenants.calendar.periods import period_of
from tenants.returns.catalogue import find_indicator
from tests.dashboards.rows import point, school

RATE = find_indicator("accompany_rate")[1]
LIMITS = dict.fromkeys(("", "primary"), (100.0, 95.0))
VIEW = View(indicator_code="accompany_rate", period_key="2026-10")
OCTOBER = period_of("2026-10")


def _area(code: str, value: float | None) -> AreaRow:
    name = {"A01": ("城关片区", "Chengguan Area"), "A02": ("河东片区", "Hedong Area"), "": (None, None)}[code]
    return AreaRow(code, *name, value, 100.0, value, 3, False)


def test_the_lowest_area_is_named_with_its_limit():
    rows = [_area("", 94.0), _area("A01", 91.2), _area("A02", 97.0)]
    assert areas_found(rows, RATE, LIMITS, "zh") == "城关片区陪餐率最低：91.2%，低于红线 95.0%"
    assert areas_found(rows, RATE, LIMITS, "en") == (
        "Chengguan Area is lowest in Meals accompanied: 91.2%, below the limit of 95.0%"
    )


def test_equal_areas_have_no_lowest():
    assert areas_found([_area("A01", 98.0), _area("A02", 98.0)], RATE, LIMITS, "zh") == "各片区陪餐率相同：98.0%"


def test_no_area_with_a_value():
    assert areas_found([_area("A01", None)], RATE, LIMITS, "zh").startswith("这个时期没有")


def test_schools_beyond_the_limit_are_counted_and_a_single_one_named():
    some = ranking([school(90.0, number_of=1), school(91.0, number_of=2), school(100.0, number_of=3)], VIEW, LIMITS)
    one = ranking([school(90.0, number_of=1), school(100.0, number_of=3)], VIEW, LIMITS)
    assert schools_found(some, RATE, LIMITS, "zh") == "2 所学校低于红线 95.0%，占有数学校的 67%"
    assert schools_found(one, RATE, LIMITS, "zh") == "1 所学校低于红线 95.0%：第1小学"


def test_all_on_target_and_none_at_all():
    good = ranking([school(100.0)], VIEW, LIMITS)
    assert schools_found(good, RATE, LIMITS, "zh") == "1 所学校全部达到目标"
    assert schools_found(ranking([school()], VIEW, LIMITS), RATE, LIMITS, "zh").startswith("这个时期没有")


def test_limits_that_differ_by_stage_are_not_quoted():
    found = ranking([school(90.0), school(90.0)], VIEW, LIMITS)
    assert "各自" in schools_found(found, RATE, LIMITS | {"junior": (90.0, 80.0)}, "zh")


def test_the_headline_of_nothing_is_a_dash():
    assert headline(DISTRICT, RATE, None, LIMITS, "zh") == "全区陪餐率 —"


def test_a_trend_is_told_against_the_month_before():
    line = {"2026-09": point(96.0, "2026-09"), "2026-10": point(96.8, "2026-10")}
    assert trend_found(line, DISTRICT, RATE, OCTOBER, "zh") == "全区陪餐率比上月上升 0.8 个百分点，2026年10月为 96.8%"


def test_over_a_gap_a_trend_is_told_against_last_year():
    line = {"2025-10": point(97.0, "2025-10"), "2026-09": point(None, "2026-09"), "2026-10": point(96.0, "2026-10")}
    assert (
        trend_found(line, DISTRICT, RATE, OCTOBER, "zh") == "全区陪餐率比去年同期下降 1.0 个百分点，2026年10月为 96.0%"
    )


def test_over_a_gap_without_last_year_a_trend_is_told_against_the_last_value():
    line = {"2026-06": point(97.0, "2026-06"), "2026-07": point(95.0, "2026-07"), "2026-10": point(96.0, "2026-10")}
    assert "比2026年7月上升 1.0 个百分点" in trend_found(line, DISTRICT, RATE, OCTOBER, "zh")


def test_a_change_that_does_not_show_is_none():
    line = {"2026-09": point(96.01, "2026-09"), "2026-10": point(96.04, "2026-10")}
    assert trend_found(line, DISTRICT, RATE, OCTOBER, "zh") == "全区陪餐率与上月持平：96.0%"


def test_own_figure_beside_the_median_or_alone():
    row = OwnRow("accompany_rate", "2026-10", 96.4, False, "primary", 12, 95.0, 98.1, 100.0, True)
    assert own_found(row, RATE, "zh") == "本校陪餐率 96.4%，低于同类学校中位数 98.1%（12 所）"
    assert "不足4所" in own_found(row._replace(median=None), RATE, "zh")
    assert own_found(None, RATE, "zh") == "本校这个时期没有陪餐率的数据"


def test_half_of_the_schools_lie_between_quartiles():
    assert spread_found(spread([90.0, 92.0, 94.0, 96.0], lambda _: None), RATE, "zh").startswith("一半的学校在 91.5%")


def test_schools_that_are_mostly_equal_are_called_so():
    assert spread_found(spread([90.0, *[100.0] * 9], lambda _: None), RATE, "zh") == "至少一半的学校为 100.0%"


def test_one_peer_group_speaks_over_the_whole_trend():
    lines = {
        "school": {"2026-10": point(96.0, "2026-10")},
        "primary/town/day": {"2026-09": point(97.0, "2026-09")},
        "primary/day": {"2026-09": point(98.0, "2026-09"), "2026-10": point(98.5, "2026-10")},
    }
    assert with_peers(lines, "2026-10")["peers"] is lines["primary/day"]
    assert with_peers(lines, "2026-09")["peers"] is lines["primary/town/day"]
