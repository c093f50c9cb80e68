"""What R07 asks of each item and supplier of a canteen."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part, Sensitivity
from tenants.text import Text


def _batches(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.integer(code, zh, en, Text(help_zh, help_en))


MAIN = Part(
    code="main",
    label=Text("采购明细", "Purchases"),
    key=("facility_no", "item_code", "supplier_code"),
    fields=(
        f.facility("canteen", "食堂编号", "Canteen", Text("采购的食堂编号，每种食材和供应商填一行。", "Number of the canteen; one row per item and supplier.")),
        f.string("item_code", "品目", "Item", Text("食材目录中的编号。", "Its code in the list of food items."), size=12, must="food_item.is_known[item_code]", must_says=Text("食材目录里没有{item_code}。", "{item_code} is not in the list of food items."), carried_from="item_code"),
        f.one_of("food_category", "food_category", "类别", "Category", Text("食材目录中该品目的类别。", "Its category in the list of food items."), must="food_category = food_item.category[item_code]", must_says=Text("食材目录中{item_code}的类别是{food_item.category[item_code]}，这里填了{food_category}。", "In the list {item_code} is of the category {food_item.category[item_code]}, not {food_category}."), carried_from="food_category"),
        f.string("supplier_code", "供应商", "Supplier", Text("供应商的统一社会信用代码。", "The supplier's unified credit code."), size=18, carried_from="supplier_code"),
        f.string("contract_no", "合同", "Contract", Text("采购合同报表中的编号；合同外采购的留空。", "Its number in the procurement contract return; empty when bought outside a contract."), size=30, need=Need.CONDITIONAL, carried_from="contract_no"),
        f.dec2("qty", "数量", "Quantity", Text("本月验收的数量，单位见食材目录，大于0。", "Quantity accepted this month in the item's unit, above 0."), unit=Text("品目单位", "item unit"), must="qty > 0", must_says=Text("数量应大于0。", "The quantity must be above 0.")),
        f.money("unit_price", "均价", "Mean price", Text("本月的平均单价，大于0。", "Mean price of the month, above 0."), must="unit_price > 0", must_says=Text("均价应大于0。", "The price must be above 0.")),
        f.money("amount", "金额", "Amount", Text("本月的采购金额，大于0。", "Amount of the month, above 0."), must="amount > 0", must_says=Text("金额应大于0。", "The amount must be above 0.")),
        f.integer("batches", "到货批次", "Deliveries", Text("本月到货的批次数，大于0。", "Deliveries this month, above 0."), must="batches > 0", must_says=Text("到货批次应大于0。", "There must be at least one delivery.")),
        _batches("cert_batches", "索证齐全批次", "With certificates", "其中证明文件齐全的批次。没有填0。", "Those with complete certificates. 0 for none."),
        _batches("double_accept_batches", "双人验收批次", "Accepted by two", "其中两人以上验收签字的批次。没有填0。", "Those accepted and signed by two. 0 for none."),
        _batches("rejected_batches", "退货批次", "Rejected", "其中退货的批次。没有填0。", "Those rejected. 0 for none."),
        f.flag("trace_uploaded", "追溯信息已上传", "Trace data uploaded", Text("已在食品安全追溯平台登记填“是”。", "Yes when entered in the food trace platform."), sensitivity=Sensitivity.BUREAU),
    ),
)  # fmt: skip
