"""Unusual figures in words, with the numbers they were compared with; of peers only the median is told."""

from collections.abc import Sequence

from etl.checking.unusual import BESIDE_LAST_YEAR, FOR_SCHOOL, Beside, Measured, Unusual
from etl.workbook.filed import PartRead
from tenants.returns.declaration import PLACES, Field, Severity
from tenants.returns.findings import Finding
from tenants.text import Text

_ROUND = 100  # a range that ends beyond it is told in whole numbers
_OWN = Text(
    "{label}为{value}；本校此前{n}期的中位数是{median}，通常在{low}至{high}之间",
    "{label} is {value}; the median of the school's {n} earlier periods is {median}, usually {low} to {high}",
)
_IS = Text("{label}为{value}", "{label} is {value}")
_YEAR = Text("去年同期是{year}", "a year before it was {year}")
_PEERS = Text(
    "同类学校（{n}所）的中位数，按本校人数和天数折算是{median}",
    "the median of {n} comparable schools, for this school's pupils and days, is {median}",
)
_REMEDY = Text(
    "请对照原始记录，看单位（元和万元、公斤和克）和小数点是否有误；数字属实的，写明原因。",
    "Check it against the records: unit (yuan or ten thousand, kg or g) and decimal point. If it is true, say why.",
)
_MORE = Text("还有{n}个数字与以往相差较大：{labels}", "More figures far from what is usual: {n} ({labels})")
_MORE_REMEDY = Text("提交前请一并核对。", "Check them, too, before handing in.")


def finding_of(
    field: Field,
    now: Measured,
    beside: Beside,
    unusual: Unusual,
    *,
    part: str,
    row_no: int,
    read: PartRead | None = None,
) -> Finding:
    """The query about an unusual figure, at its cell where it came from a file."""
    return Finding(
        code=unusual.code,
        severity=Severity.QUERY,
        says=_says(field, now, beside, unusual),
        remedy=_REMEDY,
        part=part,
        field=field.code,
        row_no=row_no,
        sheet=read.sheet or None if read else None,
        cell=read.cell(field.code, row_no - 1) if read else None,
        header=field.label,
        value=_plain(now.value, field),
    )


def more_finding(fields: Sequence[Field]) -> Finding:
    """A note that names the unusual figures that are not asked about one by one."""
    labels = list(dict.fromkeys(each.label for each in fields))
    joined = Text("、".join(each.zh for each in labels), ", ".join(each.en for each in labels))
    says = _MORE.fill(n=len(fields), labels=joined)
    return Finding(code="unusual_more", severity=Severity.WARNING, says=says, remedy=_MORE_REMEDY)


def _says(field: Field, now: Measured, beside: Beside, unusual: Unusual) -> Text:
    told = {"label": field.label, "value": _said(now.value, field)}
    if unusual.code == FOR_SCHOOL and unusual.own is not None:
        ends = unusual.own.usual
        low, high = (_said(round(each) if ends[1] >= _ROUND else each, field) for each in ends)
        middle = _said(unusual.own.median, field)
        said = [_OWN.fill(**told, n=len(beside.earlier), median=middle, low=low, high=high)]
    else:
        said = [_IS.fill(**told)]
    if beside.last_year is not None and unusual.code in (FOR_SCHOOL, BESIDE_LAST_YEAR):
        said.append(_YEAR.fill(year=_said(beside.last_year.value, field)))
    if unusual.peers_median is not None:
        said.append(_PEERS.fill(n=len(beside.peers), median=_said(unusual.peers_median, field)))
    return Text("；".join(each.zh for each in said) + "。", "; ".join(each.en for each in said) + ".")


def _said(value: float, field: Field) -> Text:
    plain = _plain(value, field)
    if field.unit is None or "," in field.unit.en:  # the unit depends on another field
        return Text(plain, plain)
    return Text(f"{plain}{field.unit.zh}", f"{plain} {field.unit.en}")


def _plain(value: float, field: Field) -> str:
    text = f"{value:,.{PLACES[field.kind]}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
