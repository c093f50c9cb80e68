"""Expressions in the labels of the declaration."""

import re

import pytest

from tenants.returns.catalogue import every_version, get_return
from tenants.returns.notation.words import expression_words
from tests.tenants.returns.filed import DAY
from tests.tenants.returns.notation.ad_hoc import ask


def words(return_code, expression, part="main"):
    return expression_words(expression, get_return(return_code, DAY), part)


@pytest.mark.parametrize(
    ("expression", "zh", "en"),
    [
        ("items_sampled <= items_made", "留样品种数 ≤ 成品品种数", "Samples kept ≤ Dishes made"),
        (
            "cameras = 0 implies not camera_public",
            "如果后厨摄像点 = 0，则公众可看为“否”",
            "if Kitchen cameras = 0, then Open to public is no",
        ),
        ("licence_to is null", "有效期至没有填", "Valid to is empty"),
        ("operation_mode != delivered", "经营方式 ≠ “校外配餐”", "Mode ≠ “delivered”"),
        (
            "diners_lunch > prev(diners_lunch)",
            "午餐人数 > 上期午餐人数",
            "Diners at lunch > Diners at lunch of the period before",
        ),
        ("count(main) > 1", "食堂运营的行数 > 1", "number of rows of Canteen operations > 1"),
        (
            "(notices + cameras) * 2 > 1",
            "（监管整改通知数 + 后厨摄像点） × 2 > 1",
            "(Notices from regulator + Kitchen cameras) × 2 > 1",
        ),
        (
            "cameras > sum(school_profile.enrolment.students)",
            "后厨摄像点 > 学校基本情况年报的在校生的总和",
            "Kitchen cameras > sum of School profile: Pupils",
        ),
    ],
)
def test_words(expression, zh, en):
    assert words("canteen_operations", expression) == (zh, en)


def test_a_derived_name_goes_by_its_label():
    assert words("canteen_finance", "total_income > total_cost").zh == "收入合计 > 支出合计"


def test_no_expression_shows_a_code():
    for ret in every_version():
        expressions = [(rule.holds, rule.part) for rule in ret.rules]
        expressions += [(each.numerator, each.part) for each in ret.indicators]
        for expression, part in expressions:
            said = expression_words(expression, ret, part)
            assert re.search(r"[_{}]|\bP\.", said.zh + said.en) is None
            assert re.search(r"[\u4e00-\u9fff]", said.en) is None


@pytest.mark.parametrize(
    "expression",
    [
        "a > sum(lines.count_ where lines.stage = this.stage)", "a = ly(a)", "abs(a) + floor(a) + ceil(a) > 1",
        "min(a, b) > max(a, b)", "if(ok, a, b) > 1", "a ~ b ± 5%", "stage in (primary, junior)",
        "sum(a over term) > avg(prev(a))", "distinct(stage) = school.stages", "not (a > 1 and b > 1)", "ok = true",
        "max(lines.count_) > min(lines.count_)", "-a < 1", "true", "a > 1 iff b > 1",
    ],
)  # fmt: skip
def test_every_construct_can_be_said(expression):
    said = expression_words(expression, ask(expression), "main")
    assert said.zh
    assert said.en
