"""The figures of a version as blocks of lines, each beside the month before and the year before, changes marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from oversight.filed.closing import is_closed
from oversight.filed.values import EMPTY, as_number, in_words
from tenants.personal.masking import Masked
from tenants.returns.declaration import Field, Kind, Part, Return, Sensitivity
from tenants.text import Lang, Text

STRIKING_PCT = 20  # a change from here on is set in bold, so that the eye finds it before the bureau does

Figures = Mapping[str, Sequence[Mapping[str, Any]]]
Place = tuple[str, str, int]  # part, field, row number from 1

_NEW = Text("新增", "New")
_GONE = Text("未填", "Left empty")
_CHANGED = Text("已变", "Changed")
_ROW = Text("第{n}行", "Row {n}")
_KEY_JOIN = Text(" · ", " · ")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One field of one row."""

    part: str
    field: str
    row_no: int
    label: Text
    unit: Text | None
    now: str
    previous: str
    year_before: str
    change: str  # "" where nothing changed or nothing to compare with
    is_striking: bool
    sheet: str | None
    cell: str | None
    returned: str | None  # the reviewer's reason where the cell was sent back
    may_open: bool  # a personal value that this reader may open by itself

    @property
    def place(self) -> str:
        """The line's name in forms and anchors."""
        return f"{self.part}.{self.field}.{self.row_no}"


@dataclass(frozen=True, kw_only=True)
class Block:
    """One row of a part: its key as a heading, its other fields as lines."""

    part: str
    part_label: Text
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What the figures are shown against."""

    previous: Figures | None = None
    year_before: Figures | None = None


def blocks(
    ret: Return,
    figures: Figures,
    lang: Lang,
    *,
    beside: Beside | None = None,
    cells: Mapping[str, Any] | None = None,
    names: Mapping[str, str] | None = None,
    returned: Mapping[Place, str] | None = None,
) -> list[Block]:
    """The blocks of a version in the order declared.

    Args:
        ret: The declaration the version was checked by.
        figures: ``Version.figures``.
        lang: The reader's language.
        beside: Figures of the period before and of the year before, matched by the key of each part.
        cells: ``Version.cells``.
        names: Names of facilities by their number and of schools by their code, shown beside it.
        returned: Reasons of the cells that were sent back.
    """
    against = beside or Beside()
    made = []
    for part in ret.parts:
        earlier = _by_key(part, against.previous)
        last_year = _by_key(part, against.year_before)
        for row_no, row in enumerate(figures.get(part.code, []), start=1):
            key = _key(part, row)
            sides = _Sides(now=row, earlier=earlier.get(key), last_year=last_year.get(key))
            marks = _Marks(cells=cells or {}, returned=returned or {})
            lines = tuple(
                _line(part, field, row_no, sides=sides, marks=marks, lang=lang)
                for field in part.fields
                if field.code not in part.key or field.sensitivity is Sensitivity.PERSONAL
            )
            heading = heading_of(part, row, row_no, lang, names or {})
            made.append(Block(part=part.code, part_label=part.label, heading=heading, lines=lines))
    return made


def heading_of(part: Part, row: Mapping[str, Any], row_no: int, lang: Lang, names: Mapping[str, str]) -> str:
    """What a row is about: the words of its key, or its number where the key is empty or personal."""
    if not part.key:
        return ""
    if any(part.field(code).sensitivity is Sensitivity.PERSONAL for code in part.key):
        return _ROW.fill(n=row_no).say(lang)
    words = []
    for code in part.key:
        field = part.field(code)
        said = in_words(field, row.get(code), lang)
        is_named = bool(field.facility_kind or field.school_stages)
        label = "" if field.kind in {Kind.CODE, Kind.CODES} or is_named else f"{field.label.say(lang)} "
        words.append(f"{label}{said}" + (f" {names[said]}" if is_named and said in names else ""))
    said = _KEY_JOIN.say(lang).join(words)
    return said if said != EMPTY else _ROW.fill(n=row_no).say(lang)


def rows_for_export(made: Iterable[Block], lang: Lang) -> list[list[str]]:
    """The lines as a plain table: part, row, item, unit, now, previous, change, year before, cell."""
    return [
        [
            block.part_label.say(lang),
            block.heading,
            line.label.say(lang),
            line.unit.say(lang) if line.unit else "",
            line.now,
            line.previous,
            line.change,
            line.year_before,
            line.cell or "",
        ]
        for block in made
        for line in block.lines
    ]


def cell_of(cells: Mapping[str, Any], part: str, field: str, row_no: int) -> tuple[str | None, str | None]:
    """Sheet and address of a value in the original ("C7"); None for what did not come from a file."""
    where = cells.get(part) or {}
    column = (where.get("columns") or {}).get(field)
    rows = where.get("rows") or []
    if column is None or row_no > len(rows):
        return where.get("sheet"), None
    return where.get("sheet"), f"{column}{rows[row_no - 1]}"


@dataclass(frozen=True, kw_only=True)
class _Sides:
    now: Mapping[str, Any]
    earlier: Mapping[str, Any] | None
    last_year: Mapping[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class _Marks:
    cells: Mapping[str, Any]
    returned: Mapping[Place, str]


def _line(part: Part, field: Field, row_no: int, *, sides: _Sides, marks: _Marks, lang: Lang) -> Line:
    now, earlier, last_year = sides.now.get(field.code), sides.earlier, sides.last_year
    change, is_striking = _change(field, now, earlier, lang)
    sheet, cell = cell_of(marks.cells, part.code, field.code, row_no)
    return Line(
        part=part.code,
        field=field.code,
        row_no=row_no,
        label=field.label,
        unit=field.unit,
        now=in_words(field, now, lang),
        previous=in_words(field, earlier.get(field.code), lang) if earlier else EMPTY,
        year_before=in_words(field, last_year.get(field.code), lang) if last_year else EMPTY,
        change=change,
        is_striking=is_striking,
        sheet=sheet,
        cell=cell,
        returned=marks.returned.get((part.code, field.code, row_no)),
        may_open=isinstance(now, Masked),
    )


def _change(field: Field, now: Any, earlier: Mapping[str, Any] | None, lang: Lang) -> tuple[str, bool]:
    if earlier is None:
        return "", False
    before = earlier.get(field.code)
    if now == before:
        return "", False
    if before is None:
        return _NEW.say(lang), False
    if now is None:
        return _GONE.say(lang), True
    new, old = as_number(field, now), as_number(field, before)
    if new is None or old is None or is_closed(field):
        return _CHANGED.say(lang), field.kind in {Kind.BOOL, Kind.CODE, Kind.CODES}
    if new == old:
        return "", False
    difference = in_words(field, abs(new - old), lang)
    sign = "+" if new > old else "−"
    if old == 0 or (new < 0) != (old < 0):  # a share of nothing, or across zero, says nothing
        return f"{sign}{difference}", True
    pct = (new - old) / abs(old) * 100
    return f"{sign}{difference} ({sign}{abs(pct):.1f}%)", abs(pct) >= Decimal(STRIKING_PCT)


def _key(part: Part, row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(row.get(code)) for code in part.key)


def _by_key(part: Part, figures: Figures | None) -> dict[tuple[str, ...], Mapping[str, Any]]:
    return {_key(part, row): row for row in (figures or {}).get(part.code, [])}
