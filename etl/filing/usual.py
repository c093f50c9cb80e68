"""What is usual for figures being filed: the school's own earlier periods, last year's, and those of its peers.

Only accepted figures are looked at, a handful of statements for each part of a return in the batch. Peers are the
school's peer group (catalogue 5) in the same period, or in the same period a year before where too few have filed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from sqlalchemy import ARRAY, Float, Integer, Text, and_, bindparam, cast, func, select, text
from sqlalchemy.orm import Session

from etl.checking.unusual import LEAST_PEERS, Beside, Measured, Unusual, judge
from etl.checking.unusual_words import finding_of, more_finding
from etl.filing.earlier import COUNTS
from etl.filing.frames import Subject, Surroundings
from etl.workbook.filed import PartRead
from tenants.calendar.models import SchoolCalendar
from tenants.calendar.periods import Period, containing, period_of, previous, year_before
from tenants.facts import PeerGroup
from tenants.filing.models import Version
from tenants.registry.profile import main_stage
from tenants.returns.declaration import Field, Kind, Part, PeriodType, Return, Sensitivity
from tenants.returns.findings import Finding
from tenants.supplementary.rows import rows_of

MOST_ASKED = 5  # figures of one filing that are asked about one by one
LEAST_DAYS = 10  # of teaching: a shorter month is neither judged nor looked back at
_MONTHS_BACK = 12
_WATCHED = {Kind.INT, Kind.DEC1, Kind.DEC2, Kind.MONEY, Kind.PCT}

Key = tuple[str, ...]
Rows = dict[tuple[int, str], dict[Key, list[Mapping[str, Any]]]]  # (school, period) -> key -> rows
Strange = tuple[Unusual, Field, Finding]
Places = set[tuple[str | None, str | None, int | None]]  # part, field, row number


@dataclass
class _Compared:
    """A part with what its figures are compared with."""

    part: Part
    watched: Sequence[Field]
    earlier: Rows
    peers: Rows
    of_groups: dict[tuple[str, str, Key, str], dict[int, Measured]] = field(default_factory=dict)  # filled when asked


@dataclass
class Usual:
    """What is usual around the subjects of a batch; what several returns need is read once."""

    session: Session
    around: Surroundings
    _sizes: dict[tuple[int, str], float | None] = field(default_factory=dict)

    def findings(
        self, ret: Return, subjects: Sequence[Subject], read: Sequence[Mapping[str, PartRead]], known: Sequence[Places]
    ) -> list[list[Finding]]:
        """The queries about each subject's unusual figures, the strangest first; the rest in one note.

        Args:
            ret: The declaration of the subjects.
            subjects: Figures being filed.
            read: Their parts as read; figures of the form have no cells.
            known: Places of each subject that something was found at already: nobody is asked twice about a figure.
        """
        found: list[list[Strange]] = [[] for _ in subjects]
        if ret.period is not PeriodType.EVENT:
            for part in ret.parts:
                watched = [each for each in part.fields if _is_watched(part, each)]
                filing = [each for each in subjects if each.figures.get(part.code)]
                if watched and filing:
                    compared = self._compared(ret, part, watched, filing)
                    if not compared.earlier and not compared.peers:
                        continue
                    for owner, subject in enumerate(subjects):
                        strange = self._strange(compared, subject, read[owner].get(part.code))
                        found[owner] += [each for each in strange if _place(each[2]) not in known[owner]]
        return [_asked(each) for each in found]

    def _compared(self, ret: Return, part: Part, watched: list[Field], filing: Sequence[Subject]) -> "_Compared":
        keys = {key for each in filing for key in (*_back(each.period), year_before(each.period).key)}
        earlier = _rows(self.session, ret, part, watched, {each.school_id for each in filing}, keys)
        peers: Rows = {}
        if self.around.sees_district and _is_shared(part):
            groups = {self._group_of.get(each.school_id) for each in filing} - {None}
            near = {school for school, group in self._group_of.items() if group in groups}
            keys = {key for each in filing for key in (each.period_key, year_before(each.period).key)}
            peers = _rows(self.session, ret, part, watched, near, keys)
        return _Compared(part, watched, earlier, peers)

    def _strange(self, compared: "_Compared", subject: Subject, read: PartRead | None) -> Iterator[Strange]:
        part, size = compared.part, self._size(subject.school_id, subject.period_key)
        listed = subject.figures.get(part.code, ())
        counts = Counter(_key(part, row) for row in listed)
        for row_no, row in enumerate(listed, 1):
            key = _key(part, row)
            if counts[key] > 1 or size == 0:
                continue
            for each in compared.watched:
                if row.get(each.code) is None:
                    continue
                value = float(row[each.code])
                now, beside = (
                    Measured(value, value / size if size else None),
                    self._beside(compared, subject, key, each),
                )
                unusual = judge(each, now, beside)
                if unusual is not None:
                    says = finding_of(each, now, beside, unusual, part=part.code, row_no=row_no, read=read)
                    yield unusual, each, says

    def _beside(self, compared: "_Compared", subject: Subject, key: Key, each: Field) -> Beside:
        school = subject.school_id
        back = (self._one(compared.earlier, school, period_key, key, each) for period_key in _back(subject.period))
        year = year_before(subject.period).key
        return Beside(
            earlier=[one for one in back if one is not None],
            last_year=self._one(compared.earlier, school, year, key, each),
            peers=self._peers(compared, subject, key, each) if compared.peers else (),
        )

    def _peers(self, compared: "_Compared", subject: Subject, key: Key, each: Field) -> Sequence[Measured]:
        group = self._group_of.get(subject.school_id, "")
        for period_key in (subject.period_key, year_before(subject.period).key):
            place = (group, period_key, key, each.code)
            if place not in compared.of_groups:
                found = {
                    school: one
                    for school in self._schools_of.get(group, ())
                    if (one := self._one(compared.peers, school, period_key, key, each)) and one.each is not None
                }
                compared.of_groups[place] = found
            others = [one for school, one in compared.of_groups[place].items() if school != subject.school_id]
            if len(others) >= LEAST_PEERS:
                return others
        return ()

    def _one(self, rows: Rows, school_id: int, period_key: str, key: Key, each: Field) -> Measured | None:
        """The figure of the one row of that key; of two rows with the same key none."""
        listed = rows.get((school_id, period_key), {}).get(key, ())
        if len(listed) != 1 or listed[0][each.code] is None:
            return None
        size, value = self._size(school_id, period_key), listed[0][each.code]
        return None if size == 0 else Measured(value, value / size if size else None)

    def _size(self, school_id: int, period_key: str) -> float | None:
        """Pupils times teaching days; None where either is not known, 0 for a month too short to compare."""
        if (school_id, period_key) not in self._sizes:
            self._sizes[school_id, period_key] = self._pupil_days(school_id, period_of(period_key))
        return self._sizes[school_id, period_key]

    def _pupil_days(self, school_id: int, period: Period) -> float | None:
        days = 1
        if period.type is PeriodType.MONTH:
            taught = self._teaching_days.get((period.key, self._stage_of.get(school_id, "")))
            if taught is None or taught < LEAST_DAYS:
                return None if taught is None else 0
            days = taught
        year = containing(PeriodType.SCHOOL_YEAR, period.start).key
        listed = self._pupils.get(school_id, [])
        pupils = next((count for key, count in listed if key <= year), listed[-1][1] if listed else None)
        return pupils * days if pupils else None

    @cached_property
    def _group_of(self) -> dict[int, str]:
        if not self.around.sees_district:
            return {}
        groups = self.session.execute(select(PeerGroup.school_id, PeerGroup.peer_group))
        return {each.school_id: each.peer_group for each in groups}

    @cached_property
    def _schools_of(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for school, group in self._group_of.items():
            found.setdefault(group, []).append(school)
        return found

    @cached_property
    def _stage_of(self) -> dict[int, str]:
        """The main stage of the subjects' schools; peers have the stage that leads their group's name."""
        found = {school: group.partition("/")[0] for school, group in self._group_of.items()}
        for school, profile in self.around.schools.items():
            found[school] = main_stage(profile.stages, profile.values["school_type"])
        return found

    @cached_property
    def _teaching_days(self) -> dict[tuple[str, str], int]:
        asked = select(SchoolCalendar.month, SchoolCalendar.stage, SchoolCalendar.teaching_days)
        return {(each.month, each.stage): each.teaching_days for each in self.session.execute(asked)}

    @cached_property
    def _pupils(self) -> dict[int, list[tuple[str, int]]]:
        """Pupils by school and school year, the latest year first."""
        found: dict[int, list[tuple[str, int]]] = {}
        for each in self.session.execute(_PUPILS):
            found.setdefault(each.school_id, []).append((each.period_key, each.pupils))
        return found


_PUPILS = text(f"""
    select v.school_id, v.period_key, sum(e.students) as pupils
    from version v
    join returns.school_profile_enrolment e
        on e.district_id = v.district_id and e.school_id = v.school_id and e.version_id = v.id
    where v.return_code = 'school_profile' and {COUNTS}
    group by v.school_id, v.period_key
    order by v.school_id, v.period_key desc
