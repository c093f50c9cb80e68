"""The table behind a view as it is handed out: the same rows and numbers as on the screen, and what they mean."""

from typing import Any

from dashboards.handout import Handout, about_view, handout
from dashboards.pages.bureau import whose
from dashboards.pages.desk import Desk, moment
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
from tenants.text import Lang, Text


def bureau_handout(desk: Desk, view: View, _: str) -> Handout:
    """Every school of the view, in its order, page or no page."""
    desk.bureau()
    lang, at = desk.lang(), desk.now()
    with desk.open_session() as session:
        rows = schools(session, view, today=bureau_day(at))
        limit = limits(session, view.indicator, view.period.start)
        areas = area_names(session)
    found, who = ranking(rows, view, limit), whose(view, desk.viewer())
    heads = (
        RANK, SCHOOL_CODE, SCHOOL, AREA, PEER, VALUE, BAND, STATE, REMARKS, NUMERATOR, DENOMINATOR,
    )  # fmt: skip
    shared = limit[""] if len(set(limit.values())) == 1 else None
    about = [
        (FINDING, Text(*(headline(who, view.indicator, found.value, limit, spoken) for spoken in ("zh", "en")))),
        (FINDING, Text(*(schools_found(found, view.indicator, limit, spoken) for spoken in ("zh", "en")))),
        *about_view(view, areas, at),
        (ORDER, BEST_FIRST if view.order == "best" else WORST_FIRST),
        (TARGET, Text(*[_limit(shared, 0)] * 2)),
        (RED_LIMIT, Text(*[_limit(shared, 1)] * 2)),
        (SCHOOLS_COUNTED, Text(*[f"{found.shown[Shown.VALUE]} / {sum(found.shown.values())}"] * 2)),
    ]
    lines = [_school(each, areas, view, lang) for each in found.schools]
    return handout(view, view.indicator.label, about, heads, lines, lang)


def own_handout(desk: Desk, view: View, _: str) -> Handout:
    """All figures of one school with the quartiles of its peers."""
    school_id, lang = desk.school_id(), desk.lang()
    asked = figures_asked(view)
    with desk.open_session() as session:
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
    return handout(view, OWN_FIGURES, [(FINDING, finding), (AS_OF_HEAD, moment(desk.now()))], heads, lines, lang)


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
