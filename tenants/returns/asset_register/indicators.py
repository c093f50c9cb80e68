"""The figures formed from R26."""

from tenants.returns.rates import percentage

INDICATORS = (
    percentage(
        "asset_match_rate",
        ("账物相符率", "Assets matching the book"),
        "sum(matched_qty)",
        "sum(closing_qty)",
        ("账物相符数量 ÷ 期末数量", "Pieces matching the book ÷ closing quantity"),
        target="100",
        red="98",
    ),
    percentage(
        "disposal_approved_rate",
        ("报损审批率", "Disposals approved"),
        "sum(disposal_approved_value)",
        "sum(disposed_value)",
        ("报损获批原值 ÷ 减少原值", "Value of approved disposals ÷ value of disposals"),
        target="100",
        red="100",
    ),
)
