"""A table as it is handed out: what it shows, as of when and from where, written beside its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboards.pages.desk import moment
from dashboards.view import View
from dashboards.words import (
    AREA,
    AS_OF_HEAD,
    BAND,
    BAND_LABELS,
    FORMULA,
    INDICATOR,
    LIKE,
    PEER,
    PERIOD,
    SOURCE_HEAD,
    STAGE,
    UNIT_HEAD,
    peer_words,
)  # fmt: skip
from tenants.calendar.periods import name_of
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


def handout(
    view: View,
    named: Text,
    about: Sequence[tuple[Text, Text]],
    heads: Sequence[Text],
    rows: Sequence[Sequence[Any]],
    lang: Lang,
) -> Handout:
    """A handout in one language, named after what it shows and the period; empty remarks are left out."""
    return Handout(
        name=f"{named.say(lang)}-{view.period_key}",
        title=f"{named.say(lang)} {name_of(view.period).say(lang)}",
        about=[(name.say(lang), value.say(lang)) for name, value in about if value.zh],
        columns=[words.say(lang) for words in heads],
        rows=rows,
    )  # fmt: skip


def about_view(view: View, areas: dict[str, Text], at: datetime) -> list[tuple[Text, Text]]:
    """Indicator, formula, period, unit, source and as-of of a view, and its filters."""
    indicator, ret = view.indicator, view.ret
    said = [
        (INDICATOR, indicator.label),
        (FORMULA, indicator.formula),
        (PERIOD, name_of(view.period)),
        (UNIT_HEAD, indicator.unit),
        (SOURCE_HEAD, Text(f"{ret.label.zh}（{ret.number}）", f"{ret.label.en} ({ret.number})")),
        (AS_OF_HEAD, moment(at)),
    ]
    if view.area:
        said.append((AREA, areas.get(view.area, Text(view.area, view.area))))
    if view.stage:
        said.append((STAGE, LISTS["stage"][view.stage]))
    if view.peer:
        said.append((PEER, peer_words(view.peer)))
    if view.like:
        said.append((LIKE, Text(view.like, view.like)))
    if view.band:
        said.append((BAND, BAND_LABELS[view.band]))
    return said
