"""What R21 asks of an incident: a first report within hours, the rest when it is closed."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part, Sensitivity
from tenants.text import Text

_BUREAU, _OWN = Sensitivity.BUREAU, Sensitivity.SCHOOL_ONLY
_FINAL = "closed_on is set"


def _persons(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.integer(code, zh, en, Text(help_zh, help_en), unit=f.PERSONS, sensitivity=_BUREAU, counts_persons=True)


MAIN = Part(
    code="main",
    label=Text("事件", "Incident"),
    key=("incident_no",),
    fields=(
        f.string("incident_no", "事件编号", "Incident", Text("由系统给出，不用改。", "Given by the system; leave it as it is."), size=30, sensitivity=_BUREAU),
        f.one_of("incident_type", "incident_type", "类型", "Type", Text("事件属于哪一类。", "What kind of incident it was."), sensitivity=_BUREAU),
        f.moment("occurred_at", "发生时间", "Occurred", Text("发生的日期和时间，如2026-10-12 10:30。", "Day and time it happened, such as 2026-10-12 10:30."), sensitivity=_BUREAU),
        f.moment("reported_at", "报告时间", "Reported", Text("首次向教育局报告的日期和时间。", "Day and time of the first report to the bureau."), sensitivity=_BUREAU),
        f.day("closed_on", "结案日", "Closed", Text("结案的日期；终报时填，之前留空。", "The day it was closed; given in the final report, empty before."), sensitivity=_BUREAU, need=Need.CONDITIONAL),
        f.string("place", "地点", "Place", Text("发生的地点。", "Where it happened."), size=60, sensitivity=_OWN),
        f.words("summary", "经过", "Summary", Text("发生经过和处置，不写人名。", "What happened and what was done; name no person."), sensitivity=_OWN),
        f.words("cause", "原因", "Cause", Text("查明的原因；终报时必填，不写人名。", "The cause as found; needed in the final report. Name no person."), sensitivity=_OWN, required_when=_FINAL),
        _persons("affected", "涉及人数", "Affected", "受到影响的人数。没有填0。", "People affected. 0 for none."),
        _persons("hospitalised", "住院人数", "In hospital", "其中住院的人数。没有填0。", "Those taken to hospital. 0 for none."),
        _persons("deaths", "死亡人数", "Deaths", "其中死亡的人数。没有填0。", "Those who died. 0 for none."),
        f.flag("school_at_fault", "学校有责", "School at fault", Text("认定学校有责任填“是”；终报时必填。", "Yes when the school was found at fault; needed in the final report."), sensitivity=_BUREAU, required_when=_FINAL),
        f.flag("sample_available", "留样可用", "Food sample available", Text("疑似食源性疾病时必填：留样可供检验填“是”。", "For suspected food-borne illness: yes when the kept sample can be tested."), sensitivity=_BUREAU, required_when="incident_type = food_poisoning"),
        f.string("authorities_told", "已报部门", "Authorities told", Text("已报告的部门，如公安、市场监管；没有填“无”。", "Authorities told, such as police or market regulation; “none” for none."), size=100, sensitivity=_BUREAU),
        f.money("loss_amount", "直接损失", "Direct loss", Text("直接经济损失；没有的留空。", "Direct loss; empty for none."), sensitivity=_BUREAU, need=Need.OPTIONAL),
    ),
)  # fmt: skip
