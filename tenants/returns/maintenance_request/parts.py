"""What R29 asks of a request for a repair."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part, Sensitivity
from tenants.text import Text

_BUREAU, _OWN = Sensitivity.BUREAU, Sensitivity.SCHOOL_ONLY


def _later(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.moment(code, zh, en, Text(help_zh, help_en), sensitivity=_BUREAU, need=Need.OPTIONAL)


MAIN = Part(
    code="main",
    label=Text("报修", "Request"),
    key=("request_no",),
    fields=(
        f.string("request_no", "报修编号", "Request", Text("由系统给出，不用改。", "Given by the system; leave it as it is."), size=30, sensitivity=_OWN),
        f.moment("reported_at", "时间", "Reported", Text("报修的日期和时间。", "Day and time of the request."), sensitivity=_OWN),
        f.string("place", "地点", "Place", Text("楼、层、房间或设备。", "Building, floor, room or device."), size=60, sensitivity=_OWN),
        f.one_of("repair_category", "repair_category", "类别", "Category", Text("要修的是哪一类。", "What kind of repair it is."), sensitivity=_OWN),
        f.one_of("urgency", "urgency", "紧急程度", "Urgency", Text("紧急1天、一般3天、计划30天内完成。", "Urgent within 1 day, normal 3, planned 30."), sensitivity=_OWN),
        f.string("description", "描述", "Description", Text("哪里坏了、什么样子；不写人名。", "What is broken and how; name no person."), size=500, sensitivity=_OWN),
        f.string("hazard_no", "隐患编号", "Hazard", Text("因隐患报修的，填隐患编号；否则留空。", "The hazard's number where it comes from one; else empty."), size=30, sensitivity=_BUREAU, need=Need.OPTIONAL),
        _later("assigned_at", "派单", "Assigned", "派给维修人员的时间；没有派单的留空。", "When it was given to a repairer; empty before."),
        _later("finished_at", "完工", "Finished", "修好的时间；没有修好的留空。", "When it was done; empty before."),
        f.money("cost", "费用", "Cost", Text("维修费用；没有的留空。", "What it cost; empty for nothing."), sensitivity=_BUREAU, need=Need.OPTIONAL),
        f.string("repeat_of", "返修原单", "Repeat of", Text("返修的，填原报修编号；否则留空。", "Number of the first request when it is a repeat; else empty."), size=30, sensitivity=_BUREAU, need=Need.OPTIONAL),
        f.flag("liable", "责任损坏", "Liable damage", Text("有责任人的损坏填“是”；不明的留空。", "Yes when somebody is liable; empty when unknown."), sensitivity=_BUREAU, need=Need.OPTIONAL),
        f.money("compensation", "赔偿", "Compensation", Text("收到的赔偿；没有的留空。", "Compensation received; empty for none."), sensitivity=_BUREAU, need=Need.OPTIONAL),
        f.integer("rating", "评分", "Rating", Text("报修人的评分，1到5；没有评的留空。", "Rating by the person who reported, 1 to 5; empty for none."), sensitivity=_BUREAU, need=Need.OPTIONAL, low=Decimal(1), high=Decimal(5), unit=Text("1–5分", "1–5")),
    ),
)  # fmt: skip
