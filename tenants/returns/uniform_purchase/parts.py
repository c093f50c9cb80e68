"""What R22 asks of a purchase of uniforms."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part
from tenants.text import Text

_FAMILIES = Text("户", "families")


def _families(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.integer(code, zh, en, Text(help_zh, help_en), unit=_FAMILIES)


def _count(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.integer(code, zh, en, Text(help_zh, help_en))


MAIN = Part(
    code="main",
    label=Text("校服采购", "Uniform purchase"),
    key=("uniform_no",),
    fields=(
        f.string("uniform_no", "校服采购编号", "Uniform purchase", Text("由系统给出，不用改。", "Given by the system; leave it as it is."), size=30),
        f.string("contract_no", "合同", "Contract", Text("采购合同报表中校服合同的编号。", "Its number in the procurement contract return."), size=30),
        f.day("delivered_on", "交付日", "Delivered", Text("校服交付到校的日期。", "The day the uniforms were delivered.")),
        _families("families_asked", "征询家庭", "Families asked", "书面征询意见的家庭数。", "Families asked in writing."),
        _families("families_agreed", "同意家庭", "Families agreed", "其中同意购买的家庭数。没有填0。", "Those who agreed. 0 for none."),
        _families("consents", "签字数", "Signed consents", "家长签字同意购买的份数。没有填0。", "Consents signed. 0 for none."),
        f.flag("supplier_designated", "定点企业", "Designated supplier", Text("供应商是按程序选定的企业填“是”。", "Yes when the supplier was chosen by the rules.")),
        f.flag("standard_met", "符合国标", "Meets GB/T 31888-2015", Text("校服符合GB/T 31888-2015填“是”。", "Yes when the uniforms meet GB/T 31888-2015.")),
        f.string("test_report_no", "质检报告号", "Test report", Text("质量检验报告的编号；没有的留空。", "Number of the test report; empty when there is none."), size=40, need=Need.CONDITIONAL),
        _count("pupils_total", "学生数", "Pupils", "采购涉及的学生数。", "Pupils the purchase was offered to."),
        _count("pupils_bought", "购买人数", "Buyers", "购买校服的学生数。没有填0。", "Pupils who bought. 0 for none."),
        _count("sets", "套数", "Sets", "采购的套数，含免费的。", "Sets bought, free ones included."),
        f.money("set_price", "单价", "Price", Text("每套的价格。", "Price of a set.")),
        _count("free_sets", "免费套数", "Free sets", "免费发给困难学生的套数。没有填0。", "Sets given free to hardship pupils. 0 for none."),
        f.money("collected", "收款", "Collected", Text("向家长收取的金额。没有填0。", "Collected from families. 0 for none.")),
        f.money("paid_supplier", "付款", "Paid to supplier", Text("付给供应商的金额。没有填0。", "Paid to the supplier. 0 for none.")),
        f.money("refunded", "退款", "Refunded", Text("退还家长的金额。没有填0。", "Refunded to families. 0 for none.")),
        f.flag("records_kept", "资料留存", "Records kept", Text("征询、合同、验收资料齐全留存填“是”。", "Yes when consents, contract and acceptance are kept.")),
    ),
)  # fmt: skip
