"""What a change would do to last month's accepted figures, in words: schools that newly break rules, or no longer do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.facts.bands import Moved, bands_moved
from etl.filing.trial import RuleEffect, effect_of, rules_that_ask, schools_using
from etl.similar.effect import lists_moved
from etl.similar.freezing import WEIGHTS, weights_on
from oversight.views.asked import lang, today
from tenants.calendar.periods import name_of
from tenants.registry.models import Tenant
from tenants.returns.catalogue import find_indicator
from tenants.returns.labels import SEVERITY_LABELS
from tenants.returns.notation.words import expression_words
from tenants.scope.viewer import Viewer
from tenants.settings.changing import Change, write_rows
from tenants.settings.tables import SettingTable
from tenants.text import Text

_MOST_SCHOOLS = 30
_YEAR = 365


@dataclass(frozen=True)
class RuleWords:
    """One rule and what becomes of it."""

    code: str
    severity: str
    says: str
    return_label: str
    return_code: str
    period: str
    schools: int
    still: int
    newly: int
    newly_named: Sequence[tuple[str, str]]  # school, its first finding
    no_longer: int
    no_longer_named: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class BandWords:
    """Schools by colour before and after."""

    period: str
    before: Mapping[str, int]
    after: Mapping[str, int]
    newly_red: Sequence[str]
    no_longer_red: Sequence[str]


@dataclass(frozen=True)
class ListWords:
    """Lists of similar schools before and after."""

    year: str
    schools: int
    moved: int
    named: Sequence[tuple[str, str, str]]  # school, newly on its list, no longer on it


@dataclass(frozen=True)
class Effect:
    """What is shown before a change is saved."""

    rules: Sequence[RuleWords] = ()
    bands: BandWords | None = None
    lists: ListWords | None = None
    used: Sequence[tuple[str, int]] | None = None  # of a code: returns and how many schools entered it
    is_asked: bool = False  # rules look at it at all
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def newly(self) -> int:
        """How many findings of a school and rule come to be."""
        return sum(each.newly for each in self.rules)

    @property
    def no_longer(self) -> int:
        """How many go."""
        return sum(each.no_longer for each in self.rules)


def look_at(
    session: Session, viewer: Viewer, table: SettingTable, change: Change, held: Mapping[str, Any] | None
) -> Effect:
    """The effect of a change as if it had held last month already."""
    if table.code == "indicator_target":
        return _of_target(session, change, held)
    if table.code == WEIGHTS:
        return _of_weight(session, change, held)
    if table.code == "code_use":
        used = schools_using(session, *change.key, since=today() - timedelta(days=_YEAR))
        return Effect(used=[(ret.label.say(lang()), count) for ret, count in used], is_asked=True)
    if not table.asked_as:
        return Effect()
    asked = rules_that_ask(table.asked_as, change.key[0], today())

    def put(inner: Session, days: Sequence[date]) -> None:
        moments: list[date | None] = list(days) if table.is_dated else [None]
        write_rows(inner, viewer.district_id, table, [Change(change.key, change.values, each) for each in moments])

    found = effect_of(session, asked, put, today=today())
    names = names_of(session, [school for each in found for school in (*each.newly, *each.no_longer)])
    return Effect([rule_words(each, names) for each in found], is_asked=bool(asked), names=names)


def rule_words(each: RuleEffect, names: Mapping[int, str]) -> RuleWords:
    """One effect in words."""
    return RuleWords(
        code=each.rule.code,
        severity=SEVERITY_LABELS[each.rule.severity].say(lang()),
        says=expression_words(each.rule.holds, each.ret, each.rule.part).say(lang()),
        return_label=each.ret.label.say(lang()),
        return_code=each.ret.code,
        period=name_of(each.period).say(lang()) if each.period else "",
        schools=each.schools,
        still=each.still,
        newly=len(each.newly),
        newly_named=_named(each.newly, names),
        no_longer=len(each.no_longer),
        no_longer_named=_named(each.no_longer, names),
    )


def names_of(session: Session, schools: Sequence[int]) -> dict[int, str]:
    """The names of schools, in one statement."""
    if not schools:
        return {}
    asked = select(Tenant.school_id, Tenant.name_zh, Tenant.name_en).where(Tenant.school_id.in_(set(schools)))
    return {row.school_id: Text(row.name_zh, row.name_en).say(lang()) for row in session.execute(asked)}


def _named(hits: Mapping[int, Sequence[Any]], names: Mapping[int, str]) -> list[tuple[str, str]]:
    return [(names.get(school, ""), found[0].says.say(lang())) for school, found in hits.items()][:_MOST_SCHOOLS]


def _of_target(session: Session, change: Change, held: Mapping[str, Any] | None) -> Effect:
    indicator = find_indicator(change.key[0])[1]
    new = (change.values["target"], change.values["red"])
    old = (held["target"], held["red"]) if held else new
    moved: Moved | None = bands_moved(session, indicator, old, new)
    if moved is None:
        return Effect()
    names = names_of(session, [*moved.newly_red, *moved.no_longer_red])
    words = BandWords(
        name_of(moved.period).say(lang()),
        {str(band): count for band, count in moved.before.items()},
        {str(band): count for band, count in moved.after.items()},
        [names.get(each, "") for each in moved.newly_red[:_MOST_SCHOOLS]],
        [names.get(each, "") for each in moved.no_longer_red[:_MOST_SCHOOLS]],
    )
    return Effect(bands=words, is_asked=True)


def _of_weight(session: Session, change: Change, held: Mapping[str, Any] | None) -> Effect:
    trait = change.key[0]
    weights = weights_on(session, change.valid_from or today())
    before = weights | ({trait: float(held["weight"])} if held else {})
    after = weights | {trait: float(change.values["weight"])}
    found = lists_moved(session, before, after, today=today())
    if found is None:
        return Effect(is_asked=True)
    shown = found.moved[:_MOST_SCHOOLS]
    names = names_of(session, [id for each in shown for id in (each.school_id, *each.newly, *each.no_longer)])
    joint = "、" if lang() == "zh" else ", "

    def named(schools: Sequence[int]) -> str:
        return joint.join(names.get(each, "") for each in schools)

    listed = [(names.get(each.school_id, ""), named(each.newly), named(each.no_longer)) for each in shown]
    return Effect(lists=ListWords(name_of(found.year).say(lang()), found.schools, len(found.moved), listed))
