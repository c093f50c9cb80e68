"""What a record must say of itself: the number it was given and the day or week it was begun for."""

from datetime import date, datetime
from typing import Any

from etl.filing.incoming import Incoming
from etl.filing.messages import filing_finding
from tenants.calendar.periods import iso_week
from tenants.calendar.workdays import bureau_day
from tenants.filing.records import record_no
from tenants.returns.declaration import PeriodType
from tenants.returns.findings import Finding
from tenants.text import Text


def findings_of_record(each: Incoming) -> list[Finding]:
    """An error at every row with another number, day or week; nothing for returns that are filed by period."""
    ret = each.ret
    if ret.period is not PeriodType.EVENT:
        return []
    part = ret.parts[0]
    read = each.parts.get(part.code)
    wanted = {
        ret.record_field: ("wrong_record_no", record_no(ret, each.held.school_code, each.period)),
        ret.event_field: ("wrong_event_day", each.period.start),
        ret.week_field: ("wrong_event_week", iso_week(each.period.start)),
    }
    found: list[Finding] = []
    for index, row in enumerate(read.rows if read else ()):
        for name, (code, value) in wanted.items():
            given = _as_day(row.get(name)) if name else None
            if name is None or given is None or given == value:
                continue
            field = part.field(name)
            said, told = (one.isoformat() if isinstance(one, date) else str(one) for one in (given, value))
            finding = filing_finding(
                code,
                part=part.code,
                field=name,
                row_no=index + 1,
                sheet=read.sheet if read else None,
                cell=read.cell(name, index) if read else None,
                header=field.label,
                value=said,
                found=Text(said, said),
                wanted=Text(told, told),
            )
            found.append(finding)
    return found


def _as_day(value: Any) -> Any:
    return bureau_day(value) if isinstance(value, datetime) else value
