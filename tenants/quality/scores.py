"""The quality score: how a school files what it owes, in five parts, counted over what fell due in a span.

Weights are those of docs/quality.md. A part with nothing to count is left out and the others weigh more, as in the
oversight index of the catalogue (5). Marks are counted beside it and weigh nothing: they are reasons to look.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from tenants.text import Text


@dataclass(frozen=True)
class Counted:
    """What the score is made of: counts of returns owed, and of queries."""

    owed: int  # due before today
    filed: int  # handed in at all
    on_time: int  # handed in first by the due day
    not_sent_back: int  # of those filed
    not_reopened: int  # of those filed
    queries: int  # of versions handed in, found later ones included
    answered: int
    marks: int  # 0 for who may not read them


@dataclass(frozen=True)
class Part:
    """One part of a score."""

    code: str
    label: Text
    why: Text
    weight: int
    hits: int
    of: int

    @property
    def share_pct(self) -> float | None:
        """0 to 100; None where there is nothing to count."""
        return 100 * self.hits / self.of if self.of else None


@dataclass(frozen=True)
class SchoolScore:
    """A school, or one of its returns, with what was counted."""

    school_id: int
    school_code: str
    school_name: Text
    sort_key: str
    return_code: str  # "" for all returns together
    counted: Counted

    @property
    def score(self) -> float | None:
        """0 to 100."""
        return score_of(parts_of(self.counted))


@dataclass(frozen=True)
class DutyQuality:
    """One return owed, with what counts in the score."""

    duty_id: UUID
    version_id: UUID | None  # the latest handed in
    period_key: str
    due_on: date
    first_on: date | None
    times_sent_back: int
    times_reopened: int
    queries: int
    answered: int
    marks: int


_TIMELY = Text("按时", "On time"), Text("应报期数中，首次提交不晚于截止日的", "Owed, first handed in by the due day")
_COMPLETE = (
    Text("报齐", "Complete"),
    Text("应报期数中，已经提交的（含迟报、零报告）", "Owed, handed in at all, late or nil"),
)
_RIGHT = Text("一次报对", "Right first time"), Text("已提交的期数中，没有被退回的", "Handed in and never sent back")
_ANSWERED = Text("疑问已说明", "Queries explained"), Text("已提交版本的疑问中，有说明的", "Queries with an explanation")
_KEPT = Text("未再更正", "No later correction"), Text(
    "已提交的期数中，通过后没有重新开放的", "Handed in and not reopened after acceptance"
)  # fmt: skip


def parts_of(counted: Counted) -> list[Part]:
    """The parts of a score, with their weights."""
    return [
        Part("timely", *_TIMELY, 30, counted.on_time, counted.owed),
        Part("complete", *_COMPLETE, 30, counted.filed, counted.owed),
        Part("right_first_time", *_RIGHT, 20, counted.not_sent_back, counted.filed),
        Part("answered", *_ANSWERED, 10, counted.answered, counted.queries),
        Part("uncorrected", *_KEPT, 10, counted.not_reopened, counted.filed),
    ]


def score_of(parts: list[Part]) -> float | None:
    """The weighted mean of the parts that have something to count; None where none has."""
    counting = [(each.weight, each.share_pct) for each in parts if each.share_pct is not None]
    return sum(weight * share for weight, share in counting) / sum(w for w, _ in counting) if counting else None


_OWED = """
    with owed as (
        select d.district_id, d.school_id, d.id, d.return_code, d.period_key, d.due_on
        from duty d
        where d.due_on >= :since and d.due_on < :today
            and (cast(:school_id as int) is null or d.school_id = :school_id)
            and (cast(:return_code as text) is null or d.return_code = :return_code)
    ),
    handed as (
        select v.school_id, v.duty_id,
            min((v.submitted_at at time zone 'Asia/Shanghai')::date) as first_on,
            count(*) filter (where v.state = 'sent_back') as times_sent_back,
            count(*) filter (where v.state = 'reopened') as times_reopened,
            (array_agg(v.id order by v.version_no desc))[1] as version_id
        from version v join owed o on o.school_id = v.school_id and o.id = v.duty_id
        where v.submitted_at is not null
        group by v.school_id, v.duty_id
    ),
    asked as (
        select f.school_id, f.duty_id, count(*) as queries, count(f.justification) as answered
        from finding f
        join owed o on o.school_id = f.school_id and o.id = f.duty_id
        join version v on v.district_id = f.district_id and v.school_id = f.school_id and v.id = f.version_id
        where f.severity = 'query' and v.submitted_at is not null
        group by f.school_id, f.duty_id
    ),
    marked as (
        select m.school_id, m.duty_id, count(*) as marks
        from quality_mark m join owed o on o.school_id = m.school_id and o.id = m.duty_id
        group by m.school_id, m.duty_id
    )"""
_JOINED = """
    from owed o
    left join handed h on h.school_id = o.school_id and h.duty_id = o.id
    left join asked a on a.school_id = o.school_id and a.duty_id = o.id
    left join marked m on m.school_id = o.school_id and m.duty_id = o.id"""
_SCORES = f"""{_OWED}
    select o.school_id, {{code}} as return_code, s.school_code, s.name_zh, s.name_en, s.sort_key,
        count(*) as owed, count(h.first_on) as filed, count(*) filter (where h.first_on <= o.due_on) as on_time,
        count(*) filter (where h.times_sent_back = 0) as not_sent_back,
        count(*) filter (where h.times_reopened = 0) as not_reopened,
        coalesce(sum(a.queries), 0)::int as queries, coalesce(sum(a.answered), 0)::int as answered,
        coalesce(sum(m.marks), 0)::int as marks
    {_JOINED}
    join school s on s.district_id = o.district_id and s.school_id = o.school_id
    group by o.school_id, {{code}}, s.school_code, s.name_zh, s.name_en, s.sort_key
    order by s.sort_key, {{code}}"""
_BY_SCHOOL, _BY_RETURN = text(_SCORES.format(code="cast('' as text)")), text(_SCORES.format(code="o.return_code"))
_DUTIES = text(f"""{_OWED}
    select o.id as duty_id, h.version_id, o.period_key, o.due_on, h.first_on,
        coalesce(h.times_sent_back, 0) as times_sent_back, coalesce(h.times_reopened, 0) as times_reopened,
        coalesce(a.queries, 0) as queries, coalesce(a.answered, 0) as answered, coalesce(m.marks, 0) as marks
    {_JOINED}
    order by o.due_on desc, o.period_key desc""")


def school_scores(session: Session, *, since: date, today: date, return_code: str | None = None) -> list[SchoolScore]:
    """One score for each school in scope that owed something, in the order of their names; one statement."""
    asked = {"since": since, "today": today, "school_id": None, "return_code": return_code}
    return [_scored(dict(each)) for each in session.execute(_BY_SCHOOL, asked).mappings()]


def return_scores(session: Session, school_id: int, *, since: date, today: date) -> list[SchoolScore]:
    """One score for each return that a school owed; one statement."""
    asked = {"since": since, "today": today, "school_id": school_id, "return_code": None}
    return [_scored(dict(each)) for each in session.execute(_BY_RETURN, asked).mappings()]


def duties_scored(session: Session, school_id: int, return_code: str, *, since: date, today: date) -> list[DutyQuality]:
    """What a school owed of one return, the latest first: the rows behind its score."""
    asked = {"since": since, "today": today, "school_id": school_id, "return_code": return_code}
    return [DutyQuality(**each) for each in session.execute(_DUTIES, asked).mappings()]


def together(scores: list[SchoolScore]) -> Counted:
    """The counts of several scores as one."""
    names = Counted.__dataclass_fields__
    return Counted(**{name: sum(getattr(each.counted, name) for each in scores) for name in names})


def _scored(row: Mapping[str, Any]) -> SchoolScore:
    counted = Counted(**{name: row[name] for name in Counted.__dataclass_fields__})
    name = Text(row["name_zh"], row["name_en"])
    return SchoolScore(row["school_id"], row["school_code"], name, row["sort_key"], row["return_code"], counted)
