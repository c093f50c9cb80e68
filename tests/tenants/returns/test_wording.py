"""A message lists the values found and never shows a code or an expression."""

import re
from datetime import date

import pytest

from tenants.returns.catalogue import every_version, get_return
from tenants.returns.frame import evaluate
from tenants.returns.wording import words_of
from tests.tenants.returns import (
    test_canteen_finance,
    test_canteen_operations,
    test_dormitory,
    test_nutrition_programme,
    test_school_profile,
)
from tests.tenants.returns.filed import DAY, dormitory, finance, nutrition, operations, profile

RETURNS = {
    "school_profile": (profile, test_school_profile.BREAKS),
    "canteen_operations": (operations, test_canteen_operations.BREAKS),
    "canteen_finance": (finance, test_canteen_finance.BREAKS),
    "nutrition_programme": (nutrition, test_nutrition_programme.BREAKS),
    "dormitory": (dormitory, test_dormitory.BREAKS),
}
EVERY = [(code, rule, values) for code, (_, cases) in RETURNS.items() for rule, values in cases]


def words(return_code, rule, frame):
    ret = get_return(return_code, DAY)
    found = next(each for each in evaluate(ret, frame)[0] if each.rule.code == rule)
    return words_of(ret, found)


@pytest.mark.parametrize(("code", "rule", "values"), EVERY)
def test_a_message_is_plain_words(code, rule, values):
    for text in words(code, rule, RETURNS[code][0](values)):
        assert re.search(r"[{}_]|\b(implies|iff|prev|none of)\b|None|Decimal", text.zh + text.en) is None
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert not re.search(r"[\u4e00-\u9fff]", text.en)


def test_a_date_and_its_limit_are_named():
    says, _ = words("canteen_operations", "CO-09", operations({"licence_to": date(2026, 10, 30)}))
    assert says.zh == "许可证有效期至2026-10-30，到月末2026-10-31没有有效的许可证。"


def test_an_empty_value_is_said_to_be_empty():
    says, _ = words("canteen_operations", "CO-09", operations({"licence_to": None}))
    assert "（空）" in says.zh


def test_amounts_have_two_places_and_thousands():
    says, _ = words("canteen_finance", "CF-01", finance({"closing_surplus": "1234567.80"}))
    assert "期末结余填的是1,234,567.80元" in says.zh
    assert "= 1,000.00元" in says.zh


def test_only_the_broken_clauses_are_listed():
    says, _ = words("canteen_operations", "CO-04", operations({"tasting_occasions": 41, "disinfect_occasions": 42}))
    assert says.zh == "供餐餐次是40，而消毒登记餐次42、试尝餐次41：不能多于供餐餐次。"


def test_a_share_outside_its_limits_is_named_with_them():
    says, _ = words("canteen_finance", "CF-07", finance({"cost_training": "9000.00", "cost_wages": "11000.00"}))
    assert says.zh == "支出合计100,000.00元，下列占比超出规定范围：培训9,000.00元，占9%（应在0%至8%之间）。"


def test_codes_are_shown_by_their_labels():
    says, _ = words("school_profile", "SP-06", profile({"school.stages": ("primary", "junior")}))
    assert says.zh == "填报的学段是小学，学校登记的学段是小学、初中，两者不一致。"


def test_the_finding_sits_on_the_fields_of_the_broken_clauses():
    found = evaluate(get_return("canteen_operations", DAY), operations({"tasting_occasions": 41}))[0]
    assert [(each.rule.code, each.fields, each.row) for each in found] == [
        ("CO-04", ("tasting_occasions", "meal_occasions"), 0)
    ]


def test_a_rule_across_rows_has_no_row():
    found = evaluate(get_return("school_profile", DAY), profile({"boarders": 3}))[0]
    assert [(each.rule.code, each.fields, each.row) for each in found] == [("SP-07", ("boarders",), None)]


def test_every_rule_is_said_in_both_languages():
    for ret in every_version():
        for rule in ret.rules:
            for text in (rule.says, rule.remedy, *rule.clauses):
                assert text.zh
                assert text.en
