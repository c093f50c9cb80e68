"""What R32 asks of a complaint; who complained is personal and stays with the school that took it."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part, Sensitivity
from tenants.text import Text

_BUREAU = Sensitivity.BUREAU


def _later(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.moment(code, zh, en, Text(help_zh, help_en), sensitivity=_BUREAU, need=Need.CONDITIONAL)


def _contact(code: str, zh: str, en: str, size: int, help_zh: str, help_en: str) -> Field:
    return f.string(
        code,
        zh,
        en,
        Text(help_zh, help_en),
        size=size,
        sensitivity=Sensitivity.PERSONAL,
        required_when="anonymous = false",
        empty_when="anonymous",
    )


MAIN = Part(
    code="main",
    label=Text("投诉", "Complaint"),
    key=("complaint_no",),
    fields=(
        f.string("complaint_no", "投诉编号", "Complaint", Text("由系统给出，不用改。", "Given by the system; leave it as it is."), size=30, sensitivity=_BUREAU),
        f.moment("received_at", "时间", "Received", Text("收到投诉的日期和时间。", "Day and time the complaint came in."), sensitivity=_BUREAU),
        f.one_of("complaint_channel", "complaint_channel", "渠道", "Channel", Text("投诉是怎样来的。", "How it came in."), sensitivity=_BUREAU),
        f.one_of("complaint_domain", "complaint_domain", "领域", "Domain", Text("投诉主要关于哪方面。", "What it is mainly about."), sensitivity=_BUREAU),
        f.flag("anonymous", "匿名", "Anonymous", Text("投诉人不留姓名填“是”，联系人和电话留空。", "Yes when no name was left; name and phone stay empty."), sensitivity=_BUREAU),
        _contact("contact_name", "联系人", "Contact", 30, "投诉人留下的姓名，保存时加密；匿名的留空。", "The name that was left, stored encrypted; empty when anonymous."),
        _contact("contact_phone", "电话", "Phone", 20, "投诉人留下的电话，保存时加密；匿名的留空。", "The phone number that was left, stored encrypted; empty when anonymous."),
        f.words("content", "内容", "Content", Text("投诉的事情；不写人名和电话。", "What the complaint says; no names, no phone numbers."), sensitivity=_BUREAU),
        f.one_of("bureau_unit", "handler_unit", "承办单位", "Handling unit", Text("转给局里办理的填科室；学校自己办的留空。", "The office it was handed to; empty when the school handles it."), sensitivity=_BUREAU, need=Need.CONDITIONAL),
        _later("acknowledged_at", "受理时间", "Acknowledged", "告诉投诉人已受理的时间；没有受理的留空。", "When the complainant was told that it is being dealt with; empty before."),
        f.day("due_on", "办理期限", "Due", Text("应当办结的日期；没有定的留空。", "Day by which it should be closed; empty if none was set."), sensitivity=_BUREAU, need=Need.CONDITIONAL, future_allowed=True),
        f.one_of("finding_result", "finding", "核查结论", "Finding", Text("核查后的结论；没有办结的留空。", "What the check came to; empty before it is closed."), sensitivity=_BUREAU, need=Need.CONDITIONAL),
        f.words("action", "处理", "Action", Text("采取了什么措施，不少于20个字；不写人名。没有办结的留空。", "What was done, in 20 characters at least; no names. Empty before it is closed."), sensitivity=_BUREAU, required_when="closed_at is set"),
        _later("replied_at", "答复时间", "Replied", "答复投诉人的时间；没有答复的留空。", "When the complainant got a reply; empty before."),
        _later("closed_at", "办结时间", "Closed", "办结的时间；没有办结的留空。", "When it was closed; empty before."),
        f.integer("satisfaction", "满意度", "Satisfaction", Text("投诉人的评分，1到5；没有评的留空。", "The complainant's rating, 1 to 5; empty for none."), low=Decimal(1), high=Decimal(5), unit=Text("1–5分", "1–5"), sensitivity=_BUREAU, need=Need.CONDITIONAL),
        f.flag("publish_reply", "公开答复", "Publish the reply", Text("答复可以公开填“是”。", "Yes when the reply may be published.")),
        f.words("public_reply", "公开答复内容", "Public reply", Text("可以公开的答复，不写人名、电话和班级；不公开的留空。", "The reply for everybody, without names, phone numbers or classes; empty when it is not published."), required_when="publish_reply", empty_when="publish_reply = false"),
    ),
)  # fmt: skip
