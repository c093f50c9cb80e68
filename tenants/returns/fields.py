"""Short constructors of fields, one for each kind of returns catalogue 1.3 in use, and the units they share."""

from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from tenants.returns.declaration import Field, Kind, Need, Sensitivity
from tenants.returns.lists import FACILITY_LETTERS
from tenants.text import Text

YUAN = Text("元", "yuan")
PERSONS = Text("人", "persons")
KILOGRAMS = Text("公斤", "kg")
SQUARE_METRES = Text("平方米", "m²")
PERSONS_A_DAY = Text("人/天", "persons a day")


class Options(TypedDict, total=False):
    """What any field may say of itself beside its code, label, help and list."""

    unit: Text
    need: Need
    low: Decimal
    high: Decimal
    size: int
    pattern: str
    pattern_says: Text
    sensitivity: Sensitivity
    future_allowed: bool
    required_when: str
    empty_when: str
    must: str
    must_says: Text
    given: bool
    carried_from: str
    facility_kind: str
    school_stages: tuple[str, ...]
    counts_persons: bool
    counted_among: str
    amount_for: str
    index: str
    since: date
    until: date


def make(
    kind: Kind, code: str, zh: str, en: str, help_: Text, *, codes: str | None = None, **options: Unpack[Options]
) -> Field:
    """A field of any kind; one with a condition is needed on condition unless it says otherwise."""
    if "required_when" in options or "empty_when" in options:
        options.setdefault("need", Need.CONDITIONAL)
    return Field(code=code, kind=kind, label=Text(zh, en), help=help_, codes=codes, **options)


def integer(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """A whole number of 0 or more."""
    return make(Kind.INT, code, zh, en, help_, **options)


def dec1(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """A number of 0 or more with one decimal place."""
    return make(Kind.DEC1, code, zh, en, help_, **options)


def dec2(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """A number of 0 or more with two decimal places."""
    return make(Kind.DEC2, code, zh, en, help_, **options)


def percent(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """A share from 0 to 100 with two decimal places."""
    options.setdefault("unit", Text("%", "%"))
    options.setdefault("high", Decimal(100))
    return make(Kind.PCT, code, zh, en, help_, **options)


def money(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """An amount of 0 or more in yuan."""
    options.setdefault("unit", YUAN)
    return make(Kind.MONEY, code, zh, en, help_, **options)


def signed_money(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """An amount in yuan that may be negative."""
    options.setdefault("unit", YUAN)
    return make(Kind.SMONEY, code, zh, en, help_, **options)


def day(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """A date."""
    return make(Kind.DATE, code, zh, en, help_, **options)


def signed_dec2(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """A number with two decimal places that may be negative."""
    return make(Kind.SDEC2, code, zh, en, help_, **options)


def moment(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """A day and a time of day, by the bureau's clock."""
    return make(Kind.DT, code, zh, en, help_, **options)


def flag(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """Yes or no."""
    return make(Kind.BOOL, code, zh, en, help_, **options)


def one_of(codes: str, code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """One code of a list of ``tenants.returns.lists``."""
    return make(Kind.CODE, code, zh, en, help_, codes=codes, **options)


def several_of(codes: str, code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """Several codes of a list."""
    return make(Kind.CODES, code, zh, en, help_, codes=codes, **options)


def words(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """A text of up to 2,000 characters."""
    options.setdefault("size", 2000)
    return make(Kind.TEXT, code, zh, en, help_, **options)


def string(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """A short text; ``size`` is its longest length."""
    return make(Kind.STR, code, zh, en, help_, **options)


def files(code: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """Up to five files, uploaded on the web page."""
    return make(Kind.FILE, code, zh, en, help_, **options)


def school(stages: tuple[str, ...], help_: Text) -> Field:
    """``school_code``: a school of the district, for returns of the bureau; the template brings those of the stages."""
    return make(
        Kind.STR, "school_code", "学校标识码", "School code", help_,
        size=10,
        pattern="[0-9]{10}",
        pattern_says=Text("10位数字，如3134000001", "10 digits, such as 3134000001"),
        school_stages=stages,
        must="school_register.is_known[school_code]",
        must_says=Text("学校标识码{school_code}不在本区登记册中。", "No school of the district has the code {school_code}."),
    )  # fmt: skip


def facility(kind: str, zh: str, en: str, help_: Text, **options: Unpack[Options]) -> Field:
    """``facility_no``: an open facility of the kind, a letter and two digits."""
    letter = FACILITY_LETTERS[kind]
    own: Options = {
        "size": 3,
        "facility_kind": kind,
        "pattern": letter + "[0-9]{2}",
        "pattern_says": Text(f"字母{letter}加两位数字，如{letter}01", f"{letter} and two digits, such as {letter}01"),
        "carried_from": "facility_no",
    }
    return make(Kind.STR, "facility_no", zh, en, help_, **(own | options))
