"""R33: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.frame import Frame, Rows, evaluate
from tenants.returns.indicators import figures_of
from tenants.returns.satisfaction_survey import RETURN

SURVEY = {
    "respondent": "parent", "survey_domain": "overall", "method": "纸质", "invited": 100, "answers": 80,
    "very_good": 40, "good": 30, "fair": 6, "poor": 3, "very_poor": 1, "suggestions": 5, "suggestions_replied": 5,
}  # fmt: skip
EMPTY = {"answers": 0, "very_good": 0, "good": 0, "fair": 0, "poor": 0, "very_poor": 0}

HOLDS = [
    ("SV-01", {"answers": 81, "very_poor": 2}),
    ("SV-02", {"invited": 80}),
    ("SV-03", {"suggestions": 4, "suggestions_replied": 4}),
    ("SV-04", {"answers": 30}),
    ("SV-04", {"invited": 29, "answers": 15}),  # 15 × 2 ≥ 29
    ("SV-04", {"P.survey_min_responses": 20, "answers": 20}),
    ("SV-05", {"respondent": "student"}),
    ("SV-06", {"suggestions": 0, "suggestions_replied": 0}),
]
BREAKS = [
    ("SV-01", {"answers": 81}),
    ("SV-02", {"invited": 79}),
    ("SV-03", {"suggestions": 4, "suggestions_replied": 5}),
    ("SV-04", {"answers": 29}),
    ("SV-04", {"invited": 30, "answers": 29}),  # a group of 30 is not a smaller one
    ("SV-04", {"invited": 29, "answers": 14}),
    ("SV-05", {"respondent": "teacher"}),
    ("SV-05", {"survey_domain": "canteen"}),
    ("SV-06", {"suggestions_replied": 4}),
]
CASES = [
    ("satisfaction_rate", 70, 80),
    ("satisfaction_score", 345, 80),  # 200 + 120 + 18 + 6 + 1
    ("response_rate", 80, 100),
]


def filed(values=None, *more):
    """A survey of 80 parents; ``more`` are further rows."""
    values = dict(values or {})
    limits = {name[2:]: [values.pop(name)] for name in list(values) if name.startswith("P.")}
    rows = [SURVEY | values, *(SURVEY | each for each in more)]
    columns = {name: [row[name] for row in rows] for name in SURVEY}
    parts = {"main": Rows([0] * len(rows), list(range(1, len(rows) + 1)), columns)}
    return Frame(1, parts, [date(2026, 9, 1)], [date(2027, 1, 31)], parameters=limits)


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


def test_one_overall_survey_of_parents_is_enough():
    assert "SV-05" not in broken(filed({"survey_domain": "canteen"}, {"survey_domain": "overall"}))


@pytest.mark.parametrize(("code", "numerator", "denominator"), CASES)
def test_figure(code, numerator, denominator):
    assert figure(code, filed())[:2] == (numerator, denominator)


def test_rows_are_added_before_dividing():
    more = {"respondent": "student", "invited": 40, **EMPTY, "answers": 20, "good": 8, "fair": 12}
    assert figure("satisfaction_rate", filed({}, more))[2] == 78  # 78 of 100


@pytest.mark.parametrize("code", ["satisfaction_rate", "satisfaction_score"])
def test_without_answers_there_is_no_satisfaction(code):
    assert figure(code, filed(EMPTY))[2] is None


def test_without_invitations_there_is_no_response_rate():
    assert figure("response_rate", filed({"invited": 0} | EMPTY))[2] is None
