"""What must hold, or be explained, in R24."""

from tenants.returns.rules import LISTED, error, query

_LEFT = "collected - remitted - spent - refunded"

RULES = (
    error(
        "FE-01",
        f"balance = {_LEFT}",
        (f"{{item_name}}：结余{{balance}}元，按收支应为{{{_LEFT}}}元。", f"{{item_name}}: the balance is {{balance}} yuan, but it should be {{{_LEFT}}}."),
        ("核对收款、上缴、支出、退还和结余。", "Check what was collected, remitted, spent, refunded and left."),
    ),
    error(
        "FE-02",
        "consents <= payers",
        ("{item_name}：签字{consents}份，多于缴费{payers}人。", "{item_name}: {consents} consents, but only {payers} payers."),
        ("只计缴费学生家长的签字。", "Count the consents of those who paid."),
    ),
    query(
        "FE-03",
        "collected ~ std_amount * payers ± 1%",
        ("{item_name}：收款{collected}元，按标准和人数应为{std_amount * payers}元，相差超过1%。", "{item_name}: {collected} yuan collected, {std_amount * payers} by standard and payers; more than 1% apart."),
        ("核对标准、人数和金额；有减免的，说明。", "Check standard, payers and amount; say so where some were let off."),
    ),
    query(
        "FE-04",
        "fee_type in (service, agency) implies balance = 0",
        ("{item_name}：学期末还有结余{balance}元没有结清。", "{item_name}: {balance} yuan are not settled at the end of the term."),
        ("退还家长后更正；暂不能退的，说明原因和时间。", "Refund it and correct the row, or say why and by when."),
    ),
    query(
        "FE-05",
        "voluntary implies consents = payers",
        ("{item_name}：自愿项目缴费{payers}人，签字只有{consents}份。", "{item_name}: voluntary, {payers} payers, but {consents} signed."),
        ("补齐签字后更正；或说明原因。", "Complete the consents and correct it, or say why some are missing."),
    ),
    query(
        "FE-06",
        "published_on is set and published_on <= cal.first_day + 7",
        LISTED,
        ("核对公示日期；没有按时公示的，说明原因。", "Check the day of publishing, or say why it was late."),
        ("{item_name}没有公示", "{item_name} was not published"),
        ("{item_name}{published_on}才公示，开学后7天内（{cal.first_day + 7}前）应公示", "{item_name} was published on {published_on}; it was due by {cal.first_day + 7}"),
    ),
    query(
        "FE-07",
        "(fee_type = admin and stage in (primary, junior)) implies collected = 0",
        ("{item_name}：义务教育阶段收了行政事业性收费{collected}元。", "{item_name}: an administrative fee of {collected} yuan at a compulsory stage."),
        ("义务教育阶段不得收取；已收的退还，并说明原因。", "It must not be charged there; refund it and say why it was."),
    ),
    query(
        "FE-08",
        "fee_type = admin implies remitted = collected",
        ("{item_name}：收款{collected}元，上缴专户{remitted}元。", "{item_name}: {collected} yuan collected, {remitted} remitted."),
        ("全额上缴后更正；或说明何时上缴。", "Remit all of it and correct it, or say by when."),
    ),
)  # fmt: skip
