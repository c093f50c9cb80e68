"""R38: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.rectification import RETURN
from tests.tenants.returns.cases import Filing, rows

DAY = date(2026, 10, 12)
NO = "3134000001-FN-2026-0101"
ROW = {
    "finding_no": NO, "attempt": 1, "measure": "已修好", "done_on": date(2026, 10, 20), "proof": ("after.jpg",),
    "rechecked_on": date(2026, 10, 25), "recheck_by": "赵督查", "recheck_result": "passed",
}  # fmt: skip
FAILED = ROW | {"recheck_result": "failed", "new_deadline": date(2026, 11, 5)}
AGAIN = ROW | {"attempt": 2, "done_on": date(2026, 11, 4), "rechecked_on": date(2026, 11, 6)}
FOUND = {"finding_no": NO, "item_code": "FIRE-04", "deadline": date(2026, 10, 27)}


def found(*others):
    listed = rows(FOUND, *others)
    return {"inspection_visit.finding": listed, "inspection_visit.finding@school_year": listed}


FILING = Filing(
    RETURN, {"main": [ROW]}, DAY, DAY, date(2026, 11, 20), {"others": found(), "school_year": {"main": rows()}}
)
TWICE = FILING.of(FAILED, AGAIN)
BREAKS = [
    ("RC-01", FILING.with_({"done_on": date(2026, 10, 11)})),
    ("RC-02", FILING.with_({"rechecked_on": None})),
    ("RC-03", FILING.with_({"attempt": 2})),
    ("RC-03", FILING.of(ROW, AGAIN)),
    ("RC-04", FILING.with_({"done_on": date(2026, 10, 28)})),
    ("RC-04", TWICE.with_({"done_on": date(2026, 11, 6)}, row=1)),
    ("RC-05", FILING.with_({"rechecked_on": date(2026, 10, 31)})),
]
HOLDS = [
    ("RC-01", FILING.with_({"done_on": DAY})),
    ("RC-02", FILING.with_({"rechecked_on": None, "recheck_result": None})),
    ("RC-03", TWICE),
    ("RC-04", FILING.with_({"done_on": date(2026, 10, 27)})),
    ("RC-04", FILING.with_({"done_on": date(2026, 11, 3), "extension_to": date(2026, 11, 3)})),
    ("RC-04", TWICE.with_({"done_on": date(2026, 11, 5)}, row=1)),
    ("RC-05", FILING.with_({"rechecked_on": date(2026, 10, 30)})),
]


def test_a_sound_rectification_breaks_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "filing"), HOLDS)
def test_holds(rule, filing):
    assert rule not in filing.broken


@pytest.mark.parametrize(("rule", "filing"), BREAKS)
def test_is_broken(rule, filing):
    assert rule in filing.broken


OPEN = FOUND | {"finding_no": "3134000001-FN-2026-0102", "deadline": date(2026, 11, 11)}
NOT_DUE = FOUND | {"finding_no": "3134000001-FN-2026-0103", "deadline": date(2026, 11, 20)}


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [("rectification_rate", 1, 2), ("rectification_on_time_rate", 1, 2), ("findings_overdue", 1, None)],
)
def test_figure(code, numerator, denominator):
    assert FILING.with_(others=found(OPEN, NOT_DUE)).figure(code)[:2] == (numerator, denominator)


def test_a_second_attempt_is_not_in_time_at_the_first():
    assert TWICE.figure("rectification_on_time_rate")[:2] == (0, 1)


@pytest.mark.parametrize("later", ["extension_to", "new_deadline"])
def test_what_was_given_more_time_is_not_overdue_yet(later):
    waiting = ROW | {"finding_no": OPEN["finding_no"], "recheck_result": None, later: date(2026, 11, 20)}
    assert FILING.with_(others=found(OPEN), school_year={"main": rows(waiting)}).figure("findings_overdue")[0] == 0


@pytest.mark.parametrize("code", ["rectification_rate", "rectification_on_time_rate"])
def test_before_any_deadline_there_is_no_rate(code):
    listed = rows(NOT_DUE)
    others = {"inspection_visit.finding": listed, "inspection_visit.finding@school_year": listed}
    assert FILING.with_(others=others).figure(code)[2] is None


@pytest.mark.parametrize(("result", "needed"), [("passed", False), ("failed", True)])
def test_a_failed_recheck_sets_a_new_deadline(result, needed):
    condition = RETURN.part("main").field("new_deadline").required_when
    assert condition_of(condition, RETURN, "main")({"recheck_result": result}) is needed
