"""What must hold, or be explained, in R26."""

from tenants.returns.rules import LISTED, error, query

_BOOKS = ("核对资产账，更正不对的数。", "Check against the asset books and correct what is wrong.")

RULES = (
    error(
        "AR-01",
        "closing_qty = opening_qty + added_qty - disposed_qty"
        " and closing_value = opening_value + added_value - disposed_value",
        LISTED,
        _BOOKS,
        (
            "期末数量{closing_qty}，按期初、增加、减少应为{opening_qty + added_qty - disposed_qty}",
            "closing quantity {closing_qty}, but it should be {opening_qty + added_qty - disposed_qty}",
        ),
        (
            "期末原值{closing_value}元，按期初、增加、减少应为{opening_value + added_value - disposed_value}元",
            "closing value {closing_value}, but it should be {opening_value + added_value - disposed_value}",
        ),
    ),
    error(
        "AR-02",
        "opening_qty = prev(closing_qty) and opening_value = prev(closing_value)",
        LISTED,
        ("期初数应与上年通过的期末数一致。", "Opening figures must be last year's accepted closing figures."),
        ("期初数量{opening_qty}，上年期末为{prev(closing_qty)}", "opens with {opening_qty}, last year closed with {prev(closing_qty)}"),
        ("期初原值{opening_value}元，上年期末为{prev(closing_value)}元", "opens with {opening_value} yuan, last year closed with {prev(closing_value)}"),
    ),
    error(
        "AR-03",
        "matched_qty <= counted_qty",
        ("账物相符{matched_qty}，多于盘点到的{counted_qty}。", "{matched_qty} match the book, but only {counted_qty} were counted."),
        ("相符数是盘点数中的一部分，请核对。", "Matching pieces are among the counted ones; check both."),
    ),
    query(
        "AR-04",
        "disposal_approved_value = disposed_value",
        ("本年减少{disposed_value}元，获批{disposal_approved_value}元。", "Disposed of {disposed_value} yuan, approved {disposal_approved_value}."),
        ("未获批准就处置的，说明原因和补办时间。", "Say why anything was disposed of without approval, and by when it will come."),
    ),
    query(
        "AR-05",
        "counted_qty = closing_qty and matched_qty = counted_qty",
        LISTED,
        ("核对盘点表；确有盘盈盘亏的，说明原因和处理。", "Check the count; where pieces are missing or too many, say why and what is done."),
        ("账面{closing_qty}，盘点到{counted_qty}", "{closing_qty} on the books, {counted_qty} counted"),
        ("盘点{counted_qty}，相符{matched_qty}", "{counted_qty} counted, {matched_qty} match"),
    ),
)  # fmt: skip
