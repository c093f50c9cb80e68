"""Looking things up: by code, name, pinyin and meaning; what declarations are called in words."""

from datetime import date

import pytest

from tenants.returns.declaration import Field, Kind
from tenants.returns.dictionary import EntryKind, entries, search
from tenants.returns.labels import due_words, kind_words
from tenants.text import Text

DAY = date(2026, 11, 21)


def first(words):
    found = search(words, DAY)
    return found[0].place if found else None


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("CO-12", "canteen_operations#rule-CO-12"),
        ("co-12", "canteen_operations#rule-CO-12"),
        ("R05", "canteen_finance"),
        ("食堂运营月报", "canteen_operations"),
        ("陪餐率", "canteen_operations#indicator-accompany_rate"),
        ("peicanlv", "canteen_operations#indicator-accompany_rate"),
        ("pcl", "canteen_operations#indicator-accompany_rate"),
        ("Opening surplus", "canteen_finance#field-main-opening_surplus"),
        ("opening_surplus", "canteen_finance#field-main-opening_surplus"),
        ("Lawn mower", None),
        ("  ", None),
    ],
)
def test_what_is_found_first(words, place):
    assert first(words) == place


def test_a_meaning_is_found_after_names():
    found = search("留样", DAY)
    assert "留样" in found[0].label.zh
    assert any("留样" not in each.label.zh for each in found)


def test_everything_declared_has_its_own_place():
    every = entries(DAY)
    assert len({each.place for each in every}) == len(every)
    assert {each.kind for each in every} == set(EntryKind)


@pytest.mark.parametrize(
    ("code", "zh"),
    [("M10", "次月10日前"), ("", "随时登记"), ("TS20", "开学后20天内"), ("TE15", "学期最后教学日后15天内"), ("E7", "发生后7天内"), ("SY0930", "学年9月30日前")],
)  # fmt: skip
def test_due_days_in_words(code, zh):
    assert due_words(code).zh == zh


def test_an_unknown_due_code_is_refused():
    with pytest.raises(ValueError, match="XYZ"):
        due_words("XYZ")


@pytest.mark.parametrize(
    ("kind", "size", "zh"),
    [(Kind.INT, None, "整数"), (Kind.DEC1, None, "数，1位小数"), (Kind.STR, 16, "文字，最多16字"), (Kind.CODES, None, "从列表选多项")],
)  # fmt: skip
def test_kinds_in_words(kind, size, zh):
    assert kind_words(Field(code="x", kind=kind, size=size, label=Text("", ""))).zh == zh
