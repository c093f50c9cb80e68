"""A visit on the road, for tests: begun, uploaded, entered, its findings mended."""

import io
from datetime import date, datetime, timedelta, timezone

from sqlalchemy import select

from etl.attached import keep_attachment
from etl.demo.papers import page
from etl.filing.attaching import FilePlace, attach_files
from etl.filing.templates import template_fill
from tenants.filing.models import Duty
from tenants.filing.records import begin_record
from tenants.scope.sessions import viewer_session
from tests.builders import NOW

CHINA = timezone(timedelta(hours=8))
DAY = date(2026, 10, 12)
TODAY = date(2026, 11, 30)
VISIT = {
    "visit_type": "unannounced", "scheme_code": "LOG-A", "started_at": datetime(2026, 10, 12, 9, tzinfo=CHINA),
    "ended_at": datetime(2026, 10, 12, 11, tzinfo=CHINA), "announced": False, "inspectors": "zhao、qian",
}  # fmt: skip
SHEET = [
    {"item_code": "WATR-01", "level": 2},
    {"item_code": "WATR-02", "level": 2},
    {"item_code": "WATR-03", "applicable": False},
    {"item_code": "WATR-04", "applicable": True, "level": 0, "remark": "没有清洗记录"},
]
FINDING = {"item_code": "WATR-04", "severity": "minor", "description": "没有清洗记录"}


def begin(desk, viewer, school, day=DAY):
    with viewer_session(desk.pools, viewer) as session:
        return begin_record(session, viewer, "inspection_visit", day, today=TODAY, school_id=school.school_id)


def file(desk, school, inspector, sheet=SHEET, findings=(FINDING,), **visit):
    key = begin(desk, inspector, school).period_key
    rows = {"visit": [VISIT | visit], "score": sheet, "finding": list(findings)}
    receipt = desk.upload(school, rows, return_code="inspection_visit", period_key=key, by=inspector)
    desk.process()
    return receipt


def draft(desk, receipt):
    return desk.version(desk.uploaded(receipt).version_id)


def enter(desk, school, inspector, **kind):
    version = desk.submit(draft(desk, file(desk, school, inspector, **kind)).id, by=inspector)
    desk.load()
    return version


def owed(desk, school):
    with desk.session() as session:
        asked = select(Duty).where(Duty.school_id == school.school_id, Duty.return_code == "rectification")
        return list(session.scalars(asked.order_by(Duty.period_key)))


def mend(desk, school, attempt=1, **values):
    [duty] = owed(desk, school)
    with viewer_session(desk.pools, desk.clerks[school.school_id]) as session:
        rows = template_fill(session, duty).rows["main"]
    row = {"measure": "已清洗并登记", "done_on": date(2026, 10, 20)} | values
    listed = [*rows[:-1], rows[-1] | row]
    receipt = desk.upload(school, {"main": listed}, return_code="rectification", period_key=duty.period_key)
    desk.process()
    clerk, kept = desk.clerks[school.school_id], keep_attachment(desk.originals, io.BytesIO(page(["清洗"])), "记录.pdf")
    place = FilePlace("main", "proof", len(listed))
    with viewer_session(desk.pools, clerk) as session:
        attach_files(session, clerk, draft(desk, receipt).id, [(place, kept)], at=NOW)
    assert desk.codes(receipt) <= {"RC-04"}
    desk.explain(draft(desk, receipt).id)
    version = desk.submit(draft(desk, receipt).id)
    desk.load()
    return version
