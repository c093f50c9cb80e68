"""The vocabulary a return is declared in: plain frozen data, from which every artefact is derived elsewhere.

No output has a method here: the table, template, reader, checks, dictionary and demo bounds are functions of these
objects, each in its own module. Fields, rules and indicators keep the codes of the returns catalogue.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tenants.returns.lists import LISTS
from tenants.text import Text


class Kind(StrEnum):
    """The types of returns catalogue 1.3."""

    INT = "int"
    DEC1 = "dec1"
    DEC2 = "dec2"
    DEC6 = "dec6"
    SDEC2 = "sdec2"
    MONEY = "money"
    SMONEY = "smoney"
    PCT = "pct"
    DATE = "date"
    DT = "dt"
    BOOL = "bool"
    CODE = "code"
    CODES = "codes"
    STR = "str"
    TEXT = "text"
    FILE = "file"


NUMBERS = frozenset({Kind.INT, Kind.DEC1, Kind.DEC2, Kind.DEC6, Kind.SDEC2, Kind.MONEY, Kind.SMONEY, Kind.PCT})
PLACES = {
    Kind.INT: 0, Kind.DEC1: 1, Kind.DEC2: 2, Kind.DEC6: 6, Kind.SDEC2: 2, Kind.MONEY: 2, Kind.SMONEY: 2, Kind.PCT: 2,
}  # fmt: skip


class Need(StrEnum):
    """Whether a value must be given: always, never, or under the condition in ``required_when``."""

    REQUIRED = "Y"
    OPTIONAL = "N"
    CONDITIONAL = "C"


class Sensitivity(StrEnum):
    """Who may read a value (returns catalogue 1.2)."""

    PUBLIC = "public"
    BUREAU = "bureau"
    SCHOOL_ONLY = "school_only"
    PERSONAL = "personal"


class Severity(StrEnum):
    """What a broken rule does: an error blocks, a query asks for a reason, a warning is shown (1.6)."""

    ERROR = "error"
    QUERY = "query"
    WARNING = "warning"


class PeriodType(StrEnum):
    """The spans a return is filed for (1.4)."""

    MONTH = "month"
    TERM = "term"
    SCHOOL_YEAR = "school_year"
    YEAR = "year"
    EVENT = "event"


class Direction(StrEnum):
    """Which way an indicator is better (1.7)."""

    HIGHER = "higher"
    LOWER = "lower"
    ZERO = "zero"
    NONE = "none"


class Aggregation(StrEnum):
    """How an indicator is formed over many schools (1.7)."""

    RATIO = "ratio"  # ratio of the sums of numerators and denominators
    MEAN = "mean"  # mean of the schools' values
    SUM = "sum"  # counts and amounts
    OPEN_SCHOOLS = "open_schools"  # of how many schools, over all that are open: one without a figure counts as none


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a part; ``tenants.returns.fields`` has a short constructor for each kind."""

    code: str
    kind: Kind
    label: Text
    unit: Text | None = None
    need: Need = Need.REQUIRED
    low: Decimal | date | None = None  # inclusive; unsigned kinds have 0 of themselves
    high: Decimal | date | None = None
    size: int | None = None  # longest text
    codes: str | None = None  # a code list of tenants.returns.lists
    pattern: str | None = None  # a full match is asked
    pattern_says: Text | None = None  # the format in words
    help: Text | None = None
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    future_allowed: bool = False  # for dates
    required_when: str | None = None  # notation; the value must be set where this holds
    empty_when: str | None = None  # notation; the value must be empty where this holds
    must: str | None = None  # notation; a range that depends on other fields of the row, checked as an error
    must_says: Text | None = None  # what is wrong where ``must`` does not hold
    given: bool = False  # by the system: locked in the template, filled in when the file is read
    carried_from: str | None = None  # prefilled with this field of the last accepted row of the same key
    facility_kind: str | None = None  # the value is an open facility of this kind (a code of L.facility_kind)
    school_stages: tuple[str, ...] = ()  # the value is a school's code; the template brings those with such a stage
    counts_persons: bool = False  # the persons counted are aided, insured, sick or refunded: few are hidden in public
    counted_among: str | None = None  # the field of the row that counts the group they belong to
    amount_for: str | None = None  # an amount for the persons counted in this field: hidden in public with them
    index: str | None = None  # of a personal field: values of the same name are compared, by a keyed digest beside them
    since: date | None = None  # first period start it is asked for
    until: date | None = None  # last one


