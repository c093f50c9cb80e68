"""In the drawer of a school: what stands behind an index, or behind a figure of timeliness."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import dcc, html
from sqlalchemy.orm import Session

from dashboards.numbers import DASH
from dashboards.pages.desk import moment
from dashboards.pages.parts import address, table, table_room
from dashboards.queries.makings import FilingRow, PartRow, filings_behind, parts_of_index
from dashboards.queries.sources import Sources
from dashboards.transforms.explaining import with_figures
from dashboards.transforms.makings import Made, made_of, standing_of, sum_of
from dashboards.transforms.standing import LATE
from dashboards.view import View
from dashboards.words import DUE, NOT_SUBMITTED, OPEN_RETURN, PERIOD, REMARKS, SUBMITTED, VALUE
from tenants.calendar.periods import name_of, period_of
from tenants.calendar.workdays import bureau_day
from tenants.indices.declared import INDICES, VETO
from tenants.returns.catalogue import get_return
from tenants.text import Lang, Text

_MADE_OF = Text("组成与得分", "What it is made of")
_PART, _WEIGHT = Text("组成项", "Part"), Text("分值", "Worth")
_POINTS, _ADDS = Text("得分（0–100）", "Points (0–100)"), Text("计入指数", "Adds to the index")
_FILINGS = Text("计入的报表", "The returns counted")
_RETURN = Text("报表", "Return")
_SENT_BACK = Text("已退回", "sent back")
_QUERIES = Text("{n} 条说明未审阅", "{n} explanations not read")
_NO_FILINGS = Text("没有计入的报表。", "No return is counted.")
_NO_PARTS = Text("这所学校这个月没有这项指数。", "The school has no such index in this month.")


def makings(session: Session, view: View, found: Sources, lang: Lang, *, today: date) -> list[Any]:
    """The parts of an index with their points, each a link to its own figure; or the returns that are counted."""
    if view.indicator_code in INDICES:
        rows = parts_of_index(session, view, found.school_id)
        return _parts(rows, view, found, lang) if rows else [html.P(_NO_PARTS.say(lang))]
    filings = filings_behind(session, view, found.school_id, today=today)
    worked_out = with_figures(view.indicator, found, lang) if found.numerator is not None else DASH
    return [
        html.P(worked_out, className="formula"),
        html.H3(_FILINGS.say(lang)),
        _filings(filings, lang) if filings else html.P(_NO_FILINGS.say(lang)),
    ]


def _parts(rows: Sequence[PartRow], view: View, found: Sources, lang: Lang) -> list[Any]:
    heads = [words.say(lang) for words in (_PART, _WEIGHT, VALUE, _POINTS, _ADDS, REMARKS)]
    lines = [
        (_named(each, view, lang), each.weight, each.value, each.points, each.adds, each.remark.say(lang))
        for each in made_of(rows, lang)
    ]
    return [
        html.P(sum_of(rows, view.indicator, found.value, lang), className="formula"),
        html.P(standing_of(rows, found.value).say(lang)),
        html.H3(_MADE_OF.say(lang)),
        table_room(_MADE_OF.say(lang), table(_MADE_OF.say(lang), heads, lines, numbers=(1, 2, 3, 4))),
    ]


def _named(each: Made, view: View, lang: Lang) -> Any:
    label = each.label.say(lang)
    if each.row.part == VETO or (each.row.source_period is None and each.row.part not in INDICES):
        return label
    period_key = each.row.source_period or view.period_key
    return dcc.Link(label, href=address(view.but(indicator_code=each.row.part, period_key=period_key)))


def _filings(rows: Sequence[FilingRow], lang: Lang) -> Any:
    heads = [words.say(lang) for words in (_RETURN, PERIOD, DUE, SUBMITTED, REMARKS)]
    lines = [
        (
            get_return(row.return_code, row.due_on).label.say(lang), name_of(period_of(row.period_key)).say(lang),
            f"{row.due_on}", moment(row.first_at).say(lang) if row.first_at else NOT_SUBMITTED.say(lang),
            _remarks(row, lang),
        )
        for row in rows
    ]  # fmt: skip
    return table_room(_FILINGS.say(lang), table(_FILINGS.say(lang), heads, lines))


def _remarks(row: FilingRow, lang: Lang) -> Any:
    said = [LATE.say(lang)] if row.first_at is not None and bureau_day(row.first_at) > row.due_on else []
    said += [_SENT_BACK.say(lang)] if row.is_sent_back else []
    said += [_QUERIES.fill(n=row.queries).say(lang)] if row.queries else []
    link = [html.A(OPEN_RETURN.say(lang), href=f"/returns/versions/{row.version_id}")] if row.version_id else []
    return [" · ".join(said), " " if said else "", *link]
