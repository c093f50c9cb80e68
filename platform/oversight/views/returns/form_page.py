"""What the page of a form shows: its sections with findings at the fields, and what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.filing.earlier import Filed, last_accepted
from etl.forms.live import WHEN_COMPLETE, live_findings, totals
from etl.forms.reading import FormReading, read_form
from oversight.filed.findings import finding_of, where_of
from oversight.forms.history import MOST
from oversight.forms.sections import SCHOOLS, Around, Clash, Remark, Section, remark_of, sections
from oversight.views.asked import lang, today
from oversight.views.heads import DutyHead, clock
from oversight.views.returns.says import form_says
from tenants.calendar.parameters import load_settings
from tenants.calendar.periods import period_of
from tenants.filing.locks import latest_version
from tenants.filing.models import Duty, ReturnedCell, UploadState, Version, VersionState
from tenants.filing.personal import opened_row
from tenants.filing.queries import findings_of, get_upload, returned_cells, version_before
from tenants.forms.models import FormDraft, FormRow
from tenants.forms.saving import rows_of
from tenants.registry.models import Facility
from tenants.registry.profile import profiles
from tenants.registry.register import registered_schools
from tenants.returns.declaration import PeriodType, Return, Sensitivity, Severity
from tenants.returns.findings import Finding
from tenants.text import Text

Place = tuple[UUID, str]


@dataclass(frozen=True, kw_only=True)
class Unsaved:
    """What could not be saved: it stays in the inputs."""

    problem: Text | None = None
    typed: Mapping[Place, str] = field(default_factory=dict)
    clashes: Mapping[Place, Clash] = field(default_factory=dict)
    lost_rows: Sequence[str] = ()  # who took out a row that was being filled in


@dataclass(frozen=True)
class State:
    """A form as it stands: its rows, what they mean, what is found."""

    rows: list[FormRow]
    reading: FormReading
    findings: list[Finding]
    is_checked: bool  # the findings are those of the whole check


def form_context(session: Session, head: DutyHead, duty: Duty, draft: FormDraft, unsaved: Unsaved) -> dict[str, Any]:
    """Everything the template says."""
    latest = latest_version(session, duty.id)
    state = state_of(session, duty, head.ret, draft, latest)
    ret, start = head.ret, period_of(duty.period_key).start
    is_event = ret.period is PeriodType.EVENT
    filed = Filed(duty.school_id, ret.code, duty.period_key)
    around = Around(
        reading=state.reading,
        remarks=remarks_at(state),
        totals=totals(ret, state.reading),
        past=[] if is_event else last_accepted(session, filed, most=MOST),
        open_cells=_open_cells(session, latest, ret, state),
        typed=unsaved.typed,
        clashes=unsaved.clashes,
        facilities=_schools(session, ret) if ret.unit else _facilities(session, duty),
        retired=load_settings(session).retired(start),
    )
    shown = sections(ret, state.rows, start, around, lang())
    return {
        "sections": shown,
        "revision": draft.revision,
        "saved_at": clock(draft.changed_at),
        "summary": summary_of(state, ret, shown),
        "is_checked": state.is_checked,
        "checked_version": latest if state.is_checked and latest is not None else None,
        "newer_file": _newer_file(session, draft, latest),
        "unsaved": unsaved,
        "is_personal": any(each.sensitivity is Sensitivity.PERSONAL for _part, each in ret.each_field()),
        "form_says": form_says(),
        "urls": {
            "save": url_for(".save_rows_of_form", duty_id=duty.id),
            "clean": url_for(".clean_block", duty_id=duty.id),
            "check": url_for(".check_form", duty_id=duty.id),
        },
    }


def _schools(session: Session, ret: Return) -> dict[str, list[tuple[str, str]]]:
    """Code and name of the schools with a stage that a unit reports by school."""
    stages = {stage for _, each in ret.each_field() for stage in each.school_stages}
    found = [each for each in registered_schools(session) if stages & {*each.stages}]
    return {SCHOOLS: [(each.school_code, each.name.say(lang())) for each in found]}


def _facilities(session: Session, duty: Duty) -> dict[str, list[tuple[str, str]]]:
    """Number and name of the facilities that are open in the period, by kind."""
    period = period_of(duty.period_key)
    numbers = profiles(session, [duty.school_id])[duty.school_id].open_facilities(period.start, period.end)
    asked = select(Facility.facility_no, Facility.name_zh, Facility.name_en).where(Facility.school_id == duty.school_id)
    names = {no: (en or zh) if lang() == "en" else zh for no, zh, en in session.execute(asked)}
    return {kind: [(number, names.get(number, "")) for number in listed] for kind, listed in numbers.items()}


def state_of(session: Session, duty: Duty, ret: Return, draft: FormDraft, latest: Version | None) -> State:
    """The rows with their findings: those of the last check where nothing changed since, else what is found now."""
    rows = rows_of(session, duty.id, removed=True)
    reading = read_form(ret, [each for each in rows if not each.is_removed], period_of(duty.period_key).start)
    is_checked = (
        draft.checked_revision == draft.revision
        and latest is not None
        and latest.state is VersionState.DRAFT
        and latest.upload_id == draft.upload_id
        and latest.nil_reason is None
    )
    if is_checked and latest is not None:
        listed = findings_of(session, version_id=latest.id)
        found = [finding_of(each) for each in listed if each.justification is None]
        return State(rows, reading, found, is_checked)
    found = live_findings(session, duty, ret, reading, today=today())
    typed = {(each.id, name) for each in rows for name in each.cells}
    return State(rows, reading, [each for each in found if _is_about_something(each, reading, typed)], is_checked)


def _is_about_something(finding: Finding, reading: FormReading, typed: set[Place]) -> bool:
    """Whether it is more than that a field is not filled in yet."""
    row_id = reading.row_id(finding.part, finding.row_no)
    rows = [row_id] if row_id is not None else reading.rows.get(finding.part or "", [])
    is_empty = finding.field is not None and not any((each, finding.field) in typed for each in rows)
    return finding.code not in WHEN_COMPLETE and not is_empty


def remarks_at(state: State) -> dict[Place, list[Remark]]:
    """The findings by row and field."""
    found: dict[Place, list[Remark]] = {}
    for each in state.findings:
        row_id = state.reading.row_id(each.part, each.row_no)
        if row_id is not None and each.field is not None:
            found.setdefault((row_id, each.field), []).append(remark_of(each, lang()))
    return found


def summary_of(state: State, ret: Return, shown: Sequence[Section]) -> list[dict[str, Any]]:
    """Each finding as a line with the way to its field, errors first."""
    order = {Severity.ERROR: 0, Severity.QUERY: 1, Severity.WARNING: 2}
    first = {section.code: section.rows[0].cells[0].id for section in shown if section.rows and section.rows[0].cells}
    lines = []
    for each in sorted(state.findings, key=lambda one: order[one.severity]):
        row_id = state.reading.row_id(each.part, each.row_no)
        target = f"f-{row_id}-{each.field}" if row_id and each.field else first.get(each.part or "", "")
        where = _where(each, ret)
        lines.append(
            {
                "severity": each.severity.value,
                "where": where,
                "says": each.says.say(lang()),
                "href": f"#{target}" if target else "",
            }
        )
    return lines


def _where(finding: Finding, ret: Return) -> str:
    """The field and its row: a form has no sheets and cells."""
    words = where_of(Finding(**{**finding.__dict__, "sheet": None, "cell": None}), ret).say(lang())
    return str(words)


def _open_cells(session: Session, latest: Version | None, ret: Return, state: State) -> dict[Place, str] | None:
    """After sending back, only the cells that the reviewer named, with the reasons; a named key opens its row."""
    if latest is None or latest.state is not VersionState.DRAFT:
        return None
    before = version_before(session, latest)
    cells = returned_cells(session, before.id) if before is not None and before.state is VersionState.SENT_BACK else []
    if before is None or not cells:
        return None
    opened: dict[Place, str] = {}
    for cell in cells:
        row_id = _row_of(session, state, ret, before, cell)
        if row_id is None:
            continue
        opened[row_id, cell.field] = cell.reason
        if cell.field in ret.part(cell.part).key:
            opened |= {(row_id, each.code): opened.get((row_id, each.code), "") for each in ret.part(cell.part).fields}
    return opened


def _row_of(session: Session, state: State, ret: Return, before: Version, cell: ReturnedCell) -> UUID | None:
    """The row of the form with the key that the row sent back had; where the key itself changed, the row at its place."""
    names = ret.part(cell.part).key
    stored = opened_row(session, before, cell.part, cell.row_no)
    key = tuple(str(stored.get(name)) for name in names)
    read = state.reading.parts[cell.part]
    for number, row in enumerate(read.rows, 1):
        if tuple(str(row.get(name)) for name in names) == key:
            return state.reading.row_id(cell.part, number)
    return state.reading.row_id(cell.part, cell.row_no)


def _newer_file(session: Session, draft: FormDraft, latest: Version | None) -> dict[str, Any] | None:
    """A file that was uploaded after the form was begun, whose figures now stand."""
    if latest is None or latest.upload_id is None or latest.upload_id == draft.upload_id:
        return None
    upload = get_upload(session, latest.upload_id)
    if upload.state is not UploadState.READ or latest.state is not VersionState.DRAFT:
        return None
    return {"name": upload.filename, "who": upload.received_by_name, "at": upload.received_at}


def at_once(state: State) -> dict[str, Any]:
    """What a script shows after a save: findings by field, and words for how many there are."""
    remarks = [
        {"row": str(row_id), "field": code, "severity": each.severity, "says": each.says, "remedy": each.remedy}
        for (row_id, code), listed in remarks_at(state).items()
        for each in listed
    ]
    errors = sum(each.severity is Severity.ERROR for each in state.findings)
    words = _("To correct so far: %(n)s", n=errors) if errors else _("Nothing wrong so far")
    return {"remarks": remarks, "words": words}