@dataclass(frozen=True, kw_only=True)
class Part:
    """A table of a return: one sheet, one database table."""

    code: str
    label: Text
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()  # unique within a version; empty means exactly one row
    derived: dict[str, str] = field(default_factory=dict)  # names for expressions over the row: total_income = "a + b"
    derived_labels: dict[str, Text] = field(default_factory=dict)
    may_be_empty: bool = False  # a keyed part that need not have a row: there may be no hazard, no award

    def field(self, code: str) -> Field:
        """The field of that code; KeyError names it."""
        for each in self.fields:
            if each.code == code:
                return each
        raise KeyError(code)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A condition that must hold, in the notation of returns catalogue 1.6."""

    code: str
    severity: Severity
    holds: str
    says: Text  # what is wrong, in words; a {placeholder} is an expression in the notation, shown as a reader writes it
    remedy: Text  # what to do about it
    clauses: tuple[Text, ...] = ()  # for each operand of the outermost ``and``: {clauses} in ``says`` lists the broken
    part: str = "main"  # the part whose bare field names it uses
    anchor: tuple[str, ...] = ()  # the fields its finding sits on; empty: those the broken clauses name
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A figure of returns catalogue 1.7, as numerator and denominator in the rule notation."""

    code: str
    label: Text
    numerator: str | None  # None: it is formed of other figures, not of the rows of a return
    denominator: str | None
    direction: Direction
    unit: Text
    formula: Text  # in words
    part: str = "main"
    target: str | None = None  # notation: a number or an expression over P.*
    red: str | None = None
    around: Decimal = Decimal(0)  # for Direction.ZERO: the value that target and red are distances from
    aggregation: Aggregation = Aggregation.RATIO
    scale: int = 1  # 100 where the unit is %
    places: int = 1
    span: PeriodType | None = None  # None: the period of the return; else all accepted periods of the wider one
    counts_persons: bool = False  # the figure is a count of persons: small cells are hidden in public
    public: bool = False


AUTOMATIC = "automatic"
"""``Return.accepting`` where no person accepts: a version counts as accepted on submission (1.5)."""


@dataclass(frozen=True, kw_only=True)
class FigureSource:
    """Where figures come from: a return, or the bureau's own reckoning over what schools file (``tenants.indices``)."""

    number: str  # R03
    code: str  # canteen_operations
    label: Text
    period: PeriodType
    indicators: tuple[Indicator, ...] = ()

    @property
    def unit(self) -> str | None:
        """The unit of the bureau whose figures they are; None where they are of schools."""
        return None


@dataclass(frozen=True, kw_only=True)
class Return(FigureSource):
    """One return of the catalogue as valid from a day."""

    due: str  # M10, SY0930, ...
    filler: str  # a role of tenants.accounts, or the unit of the bureau (L.bureau_unit) that files for the district
    accepting: str  # a role, or AUTOMATIC
    parts: tuple[Part, ...]
    rules: tuple[Rule, ...] = ()
    applies_when: str | None = None  # notation over school.*
    public_from: str | None = None  # "accepted", "day15" or None (never)
    public_fields: tuple[str, ...] = ()  # part.field of its Public line; () with public_from set: all public fields
    valid_from: date = date(2020, 1, 1)
    legal_basis: Text | None = None
    prefix: str | None = None  # of the record numbers of an event return (1.4): DR
    record_field: str | None = None  # the field of the first part that holds the record number
    event_field: str | None = None  # the field of the first part whose day is the day of the event
    week_field: str | None = None  # where the event is a week: the field of the first part that holds it (2026-W46)

    @property
    def unit(self) -> str | None:
        """The unit of the bureau that owes it; None where schools do."""
        return self.filler if self.filler in LISTS["bureau_unit"] else None

    def part(self, code: str) -> Part:
        """The part of that code; KeyError names it."""
        for each in self.parts:
            if each.code == code:
                return each
        raise KeyError(code)

    def each_field(self) -> Iterator[tuple[Part, Field]]:
        """Every field with its part, in the order declared."""
        for part in self.parts:
            for each in part.fields:
                yield part, each
