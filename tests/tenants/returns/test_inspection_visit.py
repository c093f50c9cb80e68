"""R37: each rule holds in one case and is broken in another, each figure worked by hand."""

from datetime import date, datetime, timedelta, timezone

import pytest

from tenants.returns.conditions import condition_of
from tenants.returns.inspection_visit import RETURN
from tests.tenants.returns.cases import Filing, rows

CHINA = timezone(timedelta(hours=8))
DAY = date(2026, 10, 12)
VISIT = {
    "visit_no": "3134000001-IV-2026-0001", "visit_type": "unannounced", "scheme_code": "LOG-A", "domains": "FIRE",
    "started_at": datetime(2026, 10, 12, 9, tzinfo=CHINA), "ended_at": datetime(2026, 10, 12, 16, tzinfo=CHINA),
    "announced": False, "inspectors": "zhao、qian", "score": "90.00", "grade": "A", "star": 4, "vetoes": "-",
}  # fmt: skip
QUIZ = {"item_code": "FIRE-01", "applicable": True, "value": "95.00", "points": "3.00"}
GEAR = {"item_code": "FIRE-02", "applicable": True, "sampled": 4, "passed": 3, "points": "2.25", "remark": "一人不会用"}
DRILL = {"item_code": "FIRE-03", "applicable": True, "level": 1, "points": "1.20", "remark": "用时偏长"}
FITTINGS = {"item_code": "FIRE-04", "applicable": True, "defects": 1, "points": "1.50", "remark": "一处压力不足"}
EXITS = {"item_code": "FIRE-05", "applicable": True, "level": 2, "points": "1.00"}
LOG = {"item_code": "FIRE-06", "applicable": True, "level": 2, "points": "1.00"}
SHEET = [QUIZ, GEAR, DRILL, FITTINGS, EXITS, LOG]
FINDING = {
    "finding_no": "3134000001-FN-2026-0101", "item_code": "FIRE-05", "severity": "veto", "description": "后门上锁",
    "basis": "消防法第十六条", "deadline": date(2026, 10, 13),
}  # fmt: skip
FILING = Filing(RETURN, {"visit": [VISIT], "score": SHEET, "finding": [FINDING]}, DAY, DAY, date(2026, 10, 14))
AT = {each["item_code"]: index for index, each in enumerate(SHEET)}


def scored(item, **values):
    return FILING.with_(values, part="score", row=AT[item])


BREAKS = [
    ("IV-01", FILING.with_({"inspectors": "zhao，zhao"})),
    ("IV-02", scored("FIRE-01", points="2.00")),
    ("IV-02", scored("FIRE-02", passed=4)),
    ("IV-02", scored("FIRE-03", level=2)),
    ("IV-02", scored("FIRE-04", defects=2)),
    ("IV-03", FILING.of(*SHEET[:-1], part="score")),
    ("IV-03", FILING.with_({"domains": "FIRE、TRAF"})),
    ("IV-03", FILING.with_({"visit_type": "annual"})),
    ("IV-04", scored("FIRE-03", points="1.19")),
    ("IV-05", scored("FIRE-05", points="0.00").of(FINDING | {"severity": "serious"}, part="finding")),
    ("IV-06", scored("FIRE-02", passed=5)),
    ("IV-07", FILING.with_({"deadline": date(2026, 10, 14)}, part="finding")),
    ("R37-scheme_code", FILING.with_({"scheme_code": "LOG-X"})),
    ("R37-remark", scored("FIRE-03", remark=None)),
    ("R37-ended_at", FILING.with_({"ended_at": datetime(2026, 10, 12, 8, tzinfo=CHINA)})),
    ("R37-item_code", scored("FIRE-01", item_code="B-AID-01")),
    ("R37-item_code", FILING.with_({"item_code": "FIRE-99"}, part="finding")),
    ("IV-08", FILING.with_(school_year={"finding": rows(FINDING)}, year={"finding": rows()})),
    ("IV-08", FILING.with_(school_year={"finding": rows()}, year={"finding": rows(FINDING)})),
]
HOLDS = [
    ("IV-01", FILING.with_({"inspectors": "zhao, qian, sun"})),
    ("IV-02", scored("FIRE-01", value="60.00", points="0.00")),
    ("IV-02", scored("FIRE-01", value="77.50", points="1.50")),
    ("IV-02", scored("FIRE-04", defects=5, points="0.00")),
    ("IV-02", scored("FIRE-03", level=0, points="0.00")),
    ("IV-03", scored("FIRE-03", applicable=False, level=None, points=None)),
    ("IV-04", scored("FIRE-05", points="0.00")),
    ("IV-05", scored("FIRE-05", points="0.00")),
    ("IV-06", scored("FIRE-02", passed=4)),
    ("R37-scheme_code", FILING),
    ("R37-ended_at", FILING.with_({"ended_at": VISIT["started_at"]})),
    ("R37-remark", scored("FIRE-03", level=2, points="2.00", remark=None)),
    ("R37-item_code", FILING),
    ("IV-07", FILING.with_({"severity": "minor", "deadline": date(2026, 11, 11)}, part="finding")),
    ("IV-08", FILING.with_({"repeat_of": "3134000001-FN-2026-0001"}, part="finding",
                           school_year={"finding": rows(FINDING)}, year={"finding": rows(FINDING)})),
]  # fmt: skip


def test_a_sound_visit_breaks_nothing():
    assert FILING.broken == set()


@pytest.mark.parametrize(("rule", "filing"), HOLDS)
def test_holds(rule, filing):
    assert rule not in filing.broken


@pytest.mark.parametrize(("rule", "filing"), BREAKS)
def test_is_broken(rule, filing):
    assert rule in filing.broken


@pytest.mark.parametrize(
    ("severity", "needed"), [("minor", False), ("general", False), ("serious", True), ("veto", True)]
)
def test_what_is_grave_names_its_basis(severity, needed):
    condition = RETURN.part("finding").field("basis").required_when
    assert condition_of(condition, RETURN, "finding")({"severity": severity}) is needed


ANNUAL = VISIT | {"visit_type": "annual", "started_at": datetime(2026, 9, 20, 9, tzinfo=CHINA), "score": "80.00"}
LATER = ANNUAL | {"started_at": datetime(2026, 11, 20, 9, tzinfo=CHINA), "score": "92.00", "grade": "A"}
AGAIN = FINDING | {"repeat_of": "3134000001-FN-2026-0001"}
YEAR = {"visit": rows(ANNUAL | {"grade": "B"}, LATER), "finding": rows(AGAIN)}
MONTH = {"visit": rows(ANNUAL)}


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [
        ("inspection_score", 92, 1),
        ("grade_a_share", 1, 1),
        ("visit_coverage", 1, 1),
        ("area_visit_rate", 1, 1),
        ("repeat_finding_rate", 1, 2),
    ],
)
def test_figure(code, numerator, denominator):
    assert FILING.with_(school_year=YEAR, month=MONTH).figure(code)[:2] == (numerator, denominator)


@pytest.mark.parametrize("code", ["inspection_score", "grade_a_share"])
def test_without_an_annual_visit_there_is_no_score(code):
    nothing = {"visit": rows(VISIT), "finding": rows(FINDING)}
    assert FILING.with_(school_year=nothing).figure(code)[2] is None


def test_without_findings_none_is_repeated():
    nothing = {"visit": rows(VISIT), "finding": rows()}
    assert FILING.of(part="finding").with_(school_year=nothing).figure("repeat_finding_rate")[2] is None
