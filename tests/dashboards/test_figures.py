"""Charts as plain dicts: the whole of a small one, and the empty, the partial and the absurd."""

import json
from typing import Any

import pytest

from dashboards.figures.areas import area_bars
from dashboards.figures.peers import peer_strip
from dashboards.figures.ranks import ROWS_PER_PAGE, rank_bars
from dashboards.figures.spreads import spread_bars
from dashboards.figures.trends import tick_words, trend_lines
from dashboards.queries.areas import AreaRow
from dashboards.queries.own import OwnRow
from dashboards.transforms.ranking import rank
from dashboards.transforms.spread import spread
from dashboards.words import DISTRICT
from tenants.calendar.periods import period_of
from tenants.returns.catalogue import find_indicator
from tests.dashboards.rows import point, school

RATE = find_indicator("accompany_rate")[1]
LIMIT = (100.0, 95.0)
LIMITS = {"": LIMIT, "primary": LIMIT}


def _bars(rows: list[Any], **more: Any) -> dict[str, Any]:
    ranked = rank(rows, RATE, LIMITS)
    return rank_bars(ranked, RATE, LIMIT, (90.0, 100.0), "zh", empty="没有", **more)


def test_a_page_of_schools():
    bars, words = _bars([school(98.5, number_of=1, late=1), school(None, number_of=2, overdue=1)])["data"]
    assert (bars["x"], bars["y"], bars["customdata"]) == ([98.5, 0], [0, 1], ["2143000001", "2143000002"])
    assert bars["marker"]["color"] == ["#b9770e", "#3b7dae"]
    assert bars["marker"]["pattern"]["shape"] == ["/", ""]
    assert words["text"] == ["<b>98.5% △ (迟报)</b>  第1小学  #1", "<b>✕ 逾期未报</b>  第2小学"]


def test_zero_is_a_value_and_missing_is_not():
    _, words = _bars([school(0.0, number_of=1), school(None, number_of=2)])["data"]
    assert [each.split("</b>")[0] for each in words["text"]] == ["<b>0.0% !", "<b>◷ 未到期"]


def test_no_school_is_a_sentence():
    assert _bars([])["layout"]["annotations"][0]["text"] == "没有"


def test_a_name_from_the_registry_is_text():
    _, words = _bars([school(99.0, name_zh='<a href="x">&')])["data"]
    assert "&lt;a href=" in words["text"][0] and "&amp;" in words["text"][0]


def test_limits_are_drawn_on_both_sides_of_zero():
    balance = find_indicator("canteen_balance_rate")[1]
    figure = rank_bars(rank([school(3.0)], balance, LIMITS), balance, (5.0, 10.0), (-4.0, 3.0), "zh", empty="")
    assert sorted(each["x0"] for each in figure["layout"]["shapes"]) == [-10.0, -5.0, 5.0, 10.0]


@pytest.mark.parametrize("value", [1e14, -1e14, 1e-9, 0.0])
def test_absurd_values_still_make_a_chart(value: float):
    figure = _bars([school(value)])
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure


def test_a_page_is_small():
    rows = [school(90.0 + number / 300, number_of=number) for number in range(ROWS_PER_PAGE)]
    assert len(json.dumps(_bars(rows), ensure_ascii=False).encode()) < 8_000


def test_areas_with_the_district_as_a_line():
    rows = [
        AreaRow("", None, None, 95.0, 100.0, 95.0, 4, False),
        AreaRow("A01", "城关片区", "", 9.0, 10.0, 90.0, 2, False),
        AreaRow("A02", "河东片区", "", 10.0, 10.0, 100.0, 2, False),
        AreaRow("A03", "无数片区", "", None, None, None, 0, False),
    ]
    figure = area_bars(rows, RATE, LIMIT, "zh", whole=DISTRICT, chosen="A01", empty="")
    bars, words = figure["data"]
    assert (bars["y"], bars["x"], bars["marker"]["opacity"]) == (["A02", "A01"], [100.0, 90.0], [0.45, 1])
    assert words["text"] == ["100.0% ✓", "90.0% !"]
    assert figure["layout"]["shapes"][0]["x0"] == 95.0


def test_areas_of_nothing():
    figure = area_bars([], RATE, LIMIT, "zh", whole=DISTRICT, chosen=None, empty="没有")
    assert (figure["data"], figure["layout"]["annotations"][0]["text"]) == ([], "没有")


def test_a_trend_breaks_where_there_is_nothing_and_marks_the_partial():
    periods = [period_of(key) for key in ("2026-08", "2026-09", "2026-10")]
    lines = {"district": {"2026-08": point(96.0, "2026-08"), "2026-10": point(97.0, "2026-10", is_partial=True)}}
    (line,) = trend_lines(lines, {"district": DISTRICT}, periods, RATE, LIMIT, "zh", empty="")["data"]
    assert (line["y"], line["connectgaps"]) == ([96.0, None, 97.0], False)
    assert line["marker"]["symbol"] == ["circle", "circle", "circle-open"]


def test_peers_are_a_band_and_a_median():
    periods = [period_of("2026-09"), period_of("2026-10")]
    peers = {"2026-10": point(97.0, "2026-10", line="peers", lower=95.0, upper=99.0)}
    low, high, median = trend_lines({"peers": peers}, {"peers": DISTRICT}, periods, RATE, None, "zh", empty="")["data"]
    assert (low["y"], high["y"], high["fill"], median["y"]) == ([95.0], [99.0], "tonexty", [None, 97.0])


def test_a_trend_of_nothing():
    figure = trend_lines({}, {"district": DISTRICT}, [period_of("2026-10")], RATE, LIMIT, "zh", empty="没有")
    assert figure["layout"]["annotations"][0]["text"] == "没有"


def test_the_spread_has_a_bar_for_each_band():
    found = spread([90.0, 96.0, 97.0, 100.0], lambda value: "green" if value == 100 else "red")
    figure = spread_bars(found, RATE, "zh", empty="")
    assert [(each["name"], sum(each["y"])) for each in figure["data"]] == [("超红线", 3), ("达标", 1)]
    assert len(figure["layout"]["shapes"]) == 3


def test_a_school_without_peers_stands_alone():
    row = OwnRow("accompany_rate", "2026-10", 96.4, False, None, None, None, None, None, True)
    figure = peer_strip(row, RATE, LIMIT, "zh", name="本校", empty="没有")
    assert figure["data"][0]["text"] == ["本校 96.4%"]
    assert peer_strip(None, RATE, LIMIT, "zh", name="本校", empty="没有")["layout"]["annotations"][0]["text"] == "没有"


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("2026-2027-1", "2026<br>秋季", "2026<br>autumn"),
        ("2025-2026-2", "2026<br>春季", "2026<br>spring"),
        ("2026-2027", "2026–27", "2026–27"),
        ("2026", "2026", "2026"),
    ],
)
def test_long_periods_have_short_names_below_their_points(key: str, zh: str, en: str):
    assert (tick_words([period_of(key)], "zh"), tick_words([period_of(key)], "en")) == ([zh], [en])
