"""The sorts of values a rule speaks of, and which sort a field has."""

from dataclasses import dataclass
from enum import StrEnum

from tenants.returns.declaration import NUMBERS, Field, Kind


class Sort(StrEnum):
    """What may be compared with what."""

    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    BOOL = "yes or no"
    CODE = "code"
    CODES = "codes"
    TEXT = "text"

    @property
    def zh(self) -> str:
        """Its name in Chinese."""
        return _SORTS_ZH[self]


_SORTS_ZH = {
    Sort.NUMBER: "数字", Sort.DATE: "日期", Sort.MOMENT: "时间", Sort.BOOL: "是否条件", Sort.CODE: "代码",
    Sort.CODES: "多个代码", Sort.TEXT: "文字",
}  # fmt: skip


@dataclass(frozen=True)
class Type:
    """A sort with what else matters: the code list, whether equalities have the tolerance of money, how it is shown."""

    sort: Sort
    codes: str | None = None
    is_money: bool = False
    is_whole: bool = False


NUMBER = Type(Sort.NUMBER)
WHOLE = Type(Sort.NUMBER, is_whole=True)
MONEY = Type(Sort.NUMBER, is_money=True)
DATE = Type(Sort.DATE)
BOOL = Type(Sort.BOOL)
TEXT = Type(Sort.TEXT)

_SORTS = {
    Kind.DATE: Sort.DATE, Kind.DT: Sort.MOMENT, Kind.BOOL: Sort.BOOL, Kind.CODE: Sort.CODE, Kind.CODES: Sort.CODES,
    Kind.STR: Sort.TEXT, Kind.TEXT: Sort.TEXT, Kind.FILE: Sort.TEXT,
}  # fmt: skip


def type_of(field: Field) -> Type:
    """The type of a field's values."""
    if field.kind in NUMBERS:
        is_money = field.kind in (Kind.MONEY, Kind.SMONEY)
        return Type(Sort.NUMBER, is_money=is_money, is_whole=field.kind is Kind.INT)
    return Type(_SORTS[field.kind], codes=field.codes)
