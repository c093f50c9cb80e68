"""What the template of one duty says: the school's own rows, what was accepted last, whom to ask."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.checking.context import as_context
from etl.checking.personal import leave_out_personal
from etl.filing.earlier import Filed, counting_figures, latest_before
from etl.filing.frames import Subject, Surroundings, frame_of
from etl.filing.visit_sheet import SCHEME, item_notes, visit_rows
from etl.filing.weeks import week_rows
from etl.workbook.fill import TemplateFill
from tenants.accounts.roles import accepting_label
from tenants.calendar.periods import Period, name_of, period_of, year_before
from tenants.calendar.special_days import special_days
from tenants.filing.figures import reader_of
from tenants.filing.models import Duty, Version, VersionState
from tenants.filing.packs import pack_duties
from tenants.filing.records import record_no
from tenants.inspections.rechecking import RECTIFICATION
from tenants.inspections.replies import VISIT
from tenants.personal.rows import open_row, personal_fields
from tenants.personal.sealing import SchoolSeal
from tenants.personal.seals import seals_of
from tenants.registry.models import Tenant
from tenants.registry.profile import Profile, profiles
from tenants.registry.register import registered_schools
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Field, Kind, Part, PeriodType, Return
from tenants.returns.local import with_rules
from tenants.sets import is_any
from tenants.settings.local_rules import rules_on
from tenants.text import Text

Rows = dict[str, list[dict[str, Any]]]

_DUE_IN = Text("{month}应报", "Due in {month}")
_EARLIER = Text("上次通过", "Last accepted")
_CONTACT = Text("审核：{role}", "Reviewed by the {role}")


def template_fill(session: Session, duty: Duty, *, scheme: str = SCHEME) -> TemplateFill:
    """The filling of a duty's template, in the scope of the session.

    A draft that waits for correction comes with its own figures; otherwise there is a row for each open facility or
    for each key of the last accepted figures, with the values that are carried over. A visit brings the items of a scheme.
    """
    return template_fills(session, [duty], scheme=scheme)[0]


def template_fills(session: Session, duties: Sequence[Duty], *, scheme: str = SCHEME) -> list[TemplateFill]:
    """The same for several duties: what is around them is read once."""
    subjects = [Subject(each.school_id, each.period_key, {}) for each in duties]
    around = Surroundings(session, subjects)
    asked = select(Tenant).where(is_any(Tenant.school_id, {each.school_id for each in duties}))
    schools = {each.school_id: each for each in session.scalars(asked)}
    return [
        _fill(session, duty, schools[duty.school_id], subject, around, scheme)
        for duty, subject in zip(duties, subjects, strict=True)
    ]


def _fill(
    session: Session, duty: Duty, school: Tenant, subject: Subject, around: Surroundings, scheme: str
) -> TemplateFill:
    period = subject.period
    ret = get_return(duty.return_code, period.start)
    profile = around.schools[duty.school_id]
    ago = year_before(period)
    found = latest_before(session, ret.code, [(0, duty.school_id, period.key)])
    before: Mapping[str, Any] = found[0][1] if found else {}
    counting = counting_figures(session, [Filed(duty.school_id, ret.code, ago.key)])
    seal = partial(seals_of(session).school, duty.school_id)
    previous = _typed(ret, before, seal)
    last_year = _typed(ret, next(iter(counting.values()), {}), seal)
    own_rules = rules_on(around.local_rules, ret.code, period.start)
    own = _own_rows(session, ret, duty)
    rows = own or _first_rows(session, ret, period, previous, profile)
    rows = _with_known(session, ret, period, rows, None if own else profile, scheme)
    notes = {"score": item_notes(session, period.start, rows["score"])} if ret.code == VISIT else {}
    return TemplateFill(
        school_code=school.school_code,
        school_name=Text(school.name_zh, school.name_en),
        period_key=period.key,
        period_name=name_of(period),
        period_start=period.start,
        due_on=duty.due_on,
        contact=_CONTACT.fill(role=accepting_label(ret.accepting)),
        rows=rows,
        previous_name=_EARLIER if previous else None,
        previous=previous,
        last_year_name=name_of(ago) if last_year else None,
        last_year=last_year,
        facilities=profile.open_facilities(period.start, period.end),
        notes=notes,
        context=_context(with_rules(ret, own_rules), subject, around),
        local_rules=own_rules,
        retired=around.settings.retired(period.start),
    )


def rows_to_begin_with(session: Session, duty: Duty) -> Rows:
    """The rows that a duty's template brings, without all that is around them."""
    period = period_of(duty.period_key)
    ret = get_return(duty.return_code, period.start)
    if own := _own_rows(session, ret, duty):
        return _with_known(session, ret, period, own, None)
    profile = profiles(session, [duty.school_id])[duty.school_id]
    found = latest_before(session, ret.code, [(0, duty.school_id, period.key)])
    seal = partial(seals_of(session).school, duty.school_id)
    first = _first_rows(session, ret, period, _typed(ret, found[0][1] if found else {}, seal), profile)
    return _with_known(session, ret, period, first, profile)


def _with_known(
    session: Session, ret: Return, period: Period, rows: Rows, profile: Profile | None, scheme: str = SCHEME
) -> Rows:
    """What a visit or a rectification brings beside: the items of the scheme, the next attempt."""
    if ret.code == RECTIFICATION:
        return _with_next_attempt(rows)
    if ret.code == VISIT and profile is not None and "score" not in rows:
        blank = visit_rows(session, profile, period, scheme)
        return blank | {"visit": [{**rows["visit"][0], **blank["visit"][0]}]}
    return rows


