"""The figure formed from R27."""

from tenants.returns.rates import percentage

INDICATORS = (
    percentage(
        "asset_check_rate",
        ("资产检查覆盖率", "Rooms checked"),
        "sum(rooms_checked)",
        "sum(rooms)",
        ("已查场所 ÷ 应查场所", "Rooms checked ÷ rooms"),
        target="100",
        red="90",
    ),
)
