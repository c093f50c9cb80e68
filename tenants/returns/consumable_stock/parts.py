"""What R28 asks of each group of consumables: what came, what went, what the count found."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Part, Sensitivity
from tenants.text import Text


def _money(code: str, zh: str, en: str, help_zh: str, help_en: str, carried: str = "") -> Field:
    options = f.Options(sensitivity=Sensitivity.BUREAU)
    if carried:
        options["carried_from"] = carried
    return f.money(code, zh, en, Text(help_zh, help_en), **options)


def _count(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.integer(code, zh, en, Text(help_zh, help_en), sensitivity=Sensitivity.BUREAU)


MAIN = Part(
    code="main",
    label=Text("物资库存", "Consumables"),
    key=("stock_group",),
    fields=(
        f.one_of("stock_group", "stock_group", "物资类", "Group", Text("每类物资填一行；没有的类不填。", "One row per group; none for a group the school does not keep."), sensitivity=Sensitivity.BUREAU, carried_from="stock_group"),
        _money("opening_value", "期初", "Opening", "学期初库存金额，应等于上学期期末。没有填0。", "Stock at the start of the term, as at the end of the last one. 0 for none.", carried="closing_value"),
        _money("purchased_value", "购入", "Purchased", "本学期购入入库的金额。没有填0。", "Bought and taken into stock this term. 0 for none."),
        _money("issued_value", "领用", "Issued", "本学期领用出库的金额。没有填0。", "Given out this term. 0 for none."),
        _money("written_off", "报损", "Written off", "本学期报损的金额。没有填0。", "Written off this term. 0 for none."),
        _money("closing_value", "期末", "Closing", "期末库存金额，等于期初加购入减领用减报损。", "Stock at the end of the term: opening plus purchased minus issued minus written off."),
        _money("counted_value", "盘点值", "Counted value", "期末实地盘点的金额。", "Value found in the count at the end of the term."),
        f.day("counted_on", "盘点日", "Counted on", Text("期末盘点的日期。", "The day of that count."), sensitivity=Sensitivity.BUREAU),
        _count("requests", "请购单", "Purchase requests", "本学期的请购单份数。没有填0。", "Requests to buy this term. 0 for none."),
        _count("requests_approved", "获批单", "Approved", "其中先获批再采购的份数。没有填0。", "Those of them approved before buying. 0 for none."),
    ),
)  # fmt: skip
