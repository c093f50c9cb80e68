"""Every finding of a batch of filings: field checks, rules of the declaration, cells that were not to change."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from etl.checking.fields import check_fields
from etl.checking.retired import retired_codes
from etl.checking.rules import rule_findings
from etl.filing.frames import Surroundings, frame_of
from etl.filing.given import fill_in_given
from etl.filing.incoming import Incoming
from etl.filing.recorded import findings_of_record
from etl.filing.returned import findings_of_correction
from etl.filing.usual import Usual
from tenants.calendar.workdays import bureau_day
from tenants.returns.declaration import Return
from tenants.returns.frame import evaluate


def check_incoming(session: Session, incoming: Sequence[Incoming], *, now: datetime) -> None:
    """Add all findings and waiting rules, over one frame for each return in the batch."""
    if not incoming:
        return
    around = Surroundings(session, [each.subject for each in incoming], sees_district=True)
    usual = Usual(session, around)
    groups: dict[int, list[Incoming]] = {}
    for each in incoming:
        groups.setdefault(id(each.ret), []).append(each)
    for group in groups.values():
        _check_group(group[0].ret, group, around, usual, now=now)


def _check_group(ret: Return, group: Sequence[Incoming], around: Surroundings, usual: Usual, *, now: datetime) -> None:
    fill_in_given(ret, group, around)
    ret = around.as_checked(ret)
    frame = frame_of(ret, [each.subject for each in group], around)
    for owner, each in enumerate(group):
        facilities = frame.school["facilities_open"][owner]
        each.findings += check_fields(
            ret, each.parts, period_start=each.period.start, today=bureau_day(now), facilities=facilities
        )
        each.findings += retired_codes(ret, each.parts, around.settings.retired(each.period.start))
    broken, waiting = evaluate(ret, frame)
    for outcome in broken:
        each = group[outcome.version]
        each.findings.append(rule_findings(ret, outcome, frame, each.parts))
    for rule in waiting:
        group[rule.version].waiting.append(rule)
    unusual = usual.findings(
        ret,
        [each.subject for each in group],
        [each.parts for each in group],
        [{(found.part, found.field, found.row_no) for found in each.findings} for each in group],
    )
    for each, strange in zip(group, unusual, strict=True):
        each.findings += findings_of_record(each) + strange
        if each.sent_back is not None:
            each.findings += findings_of_correction(ret, each.sent_back, each.figures, each.cells)
