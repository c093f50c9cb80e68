"""An address is read, checked and written again."""

import pytest

from dashboards.view import View, asked_indicator, read_view, with_period

FULL = "?indicator=refund_rate&period=2026-09&area=A01&stage=junior&peer=junior/town/day&band=red&like=3143000002&order=best&page=3&school=3143000001"


def test_an_address_is_written_as_it_was_read():
    view = read_view(FULL)
    assert view is not None and view.search == FULL


@pytest.mark.parametrize(
    "search",
    [None, "", "?", 7, {"a": 1}, "?indicator=refund_rate", "?period=2026-09", "?indicator=none&period=2026-09",
     "?indicator=refund_rate&period=2026-13", "?indicator=refund_rate&period=2026-2027-1",
     "?indicator=canteen_balance_rate&period=2026-09", "?indicator=refund_rate&period=2026-09" + "&x=1" * 200],
)  # fmt: skip
def test_what_names_no_figure_is_no_view(search: object):
    assert read_view(search) is None


@pytest.mark.parametrize(
    "extra",
    ["area=A'01", "area=" + "A" * 13, "stage=kings", "peer=../etc", "band=blue", "order=x", "page=0", "page=-1", "page=٣",
     "page=99999", "school=1", "like=1", "like=3143000001%00", "school=3143000001'--", "unknown=1"],
)  # fmt: skip
def test_other_nonsense_is_left_out(extra: str):
    assert read_view(f"?indicator=refund_rate&period=2026-09&{extra}") == View(
        indicator_code="refund_rate", period_key="2026-09"
    )


def test_a_filter_goes_back_to_the_first_page_and_a_drawer_does_not():
    view = View(indicator_code="refund_rate", period_key="2026-09", page=3)
    assert (view.but(area="A01").page, view.but(school="3143000001").page, view.but(page=4).page) == (1, 3, 4)


def test_a_span_asks_for_its_own_kind_of_period():
    assert read_view("?indicator=canteen_balance_rate&period=2026-2027-1") is not None


def test_an_incomplete_address_keeps_its_filters():
    view = with_period("?area=A02&period=x", "2026-09")
    assert view == View(indicator_code=asked_indicator(""), period_key="2026-09", area="A02")
