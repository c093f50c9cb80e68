"""Why a school has a figure or has none: missing, zero, not due, waiting and not applicable are different things."""

from enum import StrEnum

from dashboards.queries.schools import SchoolRow
from tenants.text import Text


class Shown(StrEnum):
    """What stands in a school's place on a chart."""

    VALUE = "value"
    NO_VALUE = "no_value"  # reported, but the denominator is null or zero; of an index: too few parts count
    NIL = "nil"  # accepted as nothing to report
    WAITING = "waiting"  # submitted, not yet accepted
    MISSING = "missing"  # due date passed, nothing submitted
    NOT_DUE = "not_due"
    NOT_ASKED = "not_asked"  # the school does not owe this return


SHOWN_LABELS = {
    Shown.VALUE: Text("有数", "With a figure"),
    Shown.NO_VALUE: Text("无法计算（分母为零或组成项不足）", "No value (nothing to divide by, or too few parts)"),
    Shown.NIL: Text("零报告（无需填数）", "Nil return"),
    Shown.WAITING: Text("已提交，待审核", "Submitted, not yet accepted"),
    Shown.MISSING: Text("逾期未报", "Missing (overdue)"),
    Shown.NOT_DUE: Text("未到期", "Not due yet"),
    Shown.NOT_ASKED: Text("不适用（无需填报）", "Not asked of this school"),
}
SHOWN_MARKS = {
    Shown.VALUE: "",
    Shown.NO_VALUE: "—",
    Shown.NIL: "○",
    Shown.WAITING: "…",
    Shown.MISSING: "✕",
    Shown.NOT_DUE: "◷",
    Shown.NOT_ASKED: "·",
}
LATE = Text("迟报", "late")
PARTIAL = Text("暂定", "provisional")
CORRECTED = Text("更正过", "corrected")
HAS_MISSING = Text("缺报按0分计", "missing parts count as 0")


def shown_as(row: SchoolRow) -> Shown:
    """What a school's place says."""
    if row.value is not None:
        return Shown.VALUE
    if row.overdue:
        return Shown.MISSING
    if row.waiting:
        return Shown.WAITING
    if row.version_id is not None or row.is_partial is not None:  # there is a figure, without a value
        return Shown.NO_VALUE
    if row.nil and row.nil == row.owed:
        return Shown.NIL
    if row.number:
        return Shown.NO_VALUE
    return Shown.NOT_DUE if row.owed else Shown.NOT_ASKED


def remarks_on(row: SchoolRow) -> tuple[Text, ...]:
    """What a reader must know beside the value: filed late, provisional, parts missing, corrected after acceptance."""
    has_value = row.value is not None
    said = (
        (LATE, row.late),
        (PARTIAL, has_value and row.is_partial),
        (HAS_MISSING, has_value and row.has_missing),
        (CORRECTED, has_value and row.number > 1),
    )
    return tuple(words for words, holds in said if holds)
