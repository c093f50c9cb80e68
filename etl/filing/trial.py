"""Trying out a rule or a setting on what was accepted last: which schools it would hit, before it holds.

Nothing is kept: a setting is put in place within a savepoint that is rolled back, so that the very code that checks
filings judges it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from etl.checking.rules import rule_findings
from etl.filing.earlier import COUNTS
from etl.filing.frames import Subject, Surroundings, frame_of
from tenants.calendar.periods import Period, period_of
from tenants.calendar.workdays import bureau_day
from tenants.filing.models import Version
from tenants.returns.catalogue import all_returns, every_version
from tenants.returns.declaration import PeriodType, Return, Rule
from tenants.returns.findings import Finding
from tenants.returns.frame import evaluate
from tenants.returns.notation.checks import checks_of
from tenants.returns.notation.tree import Lookup, Scalar

BATCH = 500
_SECONDS = 20
_FIGURES = text(f"""
    select v.school_id, v.period_key, v.figures, v.submitted_at
    from version v
    where v.return_code = :code and v.period_key = any(:keys) and v.nil_reason is null and {COUNTS}
    order by v.school_id, v.period_key
""")  # noqa: S608 - constants put together

_USING = text(f"""
    select count(distinct v.school_id)
    from version v
    cross join unnest(cast(:parts as text[]), cast(:fields as text[])) as f(part, field)
    cross join lateral jsonb_array_elements(coalesce(v.figures -> f.part, '[]'::jsonb)) as r(filed)
    where v.return_code = :code and v.accepted_at >= :since and {COUNTS}
        and (r.filed -> f.field) @> to_jsonb(cast(:value as text))
""")  # noqa: S608 - constants put together

Asked = Mapping[str, tuple[Return, tuple[Rule, ...]]]  # by return code
Hits = dict[str, dict[int, list[Finding]]]  # rule -> school -> findings


@dataclass(frozen=True)
class Sample:
    """What was accepted last of one return."""

    ret: Return
    rules: frozenset[str]
    subjects: tuple[Subject, ...]

    @property
    def periods(self) -> list[Period]:
        """The periods it is of, the earliest first."""
        found = {each.period_key: each.period for each in self.subjects}
        return sorted(found.values(), key=lambda each: (each.start, each.key))

    @property
    def schools(self) -> int:
        """How many schools."""
        return len({each.school_id for each in self.subjects})


@dataclass(frozen=True)
class RuleEffect:
    """What a change does to one rule."""

    ret: Return
    rule: Rule
    period: Period | None  # None: nothing was accepted yet
    schools: int  # judged
    newly: Mapping[int, list[Finding]] = field(default_factory=dict)
    no_longer: Mapping[int, list[Finding]] = field(default_factory=dict)
    still: int = 0  # broken before and after


def rules_that_ask(name: str, key: str, on: date) -> dict[str, tuple[Return, tuple[Rule, ...]]]:
    """The rules of each return that look at a parameter (``P``, its code) or at a reference table."""

    def asks(node: Any) -> bool:
        if name == "P":
            return isinstance(node, Scalar) and node.name == f"P.{key}"
        return isinstance(node, Lookup) and node.table == name

    found = {}
    for ret in all_returns(on):
        rules = tuple(
            check.rule for check in checks_of(ret).decided if any(asks(node) for node in check.tree.walk())
        )  # fmt: skip
        if rules:
            found[ret.code] = (ret, rules)
    return found


def samples(session: Session, asked: Asked, *, today: date) -> list[Sample]:
    """The latest accepted period of each return that is over: last month's, where it has any."""
    counts = (
        select(Version.return_code, Version.period_key)
        .where(Version.return_code.in_(asked), Version.accepted_at.is_not(None), Version.nil_reason.is_(None))
        .group_by(Version.return_code, Version.period_key)
        .having(func.count() > 0)
    )
    keys: dict[str, list[str]] = {}
    for code, key in session.execute(counts):
        keys.setdefault(code, []).append(key)
    return [
        Sample(
            _narrowed(ret, rules),
            frozenset(each.code for each in rules),
            tuple(_subjects(session, ret, _latest(ret, keys.get(ret.code, []), today))),
        )
        for ret, rules in asked.values()
    ]


