"""What R27 asks of each round of the asset check."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Part, Sensitivity
from tenants.text import Text


def _count(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.integer(code, zh, en, Text(help_zh, help_en), sensitivity=Sensitivity.BUREAU)


MAIN = Part(
    code="main",
    label=Text("资产检查", "Asset check"),
    key=("check_round",),
    fields=(
        f.one_of("check_round", "check_round", "轮次", "Round", Text("学期初、期中、学期末的检查各填一行。", "One row for each check: at the start, middle or end of the term."), sensitivity=Sensitivity.BUREAU),
        f.day("checked_on", "日期", "Date", Text("这一轮检查结束的日期。", "The day on which this round was finished."), sensitivity=Sensitivity.BUREAU),
        _count("rooms", "应查场所", "Rooms", "应检查的教室、办公室、功能室等场所数。", "Classrooms, offices and other rooms to be checked."),
        _count("rooms_checked", "已查场所", "Rooms checked", "其中已检查的场所数。没有填0。", "Those of them that were checked. 0 for none."),
        _count("shortages", "短缺件数", "Items missing", "检查发现缺少的件数。没有填0。", "Items found missing. 0 for none."),
        _count("damages", "损坏件数", "Items damaged", "检查发现损坏的件数。没有填0。", "Items found damaged. 0 for none."),
        _count("liable_cases", "应赔起数", "Liable cases", "有责任人、应当赔偿的起数。没有填0。", "Cases in which somebody has to pay. 0 for none."),
        f.money("compensation", "赔偿金额", "Compensation", Text("已收到的赔偿金额。没有填0。", "Compensation received. 0 for none."), sensitivity=Sensitivity.BUREAU),
    ),
)  # fmt: skip
