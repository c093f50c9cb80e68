"""A rule as a bureau writes it: what is wrong is said at its field, in words; nothing large or hostile is kept."""

from datetime import date

import pytest

from tenants.returns.catalogue import get_return
from tenants.settings.rule_reading import Written, read_rule

RET = get_return("canteen_operations", date(2026, 10, 1))
GOOD = {
    "part": "main", "severity": "query", "holds": "diners_lunch <= 1000000",
    "says_zh": "午餐{diners_lunch}人次太多", "says_en": "", "remedy_zh": "请核对", "remedy_en": "",
}  # fmt: skip


def read(**typed):
    return read_rule(RET, Written.of(GOOD | typed), "LR-1")


def test_a_rule_is_read_with_its_words():
    rule, problems = read()
    assert problems == {}
    assert rule is not None and rule.says.en == "午餐{diners_lunch}人次太多"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("holds", "", "请填写"),
        ("holds", "diners_lunch <=", "不完整"),
        ("holds", "diners_lunch <= $1", "第17个字符"),
        ("holds", "diners_lunch", "不是条件"),
        ("holds", "breakfasts > 1", "没有字段 breakfasts"),
        ("holds", 'diners_lunch = "x"', "不能比较"),
        ("holds", "nothing.here > 1", "nothing"),
        ("holds", "eval(diners_lunch) > 1", "没有 eval 这个函数"),
        ("holds", "__import__ > 1", "第1个字符"),
        ("holds", "not " * 40 + "diners_lunch > 1", "太复杂"),
        ("holds", " + ".join(["notices"] * 99) + " > 1", "太复杂"),
        ("holds", "diners_lunch > 9999999999999999", "15位"),
        ("holds", 'met("LR-2")', "本地规则"),
        ("holds", "diners_lunch > 1 " + "and diners_lunch > 1 " * 60, "最多1000个字"),
        ("says_zh", "午餐{dinners}人次", "“dinners”"),
        ("says_zh", "午餐{diners_lunch 人次", "花括号"),
        ("says_zh", "", "请填写"),
        ("remedy_zh", "", "请填写"),
        ("part", "nowhere", "选择一张表"),
        ("severity", "fatal", "选择级别"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(name, text, said):
    rule, problems = read(**{name: text})
    assert rule is None
    assert said in problems[name].zh
    assert problems[name].en


def test_a_version_rule_may_not_show_a_value_of_a_row():
    ret = get_return("school_profile", date(2026, 10, 1))
    part = next(each for each in ret.parts if each.key)
    number = next(each.code for each in part.fields if each.kind == "int")
    typed = GOOD | {"part": part.code, "holds": f"sum({number}) > 0", "says_zh": f"{{{number}}}"}
    rule, problems = read_rule(ret, Written.of(typed), "LR-1")
    assert rule is None and "某一行" in problems["holds"].zh


def test_control_characters_are_dropped():
    rule, _ = read(says_zh="请\x00核\u202e对\n人次")
    assert rule is not None and rule.says.zh == "请核对 人次"
