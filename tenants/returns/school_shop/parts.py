"""What R15 asks of each shop: who runs it, its licence, its goods, what it earned."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part, Sensitivity
from tenants.text import Text

_BUREAU = Sensitivity.BUREAU


def _count(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.integer(code, zh, en, Text(help_zh, help_en), sensitivity=_BUREAU)


def _money(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.money(code, zh, en, Text(help_zh, help_en), sensitivity=_BUREAU)


MAIN = Part(
    code="main",
    label=Text("小卖部", "Shops"),
    key=("facility_no",),
    fields=(
        f.facility("shop", "小卖部", "Shop", Text("小卖部的编号，每个填一行；没有小卖部的做零报告。", "Number of the shop, one row each; file a nil return without one.")),
        f.one_of("shop_operator", "operator", "经营主体", "Operator", Text("学校自营、连锁企业或承包人。", "The school, a chain or a contractor."), carried_from="operator"),
        f.string("operator_name", "经营者名称", "Operator name", Text("营业执照上的名称；学校自营填学校名称。", "The name on the business licence; the school's own when it runs the shop."), size=60, carried_from="operator_name"),
        f.flag("sells_food", "售食品", "Sells food", Text("出售任何食品或饮料填“是”。", "Yes when any food or drink is sold."), carried_from="sells_food"),
        f.string("licence_no", "许可证", "Licence", Text("食品经营许可证编号，JY加14位数字；没有许可证的留空。", "Food licence number, JY and 14 digits; empty when there is none."), size=16, pattern="JY[0-9]{14}", pattern_says=Text("JY加14位数字", "JY and 14 digits"), need=Need.CONDITIONAL, carried_from="licence_no"),
        f.day("licence_to", "有效期", "Valid to", Text("许可证有效期的最后一天；没有许可证的留空。", "Last day of the licence; empty when there is none."), need=Need.CONDITIONAL, future_allowed=True, carried_from="licence_to"),
        _count("items_listed", "商品种数", "Items on sale", "期末在售的商品种数。", "Kinds of goods on sale at the end of the term."),
        _count("items_checked", "抽查种数", "Checked", "本学期学校抽查过的商品种数。没有填0。", "Kinds the school checked this term. 0 for none."),
        _count("items_violating", "违规种数", "Violating", "抽查发现过期、三无、禁售或高盐高糖高脂的种数。没有填0。", "Checked kinds out of date, without origin, banned or high in salt, sugar or fat. 0 for none."),
        _money("revenue", "收入", "Revenue", "本学期销售收入。没有填0。", "Sales this term. 0 for none."),
        _money("cost_of_goods", "进货成本", "Cost of goods", "所售商品的进货成本。没有填0。", "What the goods sold had cost. 0 for none."),
        _money("other_cost", "其他成本", "Other cost", "人工、水电等其他成本。没有填0。", "Wages, power and other cost. 0 for none."),
        f.flag("merged_accounts", "并入食堂账", "Merged accounts", Text("收支并入食堂账统一核算填“是”。", "Yes when its income and cost are kept in the canteen's accounts."), sensitivity=_BUREAU, carried_from="merged_accounts"),
        _money("transfer_to_canteen", "转食堂", "To canteen", "本学期转入食堂账的金额。没有填0。", "Transferred to the canteen's accounts this term. 0 for none."),
    ),
)  # fmt: skip