def _with_next_attempt(rows: Rows) -> Rows:
    """After a failed recheck the row of the next attempt; before anything is filed that of the first."""
    listed = rows["main"]
    last = max(listed, key=lambda row: row.get("attempt") or 0)
    if "attempt" not in last:
        return {"main": [{**last, "attempt": 1}]}
    if last.get("recheck_result") != "failed":
        return rows
    return {"main": [*listed, {"finding_no": last["finding_no"], "attempt": last["attempt"] + 1}]}


def pack_of(session: Session, school_id: int, month: Period) -> tuple[TemplateFill, list[tuple[Return, TemplateFill]]]:
    """School and month, and every return due in it that the school may still change, each with its filling."""
    school = session.scalars(select(Tenant).where(Tenant.school_id == school_id)).one()
    about = TemplateFill(
        school_code=school.school_code,
        school_name=Text(school.name_zh, school.name_en),
        period_key=month.key,
        period_name=_DUE_IN.fill(month=name_of(month)),
        period_start=month.start,
    )
    owed = pack_duties(session, school_id, month)
    handed_in = select(Version.duty_id).where(
        Version.duty_id.in_([each.id for each in owed]),
        Version.state.in_((VersionState.SUBMITTED, VersionState.ACCEPTED)),
    )
    done = set(session.scalars(handed_in))
    open_ones = [each for each in owed if each.closed_at is None and each.id not in done]
    returns = [get_return(each.return_code, period_of(each.period_key).start) for each in open_ones]
    return about, list(zip(returns, template_fills(session, open_ones), strict=True))


def _context(ret: Return, subject: Subject, around: Surroundings) -> dict[str, Any]:
    """What the rules look at beside the rows, for checking the filled workbook without the server."""
    frame = frame_of(ret, [subject], around)
    frame.special_days = around.teaching.special_around(subject.period)
    leave_out_personal(ret, frame)
    return as_context(frame)


def _own_rows(session: Session, ret: Return, duty: Duty) -> Rows:
    """The figures of the latest version while it is the school's to change."""
    latest = session.scalar(
        select(Version).where(Version.duty_id == duty.id).order_by(Version.version_no.desc()).limit(1)
    )
    if latest is None or latest.state is not VersionState.DRAFT:
        return {}
    return _typed(ret, latest.figures, partial(seals_of(session).school, duty.school_id))


def _first_rows(session: Session, ret: Return, period: Period, previous: Rows, profile: Profile) -> Rows:
    """What a template brings before anything is filed: of an event its number and day, else what is carried over."""
    if ret.period is not PeriodType.EVENT:
        return _carried(session, ret, previous, profile, period.start, period.end)
    part = ret.parts[0]
    if ret.week_field:
        sunday = period.start + timedelta(days=6)
        week = week_rows(
            part,
            ret.week_field,
            period.start,
            earlier=previous.get(part.code, []),
            facilities=profile.open_facilities(period.start, sunday),
            special=special_days(session, period.start, sunday),
        )
        return {part.code: week}
    row: dict[str, Any] = {}
    if ret.record_field:
        row[ret.record_field] = record_no(ret, profile.values["school_code"], period)
    if ret.event_field and part.field(ret.event_field).kind is Kind.DATE:
        row[ret.event_field] = period.start
    return {part.code: [row]} if row else {}


def _carried(session: Session, ret: Return, previous: Rows, profile: Profile, start: date, end: date) -> Rows:
    facilities = profile.open_facilities(start, end)
    found = {part.code: _part_rows(part, previous.get(part.code, []), facilities) for part in ret.parts}
    for part in ret.parts:
        stages = part.field(part.key[0]).school_stages if len(part.key) == 1 else ()
        if stages:
            found[part.code] = _schools(session, part, stages, found[part.code])
    return found


def _schools(
    session: Session, part: Part, stages: Sequence[str], earlier: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """A row for each open school with one of the stages, with what is carried over."""
    (code,) = part.key
    by_code = {row[code]: row for row in earlier}
    listed = [each.school_code for each in registered_schools(session) if each.is_open and {*each.stages} & {*stages}]
    return [by_code.get(each, {code: each}) for each in listed]


def _part_rows(
    part: Part, earlier: Sequence[Mapping[str, Any]], facilities: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    by_key = {tuple(row.get(code) for code in part.key): row for row in earlier}
    key_fields = [part.field(code) for code in part.key]
    if len(key_fields) == 1 and (kind := key_fields[0].facility_kind):
        keys: list[tuple[Any, ...]] = [(number,) for number in facilities.get(kind, ())]
    else:
        keys = [key for key in by_key if _is_open(key, key_fields, facilities)]
    if not part.key:
        return [_row(part, (), earlier[0])] if earlier else []
    return [_row(part, key, by_key.get(key, {})) for key in keys]


def _is_open(key: tuple[Any, ...], fields: Sequence[Field], facilities: Mapping[str, Sequence[str]]) -> bool:
    return all(
        each.facility_kind is None or value in facilities.get(each.facility_kind, ())
        for value, each in zip(key, fields, strict=True)
    )


def _row(part: Part, key: tuple[Any, ...], earlier: Mapping[str, Any]) -> dict[str, Any]:
    carried = {each.code: earlier.get(each.carried_from) for each in part.fields if each.carried_from}
    row = carried | dict(zip(part.key, key, strict=True))
    return {code: value for code, value in row.items() if value is not None}


def _typed(ret: Return, figures: Mapping[str, Any], seal: Callable[[], SchoolSeal]) -> Rows:
    """Stored figures as values, personal ones opened; parts without rows are left out."""
    return {
        part.code: [
            {each.code: reader_of(each)(row[each.code]) for each in part.fields if row.get(each.code) is not None}
            for row in ([open_row(seal(), ret, part, row) for row in rows] if personal_fields(part) else rows)
        ]
        for part in ret.parts
        if (rows := figures.get(part.code))
    }
