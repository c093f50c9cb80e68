"""What a field asks for, in a sentence: for input messages and the guide sheet."""

from etl.checking.limits import limits_of
from etl.workbook.words import said
from tenants.returns.codes import codes_of
from tenants.returns.declaration import PLACES, Field, Kind, Need
from tenants.text import Text

NEEDS = {
    Need.REQUIRED: Text("必填", "Required"),
    Need.OPTIONAL: Text("选填", "Optional"),
    Need.CONDITIONAL: Text("视情况", "As it applies"),
}
_KINDS = {
    Kind.DATE: Text("日期，如 2026-09-01", "A date such as 2026-09-01"),
    Kind.DT: Text("日期和时间，如 2026-09-01 14:30", "Date and time such as 2026-09-01 14:30"),
    Kind.BOOL: Text("选“是”或“否”", "Yes or No"),
    Kind.FILE: Text("此格不填，附件在网页上传", "Leave this cell; upload the file on the web page"),
}


def demand(each: Field) -> Text:
    """Kind, range and help of a field, one sentence after another."""
    pieces = [] if each.pattern_says and each.help else [_kind(each)]
    ranged = _range(each)
    if ranged:
        pieces.append(ranged)
    if each.help:
        pieces.append(each.help)
    return Text(
        "；".join(piece.zh.rstrip("。；") for piece in pieces) + "。",
        "; ".join(piece.en.rstrip(".;") for piece in pieces) + ".",
    )


def _kind(each: Field) -> Text:
    if each.kind in _KINDS:
        return _KINDS[each.kind]
    if each.kind in (Kind.CODE, Kind.CODES):
        return _choices(each)
    if each.kind is Kind.INT:
        return Text("整数", "A whole number")
    if each.kind in PLACES:
        places = PLACES[each.kind]
        return Text(f"数字，最多{places}位小数", f"A number with at most {places} decimals")
    if each.pattern_says and not each.help:  # the help of a numbered text says its form
        return each.pattern_says
    size = each.size or 2000
    return Text(f"文字，最多{size}字", f"Text of at most {size} characters")


def _choices(each: Field) -> Text:
    labels = list(codes_of(each.codes or "").values())
    if each.kind is Kind.CODE:
        return Text("从下拉列表中选", "Choose from the list")
    listed = Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))
    return Text("可填多项，用“、”隔开：{listed}", "One or more of these, with commas: {listed}").fill(listed=listed)


def _range(each: Field) -> Text | None:
    low, high = limits_of(each)
    if low is None or (each.low is None and each.high is None):
        return None
    if each.high is None:
        return Text(f"不小于{said(low, each).zh}", f"at least {said(low, each).en}")
    return Text(f"{said(low, each).zh}至{said(high, each).zh}", f"{said(low, each).en} to {said(high, each).en}")
