"""All that rules and indicators look at, for many versions of one return, in a handful of statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from etl.filing.earlier import Filed, Records, accepted_records, counting_figures, latest_before, owed_and_not_accepted
from etl.filing.medians import DISTRICT_TABLES, medians
from tenants.calendar.parameters import Settings, load_settings
from tenants.calendar.periods import Period, containing, matching, period_of, periods_between, previous, year_before
from tenants.calendar.teaching import Teaching, load_teaching
from tenants.calendar.workdays import bureau_day
from tenants.filing.figures import as_rows
from tenants.filing.models import Version
from tenants.personal.seals import seals_of
from tenants.reference.lookups import reference_tables
from tenants.registry.profile import Profile, main_stage, profiles
from tenants.returns.catalogue import event_codes, get_return
from tenants.returns.conditions import applies_to
from tenants.returns.declaration import PeriodType, Return, Rule
from tenants.returns.frame import Frame
from tenants.returns.kept import Kept
from tenants.returns.local import with_rules
from tenants.returns.needs import Needs, needs_of
from tenants.settings.local_rules import rules_in_use

_SPANS: dict[str, PeriodType | None] = {
    "month": PeriodType.MONTH,
    "term": PeriodType.TERM,
    "school_year": PeriodType.SCHOOL_YEAR,
    "year": PeriodType.YEAR,
    "ever": None,  # of event returns alone
}


@dataclass(frozen=True)
class Subject:
    """What is to be looked at: figures of a school for a period."""

    school_id: int
    period_key: str
    figures: Mapping[str, Any]
    on: date | None = None  # the day it was handed in; while it is not, the day it is looked at

    @cached_property
    def period(self) -> Period:
        """The period of its key."""
        return period_of(self.period_key)


def subject_of(version: Version) -> Subject:
    """What rules and indicators look at of a version that was handed in."""
    on = bureau_day(version.submitted_at) if version.submitted_at else None
    return Subject(version.school_id, version.period_key, version.figures, on)


@dataclass
class Surroundings:
    """A district's registry, calendar and settings, read once for all returns of a batch."""

    session: Session
    subjects: Sequence[Subject]
    sees_district: bool = False  # medians of all schools can be worked out
    _records: Records = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    @cached_property
    def schools(self) -> dict[int, Profile]:
        """The schools of the subjects."""
        return profiles(self.session, {each.school_id for each in self.subjects})

    @cached_property
    def settings(self) -> Settings:
        """Parameters and limits."""
        return load_settings(self.session)

    @cached_property
    def local_rules(self) -> dict[str, tuple[Rule, ...]]:
        """The rules the district wrote itself, by return."""
        return rules_in_use(self.session)

    def as_checked(self, ret: Return) -> Return:
        """A declaration with the district's own rules, as filings are checked by."""
        return with_rules(ret, self.local_rules.get(ret.code, ()))

    def records(self, codes: Iterable[str]) -> Records:
        """The accepted records of event returns by school and return, each return asked for once."""
        events = event_codes() & set(codes) - self._asked
        if events:
            self._asked |= events
            schools = {each.school_id for each in self.subjects}
            self._records |= accepted_records(self.session, events, schools)
        return self._records

    @cached_property
    def teaching(self) -> Teaching:
        """Teaching days and special days around the subjects' periods."""
        return load_teaching(self.session, {each.period for each in self.subjects})


