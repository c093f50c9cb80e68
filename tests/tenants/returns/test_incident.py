"""R21: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date, datetime, timedelta, timezone

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.incident import RETURN
from tests.tenants.returns.cases import Filing, enrolment, rows

CHINA = timezone(timedelta(hours=8))


def at(day, hour, minute=0):
    return datetime(2026, 10, day, hour, minute, tzinfo=CHINA)


ROW = {
    "incident_no": "3134000001-IN-2026-0001", "incident_type": "injury", "occurred_at": at(12, 10),
    "reported_at": at(12, 11), "closed_on": date(2026, 10, 20), "place": "操场", "summary": "课间摔伤", "cause": "地面湿滑",
    "affected": 2, "hospitalised": 1, "deaths": 0, "school_at_fault": True, "sample_available": None,
    "authorities_told": "无", "loss_amount": None,
}  # fmt: skip
FOOD = ROW | {
    "incident_no": "3134000001-IN-2026-0002", "incident_type": "food_poisoning", "reported_at": at(12, 15),
}  # fmt: skip
AROUND = {
    "others": {
        "school_profile.enrolment": enrolment(("junior", 500)),
        "insurance_claim.main": rows({"incident_no": "3134000001-IN-2026-0001"}),
    },
    "school_year": {"main": rows(FOOD)},
}
DAY = date(2026, 10, 12)
FILING = Filing(RETURN, {"main": [ROW]}, DAY, DAY, date(2026, 10, 21), AROUND)
BREAKS = [
    ("IN-01", {"reported_at": at(12, 9, 59)}),
    ("IN-02", {"hospitalised": 3}),
    ("IN-02", {"deaths": 3}),
    ("IN-03", {"closed_on": date(2026, 10, 11)}),
    ("IN-04", {"reported_at": at(12, 12, 1)}),
    ("IN-05", {"incident_type": "food_poisoning", "sample_available": False}),
    ("IN-06", {"closed_on": date(2026, 11, 12)}),
    ("IN-07", {"incident_no": "3134000001-IN-2026-0009"}),
]
HOLDS = [
    ("IN-01", {"reported_at": at(12, 10)}),
    ("IN-02", {"hospitalised": 2, "deaths": 2}),
    ("IN-03", {"closed_on": DAY}),
    ("IN-04", {"reported_at": at(12, 12)}),
    ("IN-05", {"incident_type": "food_poisoning", "sample_available": True}),
    ("IN-06", {"closed_on": date(2026, 11, 11)}),
    ("IN-07", {"incident_no": "3134000001-IN-2026-0009", "school_at_fault": False}),
]


def test_sound_figures_break_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "values"), HOLDS)
def test_holds(rule, values):
    assert rule not in FILING.with_(values).broken


@pytest.mark.parametrize(("rule", "values"), BREAKS)
def test_is_broken(rule, values):
    assert rule in FILING.with_(values).broken


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [("incident_rate", 2000, 500), ("late_report_rate", 1, 2), ("food_incidents", 1, None)],
)
def test_figure(code, numerator, denominator):
    assert FILING.figure(code)[:2] == (numerator, denominator)


def test_without_pupils_there_is_no_rate():
    nobody = AROUND["others"] | {"school_profile.enrolment": enrolment(("junior", 0))}
    assert FILING.with_(others=nobody).figure("incident_rate")[2] is None


@pytest.mark.parametrize(("closed", "needed"), [(None, False), (DAY, True)])
def test_the_final_report_names_the_cause(closed, needed):
    condition = RETURN.part("main").field("cause").required_when
    assert condition_of(condition, RETURN, "main")({"closed_on": closed}) is needed
