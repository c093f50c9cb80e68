"""What must hold, or be explained, in R07."""

from tenants.returns.rules import LISTED, error, query

_ITEM = ("{item_code}（{supplier_code}）", "{item_code} ({supplier_code})")
_CONTRACT = (
    "procurement_contract.main where contract_no = this.contract_no and winner_code = this.supplier_code"
    " and start_on <= period_end and end_on >= period_start over ever"
)
_LATE = ("核对批次；确实如此的，说明原因。", "Check the deliveries; if true, say why.")

RULES = (
    error(
        "FP-01",
        "amount ~ qty * unit_price ± 1%",
        (f"{_ITEM[0]}：金额{{amount}}元，数量乘均价为{{qty * unit_price}}元，相差超过1%。", f"{_ITEM[1]}: {{amount}} yuan, quantity times price is {{qty * unit_price}}; more than 1% apart."),
        ("核对数量、均价和金额。", "Check quantity, price and amount."),
    ),
    error(
        "FP-02",
        "cert_batches <= batches and double_accept_batches <= batches and rejected_batches <= batches",
        LISTED,
        ("这些批次都是到货批次中的一部分，请核对。", "Each is part of the deliveries; check the counts."),
        (f"{_ITEM[0]}索证{{cert_batches}}批，到货只有{{batches}}批", f"{_ITEM[1]}: {{cert_batches}} with certificates of {{batches}} deliveries"),
        (f"{_ITEM[0]}双人验收{{double_accept_batches}}批，到货只有{{batches}}批", f"{_ITEM[1]}: {{double_accept_batches}} accepted by two of {{batches}} deliveries"),
        (f"{_ITEM[0]}退货{{rejected_batches}}批，到货只有{{batches}}批", f"{_ITEM[1]}: {{rejected_batches}} rejected of {{batches}} deliveries"),
    ),
    query(
        "FP-03",
        "cert_batches = batches",
        (f"{_ITEM[0]}到货{{batches}}批，索证齐全{{cert_batches}}批。", f"{_ITEM[1]}: {{cert_batches}} of {{batches}} deliveries had complete certificates."),
        _LATE,
    ),
    query(
        "FP-04",
        "double_accept_batches = batches",
        (f"{_ITEM[0]}到货{{batches}}批，双人验收{{double_accept_batches}}批。", f"{_ITEM[1]}: {{double_accept_batches}} of {{batches}} deliveries were accepted by two."),
        _LATE,
    ),
    query(
        "FP-05",
        f"contract_no is set and count({_CONTRACT}) >= 1",
        LISTED,
        ("核对合同编号；合同外采购的，说明原因。", "Check the contract, or say why it was bought outside one."),
        (f"{_ITEM[0]}没有合同", f"{_ITEM[1]} has no contract"),
        (f"{_ITEM[0]}：采购合同报表中没有与该供应商签订、本月有效的合同{{contract_no}}", f"{_ITEM[1]}: no contract {{contract_no}} with this supplier is in force this month among the procurement contracts"),
        anchor=("contract_no",),
    ),
    query(
        "FP-06",
        "district_price.schools[item_code] >= 5 implies"
        " unit_price ~ district_price.median_yuan[item_code] ± P.price_dev_query%",
        (f"{_ITEM[0]}均价{{unit_price}}元，全区中位价{{district_price.median_yuan[item_code]}}元，相差超过{{P.price_dev_query}}%。", f"{_ITEM[1]}: {{unit_price}} yuan, the district's median is {{district_price.median_yuan[item_code]}}; more than {{P.price_dev_query}}% apart."),
        ("核对单位和价格；确实如此的，说明原因。", "Check unit and price, or say why."),
        anchor=("unit_price",),
    ),
    query(
        "FP-07",
        "supplier.pool_status[supplier_code] != out",
        (f"{_ITEM[0]}：供应商已被移出企业库。", f"{_ITEM[1]}: the supplier has been put out of the pool."),
        ("停止采购；已订合同的，说明如何处理。", "Stop buying from it, or say what becomes of the contract."),
        anchor=("supplier_code",),
    ),
)  # fmt: skip
