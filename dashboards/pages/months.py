"""What pages of a month share: which month an address means, links to those beside it, and what to take along."""

from typing import Any

from dash import dcc, html
from sqlalchemy.orm import Session

from dashboards.pages.attributes import attributes
from dashboards.pages.desk import Desk
from dashboards.queries.choices import choices
from dashboards.view import view_of
from dashboards.words import CSV, EXCEL, PRINT
from tenants.calendar.periods import Period, containing, following, name_of, previous
from tenants.calendar.workdays import bureau_day
from tenants.indices.declared import OVERALL
from tenants.returns.declaration import PeriodType
from tenants.text import Lang, Text

_MONTHS = Text("月份", "Month")
_BUTTON = "btn btn-outline-secondary"


def month_of(session: Session, desk: Desk, search: object) -> Period:
    """The month of an address, or the latest that has indices of most schools."""
    view = view_of(search, OVERALL.code)
    if view is not None:
        return view.period
    latest = choices(session, desk.viewer(), OVERALL.code).latest(PeriodType.MONTH)
    return latest or previous(containing(PeriodType.MONTH, bureau_day(desk.now())))


def month_links(month: Period, more: str, lang: Lang) -> html.Div:
    """The month between links to the one before and the one after; ``more`` is what else their addresses say."""
    before, after = previous(month), following(month)
    return html.Div(
        [
            dcc.Link(f"‹ {name_of(before).say(lang)}", href=f"?period={before.key}{more}", className=_BUTTON),
            html.Strong(name_of(month).say(lang), className="month-chosen", **attributes(aria_current="true")),
            dcc.Link(f"{name_of(after).say(lang)} ›", href=f"?period={after.key}{more}", className=_BUTTON),
        ],
        className="months",
        role="group",
        **attributes(aria_label=_MONTHS.say(lang)),
    )


def take_along(files: str, query: str, lang: Lang) -> html.Div:
    """The table as a file, and the page on paper."""
    links: list[Any] = [
        html.A(words.say(lang), href=f"{files}.{kind}{query}", className=_BUTTON)
        for words, kind in ((EXCEL, "xlsx"), (CSV, "csv"))
    ]
    printing = html.Button(PRINT.say(lang), type="button", className=_BUTTON, **attributes(data_print="1"))
    return html.Div([*links, printing], className="take-along no-print")
