"""What must hold, or be explained, in R27."""

from tenants.returns.rules import LISTED, error, query

RULES = (
    error(
        "AC-01",
        "rooms_checked <= rooms",
        ("已查场所{rooms_checked}个，多于应查的{rooms}个。", "{rooms_checked} rooms checked, but only {rooms} to check."),
        ("已查场所是应查场所中的一部分，请核对。", "The rooms checked are among those to check; correct the counts."),
    ),
    query(
        "AC-02",
        "count(main where check_round = start) >= 1 and count(main where check_round = end) >= 1",
        LISTED,
        ("补填缺少的一轮；确实没有检查的，说明原因。", "Add the missing round, or say why it was not made."),
        ("没有学期初的检查", "no check at the start of the term"),
        ("没有学期末的检查", "no check at the end of the term"),
    ),
    query(
        "AC-03",
        "rooms_checked = rooms",
        ("{check_round}检查：应查场所{rooms}个，只查了{rooms_checked}个。", "{check_round}: {rooms_checked} of {rooms} rooms were checked."),
        ("核对后更正；没有查完的，说明原因。", "Correct it, or say why some rooms were left out."),
    ),
    query(
        "AC-04",
        "liable_cases = 0 or compensation > 0",
        ("{check_round}检查：应赔{liable_cases}起，赔偿金额为0。", "{check_round}: {liable_cases} liable cases, but no compensation."),
        ("核对赔偿金额；没有赔偿的，说明原因。", "Check the compensation, or say why nothing was paid."),
        anchor=("compensation",),
    ),
)  # fmt: skip