""")  # noqa: S608 - constants put together


def _rows(
    session: Session, ret: Return, part: Part, watched: Sequence[Field], schools: Iterable[int], keys: Iterable[str]
) -> Rows:
    """The rows of a part that count, of some schools and periods; numbers as floats; one statement."""
    table = rows_of(ret, part)
    columns = [table.c[code] for code in part.key]
    numbers = [cast(table.c[each.code], Float).label(each.code) for each in watched]
    v = Version.__table__.alias("v")
    asked = (
        select(table.c.school_id, table.c.period_key, *columns, *numbers)
        .join(
            v,
            and_(
                v.c.district_id == table.c.district_id,
                v.c.school_id == table.c.school_id,
                v.c.id == table.c.version_id,
            ),
        )
        .where(
            v.c.return_code == ret.code,
            v.c.school_id == func.any(bindparam("schools", sorted(schools), ARRAY(Integer))),
            v.c.period_key == func.any(bindparam("keys", sorted(keys), ARRAY(Text))),
            text(COUNTS),
        )
    )
    found: Rows = {}
    for row in (dict(each) for each in session.execute(asked).mappings()):
        by_key = found.setdefault((row["school_id"], row["period_key"]), {})
        by_key.setdefault(_key(part, row), []).append(row)
    return found


def _asked(found: Sequence[Strange]) -> list[Finding]:
    ordered = sorted(found, key=lambda each: -each[0].times)
    asked = [finding for _, _, finding in ordered[:MOST_ASKED]]
    rest = [each for _, each, _ in ordered[MOST_ASKED:]]
    return [*asked, more_finding(rest)] if rest else asked


def _is_watched(part: Part, each: Field) -> bool:
    return each.kind in _WATCHED and each.code not in part.key and each.sensitivity is not Sensitivity.PERSONAL


def _is_shared(part: Part) -> bool:
    """Whether rows of several schools can stand for the same: keyed by nothing, codes or the school's facilities."""
    return all(part.field(code).kind is Kind.CODE or part.field(code).facility_kind for code in part.key)


@cache
def _back(period: Period) -> list[str]:
    """The periods before, the latest first."""
    found = [previous(period)]
    for _ in range(_MONTHS_BACK - 2 if period.type is PeriodType.MONTH else 5):
        found.append(previous(found[-1]))
    return [each.key for each in found]


def _key(part: Part, row: Mapping[str, Any]) -> Key:
    return tuple(str(row.get(code)) for code in part.key)


def _place(finding: Finding) -> tuple[str | None, str | None, int | None]:
    return finding.part, finding.field, finding.row_no
