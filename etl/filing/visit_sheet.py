"""What the workbook of a visit brings: every item of the scheme, what it asks, what surely does not apply, known figures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.calendar.periods import Period, containing, months_of, previous
from tenants.facts import Fact
from tenants.inspections.applicable import is_applicable
from tenants.inspections.schemes import items_on
from tenants.registry.profile import Profile
from tenants.returns.catalogue import find_indicator
from tenants.returns.codes import label_of
from tenants.returns.declaration import PeriodType
from tenants.returns.indicators import value_from
from tenants.returns.schemes import SchemeItem
from tenants.text import Text

SCHEME = "LOG-A"
_ABOUT = Text("{text}（{method}，满分{points}，{evidence}）", "{text} ({method}, {points} points, {evidence})")
_LINEAR = Text("{text}（{low}为0分，{high}为满分{points}，{evidence}）", "{text} ({low} for 0, {high} for {points} points, {evidence})")  # fmt: skip


def visit_rows(
    session: Session, profile: Profile, visit: Period, scheme: str = SCHEME
) -> dict[str, list[dict[str, Any]]]:
    """The rows of a blank visit by part: the scheme, its items, figures of the last complete term where it asks for them."""
    items = [each for each in items_on(session, [visit.start])[visit.start] if each.scheme_code == scheme]
    facilities = profile.open_facilities(visit.start, visit.end)
    known = term_values(session, profile.school_id, visit.start, items)
    sheet: list[dict[str, Any]] = []
    for each in items:
        row: dict[str, Any] = {"item_code": each.item_code}
        if not is_applicable(each.na_when, profile, facilities):
            row["applicable"] = False
        elif each.data_indicator in known:
            row["value"] = known[each.data_indicator]
        sheet.append(row)
    return {"visit": [{"scheme_code": scheme}], "score": sheet}


def item_notes(session: Session, visited_on: date, rows: Iterable[Mapping[str, Any]]) -> list[Text]:
    """What the item of each row asks, in words."""
    items = {each.item_code: each for each in items_on(session, [visited_on])[visited_on]}
    return [_about(items[code]) if (code := row.get("item_code")) in items else Text("", "") for row in rows]


def term_values(session: Session, school_id: int, on: date, items: Sequence[SchemeItem]) -> dict[str | None, Decimal]:
    """The indicators that items name, over the last term that is complete; those without a figure are left out."""
    wanted = {each.data_indicator for each in items if each.data_indicator and _is_declared(each.data_indicator)}
    term = previous(containing(PeriodType.TERM, on))
    year = containing(PeriodType.SCHOOL_YEAR, term.start)
    months = [each.key for each in months_of(term)]
    asked = select(Fact).where(
        Fact.school_id == school_id, Fact.indicator.in_(wanted), Fact.period_key.in_([term.key, year.key, *months])
    )
    facts: dict[str, dict[str, Fact]] = {}
    for fact in session.scalars(asked):
        facts.setdefault(fact.indicator, {})[fact.period_key] = fact
    found: dict[str | None, Decimal] = {}
    for code, by_period in facts.items():
        value = _over_term(code, by_period, [[term.key], months, [year.key]])
        if value is not None:
            found[code] = round(value, 2)
    return found


def _over_term(code: str, facts: Mapping[str, Fact], spans: Sequence[Sequence[str]]) -> Decimal | None:
    """The figure of the term, else of its months together, else of the year that holds it."""
    for keys in spans:
        chosen = [facts[key] for key in keys if key in facts]
        if chosen:
            above = sum((each.numerator or Decimal(0) for each in chosen), Decimal(0))
            below = sum((each.denominator or Decimal(0) for each in chosen), Decimal(0))
            return value_from(find_indicator(code)[1], above, below)
    return None


def _is_declared(code: str) -> bool:
    try:
        find_indicator(code)
    except KeyError:
        return False
    return True


def _about(item: SchemeItem) -> Text:
    words = _LINEAR if item.method == "linear" else _ABOUT
    return words.fill(
        text=item.text,
        method=label_of("scoring", item.method),
        points=f"{item.max_points.normalize():f}",
        evidence=label_of("evidence", item.evidence),
        low="" if item.lo is None else f"{item.lo.normalize():f}",
        high="" if item.hi is None else f"{item.hi.normalize():f}",
    )
