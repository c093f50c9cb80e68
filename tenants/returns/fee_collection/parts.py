"""What R24 asks of each fee item and stage: standard, payers, where the money went, when it was published."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part
from tenants.text import Text


def _money(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.money(code, zh, en, Text(help_zh, help_en))


MAIN = Part(
    code="main",
    label=Text("收费项目", "Fee items"),
    key=("item_code", "stage"),
    fields=(
        f.string("item_code", "项目编号", "Item code", Text("收费目录中的编号；目录没有的自编，学期间保持不变。", "Its number in the fee list; your own where the list has none, kept from term to term."), size=20, carried_from="item_code"),
        f.string("item_name", "收费项目", "Item", Text("收费项目的名称，如作业本费、校车服务费。", "What the fee is for, such as exercise books or school bus."), size=60, carried_from="item_name"),
        f.one_of("fee_type", "fee_type", "类型", "Type", Text("行政事业性收费、服务性收费或代收费。", "Administrative fee, service fee or agency fee."), carried_from="fee_type"),
        f.one_of("stage", "stage", "学段", "Stage", Text("收费的学段，每个学段填一行。", "The stage that pays; one row per stage."), carried_from="stage"),
        f.string("approval_no", "批准文号", "Approval", Text("批准收费的文件号；没有批准文件的留空。", "Number of the approving document; empty when there is none."), size=60, need=Need.CONDITIONAL, carried_from="approval_no"),
        f.money("std_amount", "标准", "Standard", Text("每生每学期的收费标准。", "Amount per pupil and term."), carried_from="std_amount"),
        f.flag("voluntary", "自愿", "Voluntary", Text("由家长自愿选择的填“是”。", "Yes when families choose freely."), carried_from="voluntary"),
        f.integer("payers", "缴费人数", "Payers", Text("本学期缴费的学生数。没有填0。", "Pupils who paid this term. 0 for none."), unit=f.PERSONS),
        f.integer("consents", "签字同意", "Signed consents", Text("家长签字同意的份数；不需要签字的填0。", "Consents signed by families; 0 where none is needed."), unit=f.PERSONS),
        _money("collected", "收款", "Collected", "本学期收到的金额。没有填0。", "Collected this term. 0 for none."),
        _money("remitted", "上缴专户", "Remitted", "其中上缴财政专户的金额。没有填0。", "Remitted to the treasury account. 0 for none."),
        _money("spent", "支出", "Spent", "其中已支付给服务单位或用于学生的金额。没有填0。", "Paid to suppliers or for the pupils. 0 for none."),
        _money("refunded", "退还", "Refunded", "其中退还家长的金额。没有填0。", "Refunded to families. 0 for none."),
        _money("balance", "结余", "Balance", "收款减上缴、支出和退还后的余额。没有填0。", "What remains of it. 0 for none."),
        f.day("published_on", "公示日", "Published", Text("收费项目和标准公示的日期；没有公示的留空。", "Day on which item and standard were published; empty when they were not."), need=Need.CONDITIONAL),
        f.day("settled_on", "结算日", "Settled", Text("服务性收费和代收费与家长结清的日期；还没有结清的留空。", "Day on which service and agency fees were settled with families; empty when not settled."), empty_when="fee_type = admin"),
    ),
)  # fmt: skip
