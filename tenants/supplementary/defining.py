"""The table a definition is written in: one row for each field, read from forms and files as the rows of a return."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tenants.returns import fields as f
from tenants.returns.declaration import Kind, Need, Part, PeriodType, Return
from tenants.text import Text

_CODE_SAYS = Text("小写字母、数字、下划线，以字母开头", "lower-case letters, digits, underscores; a letter first")
_LABEL_SAYS = Text("不能以 = + - @ 开头", "not beginning with = + - @")
_OPTIONAL = Need.OPTIONAL
COLUMNS = (
    f.string("part", "表代码", "Table", Text("同一张表的字段写同一个代码；只有一张表时写 main。", "The same code for all fields of a table; main where there is one table."), size=40, pattern="[a-z][a-z0-9_]{0,39}", pattern_says=_CODE_SAYS),
    f.string("part_label", "表名称", "Table name", Text("显示为工作表名称，写在该表任一行即可。", "Shown as the name of the sheet; on any row of the table."), size=25, pattern=r"[^=+@\s-].*", pattern_says=_LABEL_SAYS, need=_OPTIONAL),
    f.string("code", "字段代码", "Field", Text("本表内唯一，规则用它指这个字段。", "Once in the table; rules call the field by it."), size=40, pattern="[a-z][a-z0-9_]{0,39}", pattern_says=_CODE_SAYS),
    f.string("label_zh", "名称", "Name in Chinese", Text("填报人看到的名称。", "What a clerk reads."), size=60, pattern=r"[^=+@\s-].*", pattern_says=_LABEL_SAYS),
    f.string("label_en", "英文名称", "Name in English", Text("不填时用中文名称。", "The Chinese name if empty."), size=60, pattern=r"[^=+@\s-].*", pattern_says=_LABEL_SAYS, need=_OPTIONAL),
    f.one_of("field_kind", "kind", "类型", "Kind", Text("可以填什么。", "What may be entered.")),
    f.one_of("field_need", "need", "要求", "Needed", Text("必填或选填。", "Required or optional.")),
    f.string("unit", "单位", "Unit", Text("如 人、元、次。", "Such as persons, yuan, times."), size=20, need=_OPTIONAL),
    f.string("codes", "代码表", "List", Text("类型为代码时，写目录里代码表的名称，如 stage。", "For codes: the name of a list of the catalogue, such as stage."), size=40, need=_OPTIONAL),
    f.make(Kind.SDEC2, "low", "下限", "Lowest", Text("数字的最小值。", "The least a number may be."), need=_OPTIONAL),
    f.make(Kind.SDEC2, "high", "上限", "Highest", Text("数字的最大值。", "The most a number may be."), need=_OPTIONAL),
    f.integer("size", "最长字数", "Longest", Text("文字最多多少字。", "The most characters of a text."), need=_OPTIONAL, low=Decimal(1), high=Decimal(2000)),
    f.words("help", "填报说明", "Help", Text("告诉填报人怎样填，显示在表格里。", "Tells a clerk what to enter; shown in the workbook."), size=300, need=_OPTIONAL),
    f.flag("is_key", "关键字段", "Key", Text("几行之间用它区分；没有关键字段的表只有一行。", "Tells rows apart; a table without keys has one row."), need=_OPTIONAL),
    f.one_of("field_figure", "figure", "指标", "Figure", Text("是否汇总成可以比较的指标。", "Whether it makes a figure that is compared."), need=_OPTIONAL),
)  # fmt: skip
DEFINITION = Return(
    number="", code="supplementary_definition", label=Text("补充报表的字段", "Fields of a supplementary return"),
    period=PeriodType.MONTH, due="", filler="bureau_admin", accepting="bureau_admin",
    parts=(Part(code="main", label=Text("字段", "Fields"), fields=COLUMNS, key=("part", "code")),),
)  # fmt: skip
DUES = (
    (PeriodType.MONTH, "M05"), (PeriodType.MONTH, "M10"), (PeriodType.MONTH, "M15"), (PeriodType.MONTH, "M20"),
    (PeriodType.TERM, "TS30"), (PeriodType.TERM, "TE10"), (PeriodType.SCHOOL_YEAR, "SY0930"),
    (PeriodType.SCHOOL_YEAR, "SY1031"), (PeriodType.SCHOOL_YEAR, "SYE15"), (PeriodType.YEAR, "Y0131"),
)  # fmt: skip
"""For what spans one may be filed, and by when."""
ACCEPTING = ("inspector", "funding_officer", "logistics_officer", "bureau_admin")


def as_kept(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of values as the definition keeps it: texts, numbers as text, nothing empty."""
    found: dict[str, Any] = {}
    for each in COLUMNS:
        value = row.get(each.code)
        if value is None or value == "":
            continue
        found[each.code] = value if isinstance(value, bool) else str(value)
    return found
