"""R23: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.conditions import applies_to, condition_of
from tenants.returns.exercise_book import RETURN
from tenants.returns.frame import Frame, Rows, evaluate
from tenants.returns.indicators import figures_of

BOOKS = {
    "stage": "primary", "pupils": 200, "quota": 12, "books_received": 2450, "books_issued": 2400,
    "issued_on": date(2026, 9, 4), "unified_supply": True, "extra_sold": 0, "extra_approval": None,
    "pupils_sampled": 20, "pupils_short": 0,
}  # fmt: skip
JUNIOR = {"stage": "junior", "pupils": 100, "quota": 16, "books_received": 1600, "books_issued": 1560}
UNCHECKED = {"pupils_sampled": None, "pupils_short": None}
PUPILS = [("primary", 90), ("primary", 110), ("junior", 100)]

HOLDS = [
    ("R23-stage", {"stage": "junior"}),
    ("EB-01", {"books_received": 2400, "books_issued": 2400}),
    ("EB-02", {"pupils_sampled": 20, "pupils_short": 20}),
    ("EB-02", UNCHECKED),
    ("EB-03", {"books_received": 2400}),  # 200 × 12
    ("EB-04", {"books_issued": 2400}),
    ("EB-05", {"extra_sold": 0}),
    ("EB-06", {"unified_supply": True}),
    ("EB-07", {"pupils": 206}),  # 3 % of 200 is 6
    ("EB-07", {"pupils": 194}),
]
BREAKS = [
    ("R23-stage", {"stage": "preschool"}),
    ("EB-01", {"books_received": 2400, "books_issued": 2401}),
    ("EB-02", {"pupils_sampled": 20, "pupils_short": 21}),
    ("EB-03", {"books_received": 2399}),
    ("EB-04", {"books_issued": 2399}),
    ("EB-04", {"books_issued": 2401}),
    ("EB-05", {"extra_sold": 1}),
    ("EB-06", {"unified_supply": False}),
    ("EB-07", {"pupils": 207}),
    ("EB-07", {"pupils": 193}),
    ("EB-07", {"stage": "junior", "pupils": 200}),  # the stage has 100
]
CASES = [
    ("book_issue_rate", 3960, 4000),  # 2400 + 1560 of 200 × 12 + 100 × 16
    ("book_short_rate", 1, 45),
]


def filed(values=None, *more):
    """Books of a primary school; ``more`` are further stages."""
    parts = {"main": rows(BOOKS | (values or {}), *(BOOKS | each for each in more))}
    profile = rows(*({"stage": stage, "students": students} for stage, students in PUPILS))
    others = {"school_profile.enrolment": profile}
    return Frame(1, parts, [date(2026, 9, 1)], [date(2027, 1, 31)], others=others)


def rows(*given):
    return Rows([0] * len(given), list(range(1, len(given) + 1)), {n: [row[n] for row in given] for n in given[0]})


def broken(frame):
    return {each.rule.code for each in evaluate(RETURN, frame)[0]}


def figure(code, frame):
    found = next(each for each in figures_of(RETURN, frame) if each.indicator.code == code)
    return found.numerator, found.denominator, found.value


def test_sound_figures_break_nothing():
    assert broken(filed()) == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in broken(filed(values))


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in broken(filed(values))


@pytest.mark.parametrize(("sold", "needed"), [(0, False), (1, True)])
def test_an_approval_is_needed_for_books_sold(sold, needed):
    condition = RETURN.part("main").field("extra_approval").required_when
    assert condition_of(condition, RETURN, "main")({"extra_sold": sold}) is needed


@pytest.mark.parametrize(("stages", "due"), [(("junior", "senior"), True), (("preschool",), False)])
def test_it_is_due_from_schools_of_compulsory_stages(stages, due):
    assert applies_to(RETURN, {"stages": stages}) is due


@pytest.mark.parametrize(("code", "numerator", "denominator"), CASES)
def test_figure(code, numerator, denominator):
    checked = {"pupils_sampled": 25, "pupils_short": 1}
    assert figure(code, filed({}, JUNIOR | checked))[:2] == (numerator, denominator)


def test_without_pupils_there_is_no_issue_rate():
    assert figure("book_issue_rate", filed({"pupils": 0}))[2] is None


def test_without_a_check_there_is_no_short_rate():
    assert figure("book_short_rate", filed(UNCHECKED))[2] is None
