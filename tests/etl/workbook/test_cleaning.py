from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.workbook.cleaning import CHINA, Unclear, clean, shown
from tenants.returns.declaration import Kind
from tenants.text import Text
from tests.etl.workbook.sample import a_field

INT = a_field("n", Kind.INT, "人数", "Number", unit=Text("人", "persons"))
MONEY = a_field("m", Kind.MONEY, "金额", "Amount", unit=Text("元", "yuan"))
SMONEY = a_field("s", Kind.SMONEY, "结余", "Surplus", unit=Text("元", "yuan"))
WEIGHT = a_field("w", Kind.DEC1, "重量", "Weight", unit=Text("公斤", "kg"))
AREA = a_field("a", Kind.DEC1, "面积", "Area", unit=Text("平方米", "m²"))
SHARE = a_field("p", Kind.PCT, "占比", "Share")
DAY = a_field("d", Kind.DATE, "日期", "Day")
MOMENT = a_field("t", Kind.DT, "时间", "Time")
TRUTH = a_field("b", Kind.BOOL, "是否", "Whether")
MODE = a_field("c", Kind.CODE, "方式", "Mode", codes="canteen_mode")
GRADE = a_field("g", Kind.CODE, "等级", "Grade", codes="quant_grade")
MEALS = a_field("k", Kind.CODES, "餐次", "Meals", codes="meal")
TEXT = a_field("x", Kind.STR, "备注", "Note", size=20)
NUMBER = a_field("y", Kind.STR, "编号", "Number", pattern=r"C\d\d")


@pytest.mark.parametrize(
    "raw",
    [
        "1020",
        "1,020",
        "1，020",
        "１０２０",
        " 1020 ",
        "1020人",
        "1 020",
        "1,020 人",
        "1020名",
        "1020.0",
        "\u30001020\xa0",
        "+1020",
        "0.102万",
        "1020.",
        1020.0,
        1020,
        "1020 persons",
    ],
)
def test_a_whole_number_in_any_spelling(raw: Any) -> None:
    assert clean(raw, INT) == 1020


@pytest.mark.parametrize(
    "raw",
    [
        "12345.6",
        "12,345.60",
        "￥12,345.60",
        "¥12345.6",
        "12345.60元",
        "1.23456万元",
        "1.23456万",
        "12345.6 yuan",
        "人民币12345.6元",
        "RMB 12,345.60",
        12345.6,
    ],
)
def test_an_amount_in_any_spelling(raw: Any) -> None:
    assert clean(raw, MONEY) == Decimal("12345.60")


@pytest.mark.parametrize(
    ("raw", "value"),
    [("-5.5", "-5.50"), ("－5.5", "-5.50"), ("(5.5)", "-5.50"), ("（1,000）", "-1000.00"), ("−5", "-5.00")],
)
def test_a_negative_amount_in_any_spelling(raw: str, value: str) -> None:
    assert clean(raw, SMONEY) == Decimal(value)


@pytest.mark.parametrize(
    ("raw", "field", "value"),
    [
        ("12.5kg", WEIGHT, "12.5"),
        ("12.5公斤", WEIGHT, "12.5"),
        ("25斤", WEIGHT, "12.5"),
        ("0.5吨", WEIGHT, "500"),
        ("12.5㎏", WEIGHT, "12.5"),
        ("80㎡", AREA, "80"),
        ("80平方米", AREA, "80"),
        ("80 m2", AREA, "80"),
        ("85%", SHARE, "85"),
        ("85％", SHARE, "85"),
    ],
)
def test_a_unit_consistent_with_the_field(raw: str, field: Any, value: str) -> None:
    assert clean(raw, field) == Decimal(value)


@pytest.mark.parametrize("raw", ["12kg", "3元", "5%", "7平方米"])
def test_another_unit_is_named(raw: str) -> None:
    assert clean(raw, INT).code == "other_unit"


@pytest.mark.parametrize(
    "raw",
    [
        "约50",
        "50多",
        "五十",
        "1,02",
        "1.2.3",
        "10-20",
        "1e3",
        "0x10",
        "12 34",
        "3/4",
        "30+5",
        "1020?",
        "--5",
        "=5",
        "１２０。５",
        "12，345，6",
    ],
)
def test_unclear_numbers_are_not_guessed(raw: str) -> None:
    assert isinstance(clean(raw, INT), Unclear)


@pytest.mark.parametrize("raw", ["", " ", "\u3000", "-", "—", "——", "/", "无", "暂无", "N/A", None])
def test_dashes_and_nothing_are_empty_for_numbers_and_dates(raw: Any) -> None:
    assert [clean(raw, field) for field in (INT, MONEY, DAY)] == [None] * 3


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (1.5, "not_whole"),
        ("1.5", "not_whole"),
        (1e16, "lost_digits"),
        (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
        (True, "truth_for_number"),
        ({"d": "1900-01-31"}, "date_for_number"),
        ({"t": "0:00:00"}, "date_for_number"),
    ],
)
def test_cells_that_hold_no_number(raw: Any, code: str) -> None:
    assert clean(raw, INT).code == code


def test_more_places_are_said_and_not_rounded() -> None:
    assert clean(33.335, MONEY).code == "too_many_decimals"


def test_a_computed_amount_is_read_as_excel_shows_it() -> None:
    assert clean(0.1 + 0.2, MONEY) == Decimal("0.30")


def test_a_cell_shown_as_percentage_is_a_percentage() -> None:
    assert clean(0.855, SHARE, is_percent=True) == Decimal("85.50")


def test_a_percentage_where_none_belongs_is_named() -> None:
    assert clean(0.5, INT, is_percent=True).code == "shown_as_percent"


