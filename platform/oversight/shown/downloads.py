"""The figures of a public page as files: the same numbers, with codes, labels, periods and sources."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from oversight.shown.values import shown_value
from oversight.shown.words import HIDDEN, SMALL
from tenants.calendar.periods import period_of
from tenants.publishing.public import SchoolMonth
from tenants.returns.catalogue import find_indicator, get_return
from tenants.returns.declaration import NUMBERS, Field, Part
from tenants.text import Lang, Text

_RETURNS = ("canteen_operations", "canteen_finance")
_HEAD = (
    "school_code",
    "school",
    "return",
    "period",
    "version",
    "part",
    "row",
    "code",
    "label",
    "value",
    "unit",
    "note",
)
_UNSAFE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CAP = Text("限价", "Cap")


def figures_of(data: SchoolMonth, lang: Lang) -> list[dict[str, Any]]:
    """Every figure of the page, one after the other; a hidden one has no value and says why."""
    return [*_rows(data, lang), *_indicators(data, lang)]


def as_csv(figures: Iterable[Mapping[str, Any]]) -> str:
    """A table that spreadsheet programs open as such: UTF-8 with a mark, no cell that acts as a formula."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(_HEAD)
    for each in figures:
        writer.writerow([safe(each[name]) for name in _HEAD])
    return "\ufeff" + target.getvalue()


def as_document(data: SchoolMonth, figures: list[dict[str, Any]], address: str) -> dict[str, Any]:
    """For programs: what it is, from when, under which address, and the figures."""
    school = data.school
    return {
        "school_code": school.school_code,
        "name_zh": school.name_zh,
        "name_en": school.name_en,
        "period": data.month.period_key,
        "published_at": data.month.published_at.isoformat(),
        "address": address,
        "suppression": {"counts_of_persons_below": data.month.least, "shown_as": ["small", "hidden"]},
        "figures": figures,
        "corrections": [
            {
                "on": each.changed_on.isoformat(),
                "return": each.return_code,
                "part": each.part,
                "row": each.row_key,
                "code": each.field,
                "before": each.before,
                "after": each.after,
                "hidden": each.is_hidden,
                "reason": each.reason,
            }
            for each in data.changes
        ],
    }


def _rows(data: SchoolMonth, lang: Lang) -> Iterable[dict[str, Any]]:
    start = period_of(data.month.period_key).start
    for code in _RETURNS:
        ret = get_return(code, start)
        filing = data.filings.get(code)
        for part in ret.parts:
            for row in data.rows.get((code, part.code), ()):
                named = {
                    "school_code": data.school.school_code,
                    "school": Text(data.school.name_zh, data.school.name_en).say(lang),
                    "return": code,
                    "period": filing.period_key if filing else data.month.period_key,
                    "version": filing.version_no if filing else None,
                    "part": part.code,
                    "row": "-".join(str(row.figures.get(key, "")) for key in part.key),
                }
                yield from (named | each for each in _cells(part, row.figures, row.hidden, data.month.least, lang))


def _cells(
    part: Part, figures: Mapping[str, Any], hidden: Mapping[str, str], least: int, lang: Lang
) -> Iterable[dict[str, Any]]:
    for field in part.fields:
        if field.code in hidden:
            note = SMALL.fill(least=least) if hidden[field.code] == "small" else HIDDEN
            yield _cell(field, None, note.say(lang), lang)
        elif field.code in figures:
            value = figures[field.code]
            words = "" if field.kind in NUMBERS else shown_value(field, value, lang)
            yield _cell(field, value, words if words != str(value) else "", lang)
    if "cap_yuan" in figures:
        yield {"code": "cap_yuan", "label": _CAP.say(lang), "value": figures["cap_yuan"], "unit": "yuan", "note": ""}


def _cell(field: Field, value: Any, note: str, lang: Lang) -> dict[str, Any]:
    unit = field.unit.say(lang) if field.unit else ""
    return {"code": field.code, "label": field.label.say(lang), "value": value, "unit": unit, "note": note}


def _indicators(data: SchoolMonth, lang: Lang) -> Iterable[dict[str, Any]]:
    for code, figure in sorted(data.indicators.items()):
        ret, indicator = find_indicator(code)
        if ret.code in _RETURNS:
            filing = data.filings.get(ret.code)
            yield {
                "school_code": data.school.school_code,
                "school": Text(data.school.name_zh, data.school.name_en).say(lang),
                "return": ret.code,
                "period": figure.period_key,
                "version": filing.version_no if filing else None,
                "part": "indicator",
                "row": "",
                "code": code,
                "label": indicator.label.say(lang),
                "value": None if figure.value is None else str(figure.value.normalize().__format__("f")),
                "unit": indicator.unit.say(lang),
                "note": HIDDEN.say(lang) if figure.is_hidden else indicator.formula.say(lang),
            }


def safe(value: Any) -> Any:
    """A value that no spreadsheet runs as a formula."""
    if value is None:
        return ""
    text = str(value)
    is_number = text.removeprefix("-").replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(_UNSAFE) and not is_number else value
