"""The parts of a return as sections of a page: one input for each field of each row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from etl.forms.reading import FormReading
from etl.forms.texts import JOIN
from etl.workbook.cleaning import clean
from etl.workbook.layout import fields_on
from oversight.forms.history import Histories, History
from tenants.forms.models import FormRow
from tenants.returns.codes import codes_of
from tenants.returns.declaration import NUMBERS, Field, Kind, Need, Part, PeriodType, Return
from tenants.returns.findings import Finding
from tenants.text import Lang, Text

WIDEST_GRID = 17  # columns; wider rows stand as lists of their own
SCHOOLS = "school"  # among facilities by kind: the schools that a row may be about
NEW_ROW = "__row__"  # the id that a script replaces in a copy of an empty row
_YES_NO = (("是", Text("是", "Yes")), ("否", Text("否", "No")))


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A finding as it is said at its field."""

    severity: str
    says: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class Clash:
    """What somebody else wrote into the cell while this was typed."""

    theirs: str
    who: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One input."""

    row_id: str
    code: str
    label: str
    unit: str
    help: str
    control: str  # text, number, whole, date, moment, area, choice, ticks, files
    text: str
    kept: str
    options: tuple[tuple[str, str, bool], ...]  # value, label, chosen
    is_required: bool
    is_locked: bool
    remarks: list[Remark] = field(default_factory=list)
    history: History | None = None
    sent_back: str = ""
    clash: Clash | None = None

    @property
    def name(self) -> str:
        """In the form that is sent."""
        return f"c:{self.row_id}:{self.code}"

    @property
    def id(self) -> str:
        """On the page."""
        return f"f-{self.row_id}-{self.code}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a part."""

    id: str
    number: int
    position: float
    was: dict[str, str]
    cells: list[Cell]
    totals: list[tuple[str, str, str]]  # name, label, value in words
    is_removed: bool = False
    who: str = ""

    @property
    def title(self) -> str:
        """What a removed row was about."""
        return " · ".join(each.text for each in self.cells if each.text)[:80]


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part."""

    code: str
    label: str
    is_grid: bool
    has_rows: bool  # rows can be added and removed
    rows: list[Row]
    removed: list[Row]
    blank: Row
    is_locked: bool

    @property
    def columns(self) -> list[Cell]:
        """The inputs of any row."""
        return self.blank.cells


@dataclass(frozen=True, kw_only=True)
class Around:
    """What is known beside the rows, by row and field."""

    reading: FormReading
    remarks: Mapping[tuple[UUID, str], list[Remark]]
    totals: Mapping[str, list[dict[str, Decimal | None]]]
    past: Sequence[tuple[str, Mapping[str, Any]]] = ()
    open_cells: Mapping[tuple[UUID, str], str] | None = (
        None  # after sending back: the reasons; None: everything is open
    )
    typed: Mapping[tuple[UUID, str], str] = field(default_factory=dict)  # what could not be saved
    clashes: Mapping[tuple[UUID, str], Clash] = field(default_factory=dict)
    facilities: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)  # open ones by kind: number, name
    retired: Mapping[str, frozenset[str]] = field(default_factory=dict)  # codes out of use, by list


def sections(ret: Return, rows: Sequence[FormRow], start: date, around: Around, lang: Lang) -> list[Section]:
    """The sections in the order declared."""
    return [
        _section(ret, part, [each for each in rows if each.part == part.code], start, around, lang)
        for part in ret.parts
    ]


def remark_of(finding: Finding, lang: Lang) -> Remark:
    """A finding at its field."""
    return Remark(severity=finding.severity.value, says=finding.says.say(lang), remedy=finding.remedy.say(lang))


def total_words(value: Decimal | None) -> str:
    """A derived figure."""
    return "—" if value is None else f"{value:,}".replace("-", "−")


def _section(ret: Return, part: Part, rows: Sequence[FormRow], start: date, around: Around, lang: Lang) -> Section:
    fields = fields_on(part, start)
    histories = Histories(part, around.past, lang)
    is_event = ret.period is PeriodType.EVENT
    given = {ret.record_field, ret.event_field, ret.week_field} if is_event and part is ret.parts[0] else set()
    given -= {each.code for each in fields if each.kind is Kind.DT}
    makes = _Maker(part, fields, around, histories, frozenset(given - {None}), lang)
    is_one = not part.key or (is_event and part is ret.parts[0] and ret.week_field is None)
    is_one_kind = len(part.key) == 1 and part.field(part.key[0]).facility_kind is not None
    return Section(
        code=part.code,
        label=part.label.say(lang),
        is_grid=not is_one and not is_one_kind and len(fields) <= WIDEST_GRID,
        has_rows=not is_one,
        rows=[makes.row(each, at) for at, each in enumerate((r for r in rows if not r.is_removed), 1)],
        removed=[makes.row(each, at) for at, each in enumerate((r for r in rows if r.is_removed), 1)],
        blank=makes.blank(),
        is_locked=around.open_cells is not None,
    )


@dataclass(frozen=True)
class _Maker:
    """Rows and cells of one part."""

    part: Part
    fields: Sequence[Field]
    around: Around
    histories: Histories
    given: frozenset[Any]  # fields that the record itself decides
    lang: Lang

    def row(self, row: FormRow, number: int) -> Row:
        numbers = {each: at for at, each in enumerate(self.around.reading.rows.get(self.part.code, []))}
        at = numbers.get(row.id)
        values = self.around.reading.parts[self.part.code].rows[at] if at is not None else {}
        key = tuple(str(values.get(code)) for code in self.part.key)
        totals = self.around.totals.get(self.part.code, [])
        return Row(
            id=str(row.id),
            number=number,
            position=row.position,
            was=dict(row.cells),
            cells=[self._cell(each, row, key) for each in self.fields],
            totals=self._totals(totals[at] if at is not None and at < len(totals) else {}),
            is_removed=row.is_removed,
            who=row.changed_by_name,
        )

    def blank(self) -> Row:
        cells = [self._made(each, NEW_ROW, "", "") for each in self.fields]
        return Row(id=NEW_ROW, number=0, position=0.0, was={}, cells=cells, totals=self._totals({}))

    def _totals(self, values: Mapping[str, Decimal | None]) -> list[tuple[str, str, str]]:
        return [
            (name, self.part.derived_labels[name].say(self.lang), total_words(values.get(name)))
            for name in self.part.derived
        ]

    def _cell(self, each: Field, row: FormRow, key: tuple[str, ...]) -> Cell:
        place = (row.id, each.code)
        kept = row.cells.get(each.code, "")
        opened = self.around.open_cells
        return self._made(
            each,
            str(row.id),
            self.around.typed.get(place, kept),
            kept,
            is_locked=(each.code in self.given and bool(kept)) or (opened is not None and place not in opened),
            remarks=list(self.around.remarks.get(place, ())),
            history=self.histories.of(key, each),
            sent_back=(opened or {}).get(place, ""),
            clash=self.around.clashes.get(place),
        )

    def _offered(self, each: Field, options: tuple[tuple[str, str, bool], ...]) -> tuple[tuple[str, str, bool], ...]:
        """What may be chosen: a code out of use only where it stands already."""
        gone = self.around.retired.get(each.codes or "", frozenset())
        return tuple(option for option in options if option[2] or option[0] not in gone)

    def _made(self, each: Field, row_id: str, text: str, kept: str, **more: Any) -> Cell:
        control, text = control_of(each, text)
        numbers = self.around.facilities.get(SCHOOLS if each.school_stages else each.facility_kind or "")
        options = _choices(numbers, text) if numbers else _options(each, control, text, self.lang)
        return Cell(
            row_id=row_id,
            code=each.code,
            label=each.label.say(self.lang),
            unit=each.unit.say(self.lang) if each.unit else "",
            help=each.help.say(self.lang) if each.help else "",
            control="choice" if numbers else control,
            text=text,
            kept=kept,
            options=self._offered(each, options),
            is_required=each.need is Need.REQUIRED,
            **({"is_locked": False} | more),
        )


def control_of(each: Field, text: str) -> tuple[str, str]:
    """The kind of input for a field and the text in it; a text that such an input cannot hold gets a plain one."""
    if each.kind is Kind.FILE:
        return "files", ""
    if each.kind is Kind.BOOL:
        value = clean(text, each)
        return "choice", {True: "是", False: "否"}.get(value, text) if isinstance(value, bool) else text
    if each.kind is Kind.CODE:
        value = clean(text, each)
        return "choice", value if isinstance(value, str) else text
    if each.kind is Kind.CODES:
        value = clean(text, each)
        if value is None or isinstance(value, tuple):
            return "ticks", JOIN.join(value or ())
        return "text", text
    if each.kind is Kind.DATE:
        value = clean(text, each)
        return (
            ("date", value.isoformat() if value else "") if value is None or isinstance(value, date) else ("text", text)
        )
    if each.kind is Kind.DT:
        return ("moment", text) if not text or (len(text) == 16 and text[10] == "T") else ("text", text)
    if each.kind is Kind.TEXT:
        return "area", text
    if each.kind in NUMBERS:
        return "whole" if each.kind is Kind.INT else "number", text
    return "text", text


def _choices(known: Sequence[tuple[str, str]], text: str) -> tuple[tuple[str, str, bool], ...]:
    """Numbers with their names, and what was typed where it is none of them."""
    listed = tuple((number, f"{number} {name}", number == text) for number, name in known)
    return listed if not text or any(chosen for _, _, chosen in listed) else (*listed, (text, text, True))


def _options(each: Field, control: str, text: str, lang: Lang) -> tuple[tuple[str, str, bool], ...]:
    if control not in ("choice", "ticks"):
        return ()
    known = _YES_NO if each.kind is Kind.BOOL else tuple(codes_of(each.codes or "").items())
    chosen = set(text.split(JOIN)) if control == "ticks" else {text}
    listed = tuple((value, label.say(lang), value in chosen) for value, label in known)
    if control == "choice" and text and text not in {value for value, _ in known}:
        listed += ((text, text, True),)
    return listed