@pytest.mark.parametrize(
    "raw",
    [
        "2026-09-01",
        "2026/9/1",
        "2026.9.1",
        "2026年9月1日",
        "２０２６年９月１日",
        "20260901",
        20260901.0,
        46266.0,
        "2026 年 9 月 1 日",
        "2026－09－01",
        "2026-9-1 00:00:00",
        "2026年9月1号",
        {"d": "2026-09-01"},
        {"d": "2026-09-01T08:30:00"},
    ],
)
def test_a_day_in_any_spelling(raw: Any) -> None:
    assert clean(raw, DAY) == date(2026, 9, 1)


@pytest.mark.parametrize(
    "raw",
    ["2026-13-40", "9月1日", "2026年9月", "26.9.1", "1/9/2026", "明天", 12.0, True, {"t": "1:00"}, {"d": "1900-01-31"}],
)
def test_unclear_days_are_not_guessed(raw: Any) -> None:
    assert clean(raw, DAY).code == "not_a_date"


def test_a_moment_is_china_time() -> None:
    assert clean("2026年9月1日 14:30", MOMENT) == datetime(2026, 9, 1, 14, 30, tzinfo=CHINA)


@pytest.mark.parametrize("raw", ["是", "有", "√", "Y", "yes", "TRUE", "1", 1.0, True, "✓", " 是 ", "ｙ"])
def test_yes_in_any_spelling(raw: Any) -> None:
    assert clean(raw, TRUTH) is True


@pytest.mark.parametrize("raw", ["否", "无", "×", "N", "no", "FALSE", "0", 0.0, False, "没有"])
def test_no_in_any_spelling(raw: Any) -> None:
    assert clean(raw, TRUTH) is False


@pytest.mark.parametrize("raw", ["也许", "2", 2.0, "是否", {"d": "2026-09-01"}])
def test_neither_yes_nor_no_is_said(raw: Any) -> None:
    assert clean(raw, TRUTH).code == "not_yes_or_no"


@pytest.mark.parametrize("raw", ["self_run", "自主经营", "self run", "self_run 自主经营", " 自主经营 ", "SELF_RUN"])
def test_a_code_by_code_or_label(raw: str) -> None:
    assert clean(raw, MODE) == "self_run"


def test_nothing_may_be_a_choice_of_its_own() -> None:
    assert (clean("无", MODE), clean("无", GRADE), clean("优秀", GRADE)) == ("none", None, "A")


def test_a_choice_outside_the_list_names_the_choices() -> None:
    assert "自主经营" in clean("承包", MODE).values["choices"].zh


@pytest.mark.parametrize("raw", ["早餐、午餐", "breakfast, lunch", "早餐 午餐", "早餐，午餐；早餐", "早餐/午餐"])
def test_several_codes(raw: str) -> None:
    assert clean(raw, MEALS) == ("breakfast", "lunch")


@pytest.mark.parametrize(
    ("raw", "value"), [(" C01 ", "C01"), ("ｃ０１", "C01"), ("c 01", "C01"), ("—", None), ("无", None)]
)
def test_a_numbered_text(raw: str, value: str | None) -> None:
    assert clean(raw, NUMBER) == value


@pytest.mark.parametrize(
    ("raw", "value"), [("无", "无"), (" 甲　乙 ", "甲 乙"), (123.0, "123"), (1.5, "1.5"), (True, "TRUE")]
)
def test_free_text_stays_text(raw: Any, value: str) -> None:
    assert clean(raw, TEXT) == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [(1.2345678901234567e17, "lost_digits"), ({"d": "2026-03-01"}, "date_for_text"), ("a\x00b", "bad_characters")],
)
def test_text_that_was_damaged_is_said(raw: Any, code: str) -> None:
    assert clean(raw, TEXT).code == code


def test_a_value_is_shown_as_seen() -> None:
    assert [shown(raw) for raw in (1.0, 0.1 + 0.2, True, {"d": "2026-09-01"}, "a\x00")] == [
        "1",
        "0.3",
        "TRUE",
        "2026-09-01",
        "a□",
    ]


FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@given(
    st.integers(0, 10**9),
    st.sampled_from(["{}", "{:,}", " {:,} ", "{}人", "\u3000{}\xa0", "{:,} 名", "+{}", "{}.0"]),
    st.booleans(),
)
def test_every_spelling_of_a_whole_number_reads_back(number: int, spelling: str, is_full_width: bool) -> None:
    text = spelling.format(number)
    assert clean(text.translate(FULL_WIDTH) if is_full_width else text, INT) == number


@given(
    st.decimals(0, 10**9, places=2), st.sampled_from(["{}", "{:,}", "¥{:,}", "{}元", "{:,} 元", "￥{}"]), st.booleans()
)
def test_every_spelling_of_an_amount_reads_back(amount: Decimal, spelling: str, is_full_width: bool) -> None:
    text = spelling.format(amount)
    assert clean(text.translate(FULL_WIDTH) if is_full_width else text, MONEY) == amount


@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]),
)
def test_every_spelling_of_a_day_reads_back(day: date, spelling: str) -> None:
    assert clean(day.strftime(spelling), DAY) == day


@given(st.text(max_size=30))
def test_any_text_is_a_value_or_said_to_be_unclear(text: str) -> None:
    for field in (INT, MONEY, DAY, TRUTH, MODE, MEALS, TEXT, NUMBER):
        value = clean(text, field)
        assert value is None or isinstance(value, (Unclear, int, Decimal, date, str, tuple))


@given(st.text(alphabet="0123456789.,-+ 万元%人kg约", max_size=10))
def test_a_number_that_is_read_says_all_its_digits(text: str) -> None:
    value = clean(text, INT)
    if isinstance(value, int) and "万" not in text:
        digits = "".join(each for each in text.partition(".")[0] if each.isdigit())
        assert abs(value) == int(digits or 0)
