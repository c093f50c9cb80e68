"""What must hold, or be explained, in R28."""

from tenants.returns.rules import error, query

_BOOKS = ("核对库存账，更正不对的数。", "Check against the stock books and correct what is wrong.")
_CLOSING = "opening_value + purchased_value - issued_value - written_off"

RULES = (
    error(
        "ST-01",
        f"closing_value = {_CLOSING}",
        (f"{{stock_group}}：期末{{closing_value}}元，按收发应为{{{_CLOSING}}}元。", f"{{stock_group}}: closes with {{closing_value}} yuan, but it should be {{{_CLOSING}}}."),
        _BOOKS,
    ),
    error(
        "ST-02",
        "opening_value = prev(closing_value)",
        ("{stock_group}：期初{opening_value}元，上学期期末为{prev(closing_value)}元。", "{stock_group}: opens with {opening_value} yuan, last term closed with {prev(closing_value)}."),
        ("期初应与上学期通过的期末一致。", "The opening value must be last term's accepted closing value."),
    ),
    error(
        "ST-03",
        "requests_approved <= requests",
        ("{stock_group}：获批{requests_approved}份，多于请购单{requests}份。", "{stock_group}: {requests_approved} approved, but only {requests} requested."),
        ("获批单是请购单中的一部分，请核对。", "The approved ones are among the requests; check both."),
    ),
    query(
        "ST-04",
        "counted_value ~ closing_value ± 2%",
        ("{stock_group}：盘点{counted_value}元，账面{closing_value}元，相差超过2%。", "{stock_group}: {counted_value} yuan counted, {closing_value} on the books; more than 2% apart."),
        ("核对盘点表；确有盘盈盘亏的，说明原因和处理。", "Check the count; where the difference is real, say why and what is done."),
    ),
    query(
        "ST-05",
        "requests_approved = requests",
        ("{stock_group}：请购{requests}份，先获批的只有{requests_approved}份。", "{stock_group}: {requests_approved} of {requests} requests were approved first."),
        ("说明未获批就采购的原因。", "Say why anything was bought without approval."),
    ),
    query(
        "ST-06",
        "closing_value <= issued_value * 2",
        ("{stock_group}：期末库存{closing_value}元，本学期只领用{issued_value}元，库存闲置。", "{stock_group}: {closing_value} yuan in stock, only {issued_value} given out this term; stock lies idle."),
        ("核对金额；确实积压的，说明原因和打算。", "Check the amounts, or say why it lies idle and what is planned."),
        anchor=("closing_value",),
    ),
)  # fmt: skip
