"""What the notation refuses, at import."""

import pytest

from tenants.returns.notation.checks import Checks
from tenants.returns.notation.parsing import NotationError, parse
from tenants.text import Text
from tests.tenants.returns.notation.ad_hoc import ask


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a <",
        "a == b",
        "a <= b <= a",
        "a.__class__.__mro__ = b",
        "().a",
        "a if ok else b",
        "lambda: a",
        "a ** b",
        "a; b",
        "[a]",
        "a = 'x'",
        "a is b",
        "__import__ = a",
    ],
)
def test_what_is_no_notation_is_refused(text):
    with pytest.raises(NotationError):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "nothing = 1",
        "school.nothing = 1",
        "P.nothing > a",
        "cal.nothing > a",
        "open(a) = 1",
        "eval(a) = 1",
        "unknown_return.main.x = 1",
        "lines.count_ > 0",  # many rows, no aggregate
        "a",  # no condition
        "a and b",
        "a + ok > 1",
        "d > a",
        "d + d > d",
        "stage = meal",
        "stage = lunch",
        "stage > primary",
        "ok > ok",
        "stage in (lunch, dinner)",
        "stage in meal",
        "a in (b)",
        "stage in food_post",
        "sum(stage) > 1",
        "sum(main) > 1",
        "count(a) > 1",
        "distinct(a) = school.stages",
        "sum(a, b) > 1",
        "sum(a over week) > 1",
        "sum(a over ever) > 1",
        "min(a, d) > 1",
        "floor(a, b) > 1",
        "a ~ ok ± 5%",
        "this.a > 1",
        "a > sum(lines.count_ where lines.count_ > this.ok)",
        "sum(lines.count_ + main.a) > 1",
        "meal_fee_cap.cap_yuan[stage] > m",
        "meal_fee_cap.cap_yuan[meal, stage, stage] > m",
        "meal_fee_cap.nothing[stage, meal, meal] > m",
        'met("XX-99")',
        'met("XX-01")',
        "if(a, b, a) > 1",
        "if(ok, a, stage) > 1",
        "school.stages contains lunch",
        "stage contains primary",
        "prev(a, b) = 1",
    ],
)
def test_what_does_not_fit_the_declaration_is_refused(text):
    with pytest.raises(NotationError):
        Checks(ask(text))._compile()


def test_a_placeholder_is_checked_too():
    with pytest.raises(NotationError):
        Checks(ask("a > 1", clauses=(Text("{nothing}", ""),)))


def test_every_clause_has_its_words():
    with pytest.raises(NotationError):
        Checks(ask("a > 1 and b > 1", clauses=(Text("甲", "a"),)))


def test_an_anchor_is_a_field():
    with pytest.raises(KeyError):
        Checks(ask("a > 1", anchor=("nothing",)))
