"""The table behind a view as it is handed out: the same rows and numbers as on the screen, and what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from dashboards.pages.desk import moment
from dashboards.pages.own import figures_asked
from dashboards.queries.limits import limits
from dashboards.queries.names import area_names
from dashboards.queries.own import own_figures
from dashboards.queries.schools import schools
from dashboards.transforms.ranking import Ranked, ranking
from dashboards.transforms.sentences import headline, own_found, schools_found
from dashboards.transforms.standing import SHOWN_LABELS, Shown, remarks_on
from dashboards.view import View
from dashboards.words import (
    AREA,
    AS_OF_HEAD,
    BAND,
    BAND_LABELS,
    BEST_FIRST,
    DENOMINATOR,
    FINDING,
    FORMULA,
    INDICATOR,
    LOWER_QUARTILE,
    MEDIAN,
    NUMERATOR,
    ORDER,
    OWN,
    OWN_FIGURES,
    PEER,
    PERIOD,
    RANK,
    RED_LIMIT,
    REMARKS,
    SCHOOL,
    SCHOOL_CODE,
    SCHOOLS,
    SCHOOLS_COUNTED,
    SOURCE_HEAD,
    STAGE,
    STATE,
    SUPPRESSED,
    TARGET,
    UNIT_HEAD,
    UPPER_QUARTILE,
    VALUE,
    WORST_FIRST,
    peer_words,
)  # fmt: skip
from tenants.calendar.periods import name_of
from tenants.calendar.workdays import bureau_day
from tenants.returns.lists import LISTS
from tenants.text import Lang, Text


@dataclass(frozen=True, kw_only=True)
class Handout:
    """A title, what the rows are, their columns, and the rows themselves."""

    name: str
    title: str
    about: Sequence[tuple[str, str]]
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def bureau_handout(session: Session, view: View, lang: Lang, *, at: datetime, who: Text) -> Handout:
    """Every school of the view, in its order, page or no page."""
    rows = schools(session, view, today=bureau_day(at))
    limit = limits(session, view.indicator, view.period.start)
    areas, found = area_names(session), ranking(rows, view, limit)
    heads = (
        RANK, SCHOOL_CODE, SCHOOL, AREA, PEER, VALUE, BAND, STATE, REMARKS, NUMERATOR, DENOMINATOR,
    )  # fmt: skip
    shared = limit[""] if len(set(limit.values())) == 1 else None
    about = [
        (FINDING, Text(*(headline(who, view.indicator, found.value, limit, spoken) for spoken in ("zh", "en")))),
        (FINDING, Text(*(schools_found(found, view.indicator, limit, spoken) for spoken in ("zh", "en")))),
        *_about(view, at),
        (TARGET, Text(*[_limit(shared, 0)] * 2)),
        (RED_LIMIT, Text(*[_limit(shared, 1)] * 2)),
        *_filters(view, areas),
        (SCHOOLS_COUNTED, Text(*[f"{found.shown[Shown.VALUE]} / {sum(found.shown.values())}"] * 2)),
    ]
    return Handout(
        name=f"{view.indicator.label.say(lang)}-{view.period_key}",
        title=f"{view.indicator.label.say(lang)} {name_of(view.period).say(lang)}",
        about=[(name.say(lang), value.say(lang)) for name, value in about if value.zh],
        columns=[words.say(lang) for words in heads],
        rows=[_school(each, areas, view, lang) for each in found.schools],
    )


def own_handout(session: Session, view: View, school_id: int, lang: Lang, *, at: datetime) -> Handout:
    """All figures of one school with the quartiles of its peers."""
    asked = figures_asked(view)
    rows = {row.indicator: row for row in own_figures(session, school_id, list(asked.items()))}
    finding = Text(*(own_found(rows.get(view.indicator_code), view.indicator, spoken) for spoken in ("zh", "en")))
    heads = (INDICATOR, PERIOD, UNIT_HEAD, OWN, LOWER_QUARTILE, MEDIAN, UPPER_QUARTILE, SCHOOLS)
    lines = []
    for code, period_key in asked.items():
        other, row = view.but(indicator_code=code, period_key=period_key), rows.get(code)
        peers = (row.lower, row.median, row.upper) if row and row.median is not None else ("", SUPPRESSED.say(lang), "")
        lines.append((
            other.indicator.label.say(lang), name_of(other.period).say(lang), other.indicator.unit.say(lang),
            row.value if row else None, *peers, row.schools if row else None,
        ))  # fmt: skip
    return Handout(
        name=f"{OWN_FIGURES.say(lang)}-{view.period_key}",
        title=f"{OWN_FIGURES.say(lang)} {name_of(view.period).say(lang)}",
        about=[(FINDING.say(lang), finding.say(lang)), (AS_OF_HEAD.say(lang), moment(at).say(lang))],
        columns=[words.say(lang) for words in heads],
        rows=lines,
    )


def _about(view: View, at: datetime) -> list[tuple[Text, Text]]:
    indicator, ret = view.indicator, view.ret
    return [
        (INDICATOR, indicator.label),
        (FORMULA, indicator.formula),
        (PERIOD, name_of(view.period)),
        (UNIT_HEAD, indicator.unit),
        (SOURCE_HEAD, Text(f"{ret.label.zh}（{ret.number}）", f"{ret.label.en} ({ret.number})")),
        (AS_OF_HEAD, moment(at)),
        (ORDER, BEST_FIRST if view.order == "best" else WORST_FIRST),
    ]


def _filters(view: View, areas: dict[str, Text]) -> list[tuple[Text, Text]]:
    said = []
    if view.area:
        said.append((AREA, areas.get(view.area, Text(view.area, view.area))))
    if view.stage:
        said.append((STAGE, LISTS["stage"][view.stage]))
    if view.peer:
        said.append((PEER, peer_words(view.peer)))
    if view.band:
        said.append((BAND, BAND_LABELS[view.band]))
    return said


def _limit(limit: tuple[float, float] | None, at: int) -> str:
    return "" if limit is None else f"{limit[at]:g}"


def _school(each: Ranked, areas: dict[str, Text], view: View, lang: Lang) -> tuple[Any, ...]:
    row = each.row
    return (
        each.rank, row.school_code, Text(row.name_zh, row.name_en).say(lang),
        areas[row.area_code].say(lang) if row.area_code in areas else "",
        peer_words(row.peer_group).say(lang) if row.peer_group else "",
        None if row.value is None else round(row.value, view.indicator.places + 2),
        BAND_LABELS[each.band].say(lang) if each.shown is Shown.VALUE else "", SHOWN_LABELS[each.shown].say(lang),
        "、".join(words.say(lang) for words in remarks_on(row)), row.numerator, row.denominator,
    )  # fmt: skip
