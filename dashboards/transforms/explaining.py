"""A figure taken apart: the fields its formula uses, and the rows, files and cells they stand in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from dashboards.numbers import DASH, exact, spoken
from dashboards.queries.sources import Filed, Sources
from dashboards.words import CLOSED_FIELD, NO, YES
from tenants.calendar.periods import name_of, period_of
from tenants.personal.masking import HIDDEN
from tenants.returns.catalogue import get_return
from tenants.returns.codes import codes_of
from tenants.returns.declaration import NUMBERS, Field, Indicator, Kind, Part, Return, Sensitivity
from tenants.returns.notation.resolving import resolve
from tenants.returns.notation.tree import Column, Node, Origin
from tenants.text import Lang, Text

_CLOSED = frozenset({Sensitivity.SCHOOL_ONLY, Sensitivity.PERSONAL})


@dataclass(frozen=True)
class Cell:
    """A value with the place it stood in: part and address (``main!C7``), or None without a file."""

    value: Text
    sheet: str | None = None
    place: str | None = None
    version_id: UUID | None = None

    @property
    def address(self) -> str:
        """The address within its sheet."""
        return (self.place or "").partition("!")[2]


@dataclass(frozen=True)
class Lines:
    """The rows of one part of one version: labels of the columns, then cells."""

    part: Text
    filed: Filed
    heads: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


def with_figures(indicator: Indicator, found: Sources, lang: Lang) -> str:
    """60 ÷ 66 × 100 = 90.9%: the formula with the actual figures."""
    value = spoken(found.value, indicator, lang)
    if indicator.denominator is None and found.denominator is None:
        return f"{exact(found.numerator)} = {value}"
    scale = f" × {indicator.scale}" if indicator.scale != 1 else ""
    return f"{exact(found.numerator)} ÷ {exact(found.denominator)}{scale} = {value}"


def lines_behind(indicator: Indicator, ret: Return, found: Sources, *, is_school: bool) -> list[Lines]:
    """The rows a figure was made of, one block for each part and accepted version, with only the fields it uses."""
    blocks = []
    for filed in found.filed:
        if filed.version_id is None or filed.declared_from is None:
            continue
        declared = get_return(ret.code, filed.declared_from)
        for part, fields in fields_used(indicator, declared):
            rows = filed.figures.get(part.code, [])
            if rows:
                blocks.append(_block(part, fields, rows, filed, is_school=is_school))
    return blocks


def fields_used(indicator: Indicator, ret: Return) -> list[tuple[Part, list[Field]]]:
    """The fields that numerator and denominator read, by part, keys first, in the order declared."""
    used = {(column.source.part, column.field.code) for column in _columns(indicator, ret)}
    listed = []
    for part in ret.parts:
        if part.code != indicator.part and part.code not in {code for code, _ in used}:
            continue
        keys = [each for each in part.fields if each.code in part.key]
        others = [each for each in part.fields if (part.code, each.code) in used and each.code not in part.key]
        listed.append((part, keys + others))
    return listed


def said(value: Any, field: Field, lang: Lang) -> str:
    """A stored value as a reader writes it."""
    if value is None or value == []:
        return DASH
    if field.sensitivity is Sensitivity.PERSONAL:
        return HIDDEN
    if isinstance(value, bool):
        return (YES if value else NO).say(lang)
    if field.codes:
        codes = value if isinstance(value, list) else [value]
        labels = codes_of(field.codes)
        return "、".join(labels[code].say(lang) if code in labels else str(code) for code in codes)
    if field.kind in NUMBERS:
        try:
            return exact(Decimal(str(value)))
        except InvalidOperation:
            return str(value)
    if field.kind is Kind.DATE and lang == "zh":
        year, month, day = str(value).split("-")
        return f"{year}年{int(month)}月{int(day)}日"
    return str(value)


def period_words(filed: Filed) -> Text:
    """The period of a filing."""
    return name_of(period_of(filed.period_key))


def _columns(indicator: Indicator, ret: Return) -> Iterator[Column]:
    for expression in (indicator.numerator, indicator.denominator):
        if expression is not None:
            yield from _own_columns(resolve(expression, ret, indicator.part).walk(), ret)


def _own_columns(nodes: Iterable[Node], ret: Return) -> Iterator[Column]:
    for node in nodes:
        if isinstance(node, Column) and node.source.origin is Origin.OWN and node.source.return_code == ret.code:
            yield node


def _block(
    part: Part, fields: Sequence[Field], rows: Sequence[dict[str, Any]], filed: Filed, *, is_school: bool
) -> Lines:
    places = filed.cells.get(part.code, {})
    return Lines(
        part=part.label,
        filed=filed,
        heads=tuple(field.label for field in fields),
        rows=tuple(
            tuple(_cell(row, field, number, places, part, filed, is_school=is_school) for field in fields)
            for number, row in enumerate(rows)
        ),
    )


def _cell(
    row: dict[str, Any], field: Field, number: int, places: dict[str, Any], part: Part, filed: Filed, *, is_school: bool
) -> Cell:
    if field.sensitivity in _CLOSED and not is_school:
        return Cell(CLOSED_FIELD)
    letters = places.get("columns", {}).get(field.code)
    numbers = places.get("rows", [])
    if filed.upload_id is None or not letters or number >= len(numbers):
        return Cell(_both(row.get(field.code), field))
    place = f"{part.code}!{letters}{numbers[number]}"
    return Cell(_both(row.get(field.code), field), places.get("sheet"), place, filed.version_id)


def _both(value: Any, field: Field) -> Text:
    return Text(said(value, field, "zh"), said(value, field, "en"))