def frame_of(ret: Return, subjects: Sequence[Subject], around: Surroundings) -> Frame:
    """A frame over the subjects, in their order, filled with what the return's rules and indicators need.

    Args:
        ret: The declaration of all the subjects.
        subjects: Figures of this return.
        around: Read once for the batch; its subjects include these.
    """
    needs = _NEEDS.of(ret)
    seal_of = seals_of(around.session).by_owner([each.school_id for each in subjects])
    frame = Frame(
        versions=len(subjects),
        parts=as_rows(ret, ((owner, each.figures) for owner, each in enumerate(subjects)), seal_of),
        period_start=[each.period.start for each in subjects],
        period_end=[each.period.end for each in subjects],
        submitted_on=[each.on for each in subjects],
        special_days=around.teaching.special,
    )
    profile_of = [around.schools[each.school_id] for each in subjects]
    stages = [main_stage(each.stages, each.values["school_type"]) for each in profile_of]
    _fill_school(frame, subjects, profile_of)
    frame.school["main_stage"] = [each or None for each in stages]
    taught = [around.teaching.of(each.period, stage) for each, stage in zip(subjects, stages, strict=True)]
    frame.cal = {name: [each[name] for each in taught] for name in taught[0]} if taught else {}
    for code in needs.parameters:
        values = [around.settings.value(code, each.period.start, s) for each, s in zip(subjects, stages, strict=True)]
        frame.parameters[code] = values
    _fill_limits(frame, needs, subjects, profile_of, around)
    _fill_earlier(frame, ret, needs, subjects, profile_of, around)
    return frame


_NEEDS: Kept[Return, Needs] = Kept(needs_of)


def _fill_school(frame: Frame, subjects: Sequence[Subject], schools: Sequence[Profile]) -> None:
    for name in schools[0].values if schools else ():
        frame.school[name] = [each.values[name] for each in schools]
    frame.school["facilities_open"] = [
        school.open_facilities(each.period.start, each.period.end)
        for school, each in zip(schools, subjects, strict=True)
    ]


def _fill_limits(
    frame: Frame, needs: Needs, subjects: Sequence[Subject], schools: Sequence[Profile], around: Surroundings
) -> None:
    settings = around.settings
    if "cost_share_limit" in needs.limits:
        by_day = {each.period.start: settings.cost_shares(each.period.start) for each in subjects}
        frame.limits["cost_share_limit"] = [by_day[each.period.start] for each in subjects]
    if "meal_fee_cap" in needs.limits:
        wheres = [
            (each.period.start, school.values["locality"]) for each, school in zip(subjects, schools, strict=True)
        ]
        by_place = {each: settings.fee_caps(*each) for each in set(wheres)}
        frame.limits["meal_fee_cap"] = [by_place[each] for each in wheres]

    for name in sorted(needs.limits - {"cost_share_limit", "meal_fee_cap"}):
        if name not in DISTRICT_TABLES:
            tables = reference_tables(around.session, name, {each.period.start for each in subjects})
            frame.limits[name] = [tables[each.period.start] for each in subjects]
        elif around.sees_district:
            prices = medians(around.session, name, (each.period_key for each in subjects))
            frame.limits[name] = [prices.get(each.period_key, {}) for each in subjects]


