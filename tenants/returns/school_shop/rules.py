"""What must hold, or be explained, in R15."""

from tenants.returns.rules import LISTED, error, query

_MARGIN = "revenue - cost_of_goods - other_cost"
_INCOME = "sum(canteen_finance.main.income_shop over term)"

RULES = (
    error(
        "SS-01",
        "items_checked <= items_listed and items_violating <= items_checked",
        LISTED,
        ("核对三个种数，后者是前者中的一部分。", "Check the three counts; each is part of the one before."),
        ("{facility_no}抽查{items_checked}种，在售只有{items_listed}种", "{facility_no}: {items_checked} checked, but {items_listed} on sale"),
        ("{facility_no}违规{items_violating}种，抽查只有{items_checked}种", "{facility_no}: {items_violating} violating, but {items_checked} checked"),
    ),
    query(
        "SS-02",
        "school.boarding != none",
        ("非寄宿学校设了小卖部。", "A school without boarders has a shop."),
        ("按规定应关闭；确有批准的，说明批准文件。", "It should be closed; name the approval if there is one."),
        anchor=("facility_no",),
    ),
    query(
        "SS-03",
        "operator in (school, chain)",
        ("{facility_no}由{operator}经营。", "{facility_no} is run by a {operator}."),
        ("应由学校自营或连锁企业经营；说明合同到期日和打算。", "The school or a chain should run it; say when the contract ends and what follows."),
    ),
    query(
        "SS-04",
        "sells_food implies (licence_to is set and licence_to >= period_end)",
        ("{facility_no}售食品，许可证有效期{licence_to}，没有覆盖本学期。", "{facility_no} sells food; its licence, valid to {licence_to}, does not cover the term."),
        ("核对许可证；正在办理的，说明进展。", "Check the licence, or say how far its renewal is."),
        anchor=("licence_to",),
    ),
    query(
        "SS-05",
        "items_violating = 0",
        ("{facility_no}抽查发现违规商品{items_violating}种。", "{facility_no}: {items_violating} violating kinds of goods were found."),
        ("说明已下架、销毁和追责的情况。", "Say what was taken off sale, destroyed and followed up."),
    ),
    query(
        "SS-06",
        f"{_MARGIN} <= revenue * P.shop_margin_max / 100",
        (f"{{facility_no}}毛利{{{_MARGIN}}}元，超过收入{{revenue}}元的{{P.shop_margin_max}}%。", f"{{facility_no}}: a margin of {{{_MARGIN}}} yuan on {{revenue}} is more than {{P.shop_margin_max}}%."),
        ("核对收入和成本；确实偏高的，说明定价。", "Check revenue and cost, or explain the prices."),
        anchor=("revenue", "cost_of_goods", "other_cost"),
    ),
    query(
        "SS-07",
        "merged_accounts",
        ("{facility_no}的账没有并入食堂账。", "The accounts of {facility_no} are not merged with the canteen's."),
        ("并账后更正；或说明原因。", "Merge them and correct it, or say why not."),
    ),
    query(
        "SS-08",
        f"sum(transfer_to_canteen) = {_INCOME}",
        (f"小卖部转食堂{{sum(transfer_to_canteen)}}元，食堂财务月报本学期小卖部收入合计{{{_INCOME}}}元。", f"{{sum(transfer_to_canteen)}} yuan to the canteen; its monthly finance shows {{{_INCOME}}} from the shop this term."),
        ("核对两张报表的金额。", "Check the amounts of both returns."),
        anchor=("transfer_to_canteen",),
    ),
)  # fmt: skip
