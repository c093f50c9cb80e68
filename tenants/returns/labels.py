"""What the words of a declaration are called: kinds of values, needs, severities, periods, due days, directions."""

import re

from tenants.returns.declaration import PLACES, Direction, Field, Kind, Need, PeriodType, Sensitivity, Severity
from tenants.text import Text

SEVERITY_LABELS = {
    Severity.ERROR: Text("错误", "Error"),
    Severity.QUERY: Text("疑问", "Query"),
    Severity.WARNING: Text("提醒", "Note"),
}
NEED_LABELS = {
    Need.REQUIRED: Text("必填", "required"),
    Need.OPTIONAL: Text("选填", "optional"),
    Need.CONDITIONAL: Text("视情况", "as it applies"),
}
SENSITIVITY_LABELS = {
    Sensitivity.PUBLIC: Text("可公开", "may be public"),
    Sensitivity.BUREAU: Text("学校和教育局可见", "for school and bureau"),
    Sensitivity.SCHOOL_ONLY: Text("仅本校可见", "for the school alone"),
    Sensitivity.PERSONAL: Text("个人信息", "personal data"),
}
PERIOD_LABELS = {
    PeriodType.MONTH: Text("每月", "monthly"),
    PeriodType.TERM: Text("每学期", "every term"),
    PeriodType.SCHOOL_YEAR: Text("每学年", "every school year"),
    PeriodType.YEAR: Text("每年", "every year"),
    PeriodType.EVENT: Text("发生时", "when it happens"),
}
DIRECTION_LABELS = {
    Direction.HIGHER: Text("越高越好", "higher is better"),
    Direction.LOWER: Text("越低越好", "lower is better"),
    Direction.ZERO: Text("越接近标准越好", "closer to the standard is better"),
    Direction.NONE: Text("仅供参考", "for information"),
}
_KINDS = {
    Kind.INT: Text("整数", "whole number"),
    Kind.SDEC2: Text("数，可为负，两位小数", "number, may be negative, two decimals"),
    Kind.MONEY: Text("金额，两位小数", "amount, two decimals"),
    Kind.SMONEY: Text("金额，可为负，两位小数", "amount, may be negative, two decimals"),
    Kind.PCT: Text("百分数，0到100", "percentage from 0 to 100"),
    Kind.DATE: Text("日期", "date"),
    Kind.DT: Text("日期和时间", "date and time"),
    Kind.BOOL: Text("是或否", "yes or no"),
    Kind.CODE: Text("从列表选一项", "one of a list"),
    Kind.CODES: Text("从列表选多项", "several of a list"),
    Kind.TEXT: Text("文字", "text"),
    Kind.FILE: Text(
        "附件，最多5个，每个10 MB以内的 PDF、JPG、PNG 或 Excel", "up to 5 files of 10 MB: PDF, JPG, PNG or Excel"
    ),
}
_DECIMALS = Text("数，{n}位小数", "number, decimals: {n}")
_CHARACTERS = Text("文字，最多{n}字", "text of at most {n} characters")
_FIXED_DUE = {
    "SY0930": Text("学年9月30日前", "by 30 September of the school year"),
    "SY1031": Text("学年10月31日前", "by 31 October of the school year"),
    "SYE15": Text("学年末7月15日前", "by 15 July at the end of the school year"),
    "Y0131": Text("次年1月31日前", "by 31 January of the next year"),
    "": Text("随时登记", "entered when it happens"),
    "W0": Text("所示一周之前", "before the week shown"),
}
_DUE = {
    "M": Text("次月{n}日前", "by day {n} of the next month"),
    "TS": Text("开学后{n}天内", "within {n} days after the first teaching day"),
    "TE": Text("学期最后教学日后{n}天内", "within {n} days after the last teaching day"),
    "E": Text("发生后{n}天内", "within {n} days after it happened"),
}


def kind_words(field: Field) -> Text:
    """What may be entered, in words: ``整数``, ``文字，最多16字``."""
    if field.kind is Kind.STR:
        return _CHARACTERS.fill(n=field.size)
    return _KINDS.get(field.kind) or _DECIMALS.fill(n=PLACES[field.kind])


def due_words(code: str) -> Text:
    """By when a return is due, for a due code of catalogue 1.4."""
    if code in _FIXED_DUE:
        return _FIXED_DUE[code]
    found = re.fullmatch(r"([A-Z]+)(\d+)", code)
    if found is None:
        raise ValueError(f"{code!r} is no due code")
    return _DUE[found[1]].fill(n=int(found[2]))
