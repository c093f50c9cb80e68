"""The figures formed from R28."""

from tenants.returns.rates import UP, percentage, ratio

INDICATORS = (
    percentage(
        "stock_match_rate",
        ("库存相符率", "Stock matching the book"),
        "sum(closing_value) - sum(abs(counted_value - closing_value))",
        "sum(closing_value)",
        ("1 − 盘点与账面之差的绝对值 ÷ 账面", "1 − absolute differences between count and books ÷ books"),
        target="100",
        red="95",
    ),
    ratio(
        "stock_turnover",
        ("库存周转率", "Stock turnover"),
        "sum(issued_value)",
        "sum(opening_value + closing_value) / 2",
        ("次", "times"),
        ("领用 ÷ 期初与期末的平均库存", "Given out ÷ mean of opening and closing stock"),
        direction=UP,
        target="2",
        red="1",
    ),
)