def judge(session: Session, sampled: Iterable[Sample]) -> Hits:
    """Which schools break which of the sampled rules, with the findings they would see."""
    session.expire_all()
    hits: Hits = {}
    for sample in sampled:
        for start in range(0, len(sample.subjects), BATCH):
            some = sample.subjects[start : start + BATCH]
            frame = frame_of(sample.ret, some, Surroundings(session, some, sees_district=True))
            broken, _ = evaluate(sample.ret, frame)
            for each in broken:
                if each.rule.code in sample.rules:
                    finding = rule_findings(sample.ret, each, frame, {})
                    hits.setdefault(each.rule.code, {}).setdefault(some[each.version].school_id, []).append(finding)
    return hits


def effect_of(
    session: Session, asked: Asked, change: Callable[[Session, Sequence[date]], None], *, today: date
) -> list[RuleEffect]:
    """Which schools of last month's accepted returns would newly break, or no longer break, which rules.

    Args:
        session: A session that may make the change; nothing of it stays.
        asked: The rules to look at.
        change: Makes the change as if it had held on those days.
        today: The bureau's day.
    """
    limit_seconds(session)
    sampled = samples(session, asked, today=today)
    before = judge(session, sampled)
    days = sorted({period.start for each in sampled for period in each.periods})
    with session.begin_nested() as savepoint:
        change(session, days)
        after = judge(session, sampled)
        savepoint.rollback()
    session.expire_all()
    return [
        _effect(sample, rule, before.get(rule.code, {}), after.get(rule.code, {}))
        for sample in sampled
        for rule in sample.ret.rules
        if rule.code in sample.rules
    ]


def hits_of(session: Session, ret: Return, rule: Rule, *, today: date) -> RuleEffect:
    """Which schools of last month's accepted returns a rule would hit, whatever days it holds."""
    limit_seconds(session)
    rule = replace(rule, since=None, until=None)
    (sample,) = samples(session, {ret.code: (ret, (rule,))}, today=today)
    return _effect(sample, rule, {}, judge(session, [sample]).get(rule.code, {}))


def schools_using(session: Session, list_name: str, code: str, *, since: date) -> list[tuple[Return, int]]:
    """How many schools have entered a code in accepted figures since a day, return by return; none left out."""
    limit_seconds(session)
    found = []
    for ret in every_version():
        fields = [(part.code, each.code) for part, each in ret.each_field() if each.codes == list_name]
        if fields:
            asked = {"code": ret.code, "since": since, "value": code}
            asked |= {"parts": [part for part, _ in fields], "fields": [name for _, name in fields]}
            found.append((ret, session.execute(_USING, asked).scalar_one()))
    return found


def limit_seconds(session: Session) -> None:
    """Let no statement of this transaction run for long."""
    session.execute(text(f"set local statement_timeout = '{_SECONDS}s'"))


def _narrowed(ret: Return, rules: tuple[Rule, ...]) -> Return:
    """The declaration with nothing but these rules, and those they may speak of."""
    codes = {each.code for each in rules}
    named = (
        [each for each in ret.rules if each.code not in codes] if any("met(" in each.holds for each in rules) else []
    )
    return replace(ret, rules=(*named, *rules), indicators=())


def _effect(
    sample: Sample, rule: Rule, before: Mapping[int, list[Finding]], after: Mapping[int, list[Finding]]
) -> RuleEffect:
    periods = sample.periods
    return RuleEffect(
        sample.ret,
        rule,
        periods[-1] if periods else None,
        sample.schools,
        {school: found for school, found in after.items() if school not in before},
        {school: found for school, found in before.items() if school not in after},
        len(before.keys() & after.keys()),
    )


def _latest(ret: Return, keys: Sequence[str], today: date) -> list[str]:
    """The keys of the latest period that is over; of events, those of the latest month with any."""
    periods = [period_of(key) for key in keys]
    past = [each for each in periods if each.end < today] or periods
    if not past:
        return []
    latest = max(each.start for each in past)
    if ret.period is PeriodType.EVENT:
        return [each.key for each in past if (each.start.year, each.start.month) == (latest.year, latest.month)]
    return [each.key for each in past if each.start == latest]


def _subjects(session: Session, ret: Return, keys: Sequence[str]) -> Iterable[Subject]:
    if not keys:
        return
    for row in session.execute(_FIGURES, {"code": ret.code, "keys": list(keys)}):
        on = bureau_day(row.submitted_at) if row.submitted_at else None
        yield Subject(row.school_id, row.period_key, row.figures, on)
