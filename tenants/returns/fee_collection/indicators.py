"""The figures formed from R24."""

from tenants.returns.rates import DOWN, percentage, total

INDICATORS = (
    percentage(
        "fee_published_rate",
        ("收费公示率", "Fees published"),
        'count(met("FE-06"))',
        "count(main)",
        ("按时公示的收费项目 ÷ 收费项目", "Fee items published in time ÷ fee items"),
        target="100",
        red="95",
        public=True,
    ),
    total(
        "fee_unsettled",
        ("未结清代收费", "Unsettled fees"),
        "sum(balance where fee_type in (service, agency))",
        ("元", "yuan"),
        ("服务性收费和代收费的结余合计", "Balance of service and agency fees"),
        direction=DOWN,
        target="0",
        red="0",
        public=True,
    ),
    total(
        "fee_unapproved",
        ("无批准收费项目", "Fees without approval"),
        "count(main where fee_type = admin and approval_no is null)",
        ("项", "items"),
        ("没有批准文号的行政事业性收费项目数", "Administrative fee items without an approval"),
        direction=DOWN,
        target="0",
        red="0",
        public=True,
    ),
)
