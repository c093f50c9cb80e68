"""The figures formed from R07."""

from decimal import Decimal

from tenants.returns.declaration import Direction
from tenants.returns.rates import DOWN, NONE, percentage, ratio

_KNOWN = "where district_price.median_yuan[item_code] is set"

INDICATORS = (
    percentage(
        "certificate_rate",
        ("索证齐全率", "Deliveries with certificates"),
        "sum(cert_batches)",
        "sum(batches)",
        ("索证齐全批次 ÷ 到货批次", "Deliveries with certificates ÷ deliveries"),
        target="100",
        red="98",
        public=True,
    ),
    percentage(
        "double_accept_rate",
        ("双人验收率", "Deliveries accepted by two"),
        "sum(double_accept_batches)",
        "sum(batches)",
        ("双人验收批次 ÷ 到货批次", "Deliveries accepted by two ÷ deliveries"),
        target="100",
        red="95",
        public=True,
    ),
    percentage(
        "off_contract_share",
        ("合同外采购占比", "Bought outside contract"),
        'sum(amount where not met("FP-05"))',
        "sum(amount)",
        ("没有有效合同的采购金额 ÷ 采购金额", "Amount without a contract in force ÷ amount"),
        direction=DOWN,
        target="0",
        red="5",
        public=True,
    ),
    ratio(
        "price_index",
        ("食材价格指数", "Price index"),
        f"100 * sum(amount {_KNOWN})",
        f"sum(qty * district_price.median_yuan[item_code] {_KNOWN})",
        ("指数", "index"),
        ("100 × 采购金额 ÷ 按全区同月中位价计算的金额", "100 × amount ÷ the same quantities at the district's median prices"),
        direction=Direction.ZERO,
        around=Decimal(100),
        target="5",
        red="20",
        public=True,
    ),
    percentage(
        "reject_rate",
        ("退货率", "Deliveries rejected"),
        "sum(rejected_batches)",
        "sum(batches)",
        ("退货批次 ÷ 到货批次", "Deliveries rejected ÷ deliveries"),
        direction=NONE,
        public=True,
    ),
)  # fmt: skip