def _fill_earlier(
    frame: Frame,
    ret: Return,
    needs: Needs,
    subjects: Sequence[Subject],
    schools: Sequence[Profile],
    around: Surroundings,
) -> None:
    """Other periods and other returns: one statement for what has a known key, one for the latest before."""
    session = around.session
    seal_of = seals_of(session).by_owner([each.school_id for each in subjects])
    wanted: dict[Filed, None] = {}
    records = around.records({ret.code, *needs.others, *needs.others_over})
    year_ago = [[Filed(each.school_id, ret.code, year_before(each.period).key)] for each in subjects]
    if needs.last_year:
        wanted |= dict.fromkeys(filed for (filed,) in year_ago)
    spans = {
        name: [_periods_beside(ret, each, kind, records) for each in subjects]
        for name, kind in _SPANS.items()
        if getattr(needs, name)
    }
    others = {code: [_matching(code, each, records) for each in subjects] for code in needs.others}
    whole = {
        (code, span): [_periods_within(code, each, _SPANS[span], records) for each in subjects]
        for code, asked in needs.others_over.items()
        for span in asked
    }
    for listed in (*spans.values(), *others.values(), *whole.values()):
        wanted |= dict.fromkeys(filed for owned in listed for filed in owned)
    found = counting_figures(session, wanted)
    if needs.previous:
        asked = [(owner, each.school_id, each.period_key) for owner, each in enumerate(subjects)]
        frame.previous = as_rows(ret, latest_before(session, ret.code, asked), seal_of)
        if ret.period is not PeriodType.EVENT:
            keys = [(owner, each.school_id, previous(each.period).key) for owner, each in enumerate(subjects)]
            frame.absent[ret.code] = owed_and_not_accepted(session, ret.code, keys)
    if needs.last_year:
        frame.last_year = as_rows(ret, _owned(year_ago, found), seal_of)
    for name, listed in spans.items():
        setattr(frame, name, as_rows(ret, _owned(listed, found), seal_of))
    for code, listed in others.items():
        frame.absent[code] = {
            owner
            for owner, keys in enumerate(listed)
            for filed in (keys if _declared(code, subjects[owner]).period is not PeriodType.EVENT else ())
            if filed not in found
            and applies_to(_declared(code, subjects[owner]), schools[owner].values)
            and around.settings.is_asked(code, period_of(filed.period_key).start)
        }
        frame.unasked[code] = {
            owner
            for owner, keys in enumerate(listed)
            if keys
            and not any(
                filed in found or around.settings.is_asked(code, period_of(filed.period_key).start) for filed in keys
            )
        }
        rows = as_rows(get_return(code, subjects[-1].period.start), _owned(listed, found), seal_of)
        frame.others |= {f"{code}.{part}": each for part, each in rows.items()}
    for (code, span), listed in whole.items():
        rows = as_rows(get_return(code, subjects[-1].period.start), _owned(listed, found), seal_of)
        frame.others |= {f"{code}.{part}@{span}": each for part, each in rows.items()}
        if _declared(code, subjects[-1]).period is not PeriodType.EVENT:
            owed = [(owner, each.school_id, each.period_key) for owner, filed in enumerate(listed) for each in filed]
            frame.absent.setdefault(code, set()).update(owed_and_not_accepted(session, code, owed))
        else:
            frame.absent.setdefault(code, set())


def _declared(code: str, subject: Subject) -> Return:
    return get_return(code, subject.period.start)


def _matching(code: str, subject: Subject, records: Records) -> list[Filed]:
    """Another return for the period that matches; of an event return every record of the period."""
    other = _declared(code, subject)
    if other.period is PeriodType.EVENT:
        return _of_records(code, subject, subject.period, records)
    return [Filed(subject.school_id, code, matching(subject.period, other.period).key)]


def _periods_within(code: str, subject: Subject, span: PeriodType | None, records: Records) -> list[Filed]:
    """Another return for every period of a span."""
    wide = containing(span, subject.period.start) if span is not None else None
    kind = _declared(code, subject).period
    if kind is PeriodType.EVENT or wide is None:
        return _of_records(code, subject, wide, records)
    return [Filed(subject.school_id, code, each.key) for each in periods_between(kind, wide.start, wide.end)]


def _periods_beside(ret: Return, subject: Subject, span: PeriodType | None, records: Records) -> list[Filed]:
    """The same return for every other period of a span."""
    wide = containing(span, subject.period.start) if span is not None else None
    if ret.period is PeriodType.EVENT or wide is None:
        found = _of_records(ret.code, subject, wide, records)
    else:
        periods = periods_between(ret.period, wide.start, wide.end)
        found = [Filed(subject.school_id, ret.code, each.key) for each in periods]
    return [each for each in found if each.period_key != subject.period_key]


def _of_records(code: str, subject: Subject, span: Period | None, records: Records) -> list[Filed]:
    keys = records.get((subject.school_id, code), ())
    return [Filed(subject.school_id, code, key) for key in keys if span is None or span.holds(period_of(key).start)]


def _owned(filed: Iterable[Sequence[Filed]], found: Mapping[Filed, Any]) -> Iterable[tuple[int, Mapping[str, Any]]]:
    """Owner and figures of what was found; several documents of one owner follow each other."""
    return [(owner, found[each]) for owner, listed in enumerate(filed) for each in listed if each in found]
