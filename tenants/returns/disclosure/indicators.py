"""The figures formed from R36."""

from tenants.returns.rates import percentage

INDICATORS = (
    percentage(
        "disclosure_rate",
        ("按时公示率", "Published in time"),
        "count(published_on <= due_on)",
        "count(main)",
        ("按时公示的事项 ÷ 应公示的事项", "Items published in time ÷ items due"),
        target="100",
        red="90",
        public=True,
    ),
    percentage(
        "disclosure_complete_rate",
        ("公示完整率", "Complete publications"),
        "count(complete)",
        "count(main)",
        ("内容完整的事项 ÷ 应公示的事项", "Items published in full ÷ items due"),
        target="100",
        red="90",
        public=True,
    ),
)  # fmt: skip
