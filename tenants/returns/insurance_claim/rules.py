"""What must hold, or be explained, in R12."""

from tenants.returns.rules import error, query

_VALID = (
    "insurance_coverage.main where insurance_kind = this.insurance_kind"
    " and valid_from <= this.notified_on and valid_to >= this.notified_on"
)

RULES = (
    error(
        "CL-01",
        "paid_amount <= claim_amount",
        ("赔付{paid_amount}元，多于申请{claim_amount}元。", "{paid_amount} yuan paid, more than the {claim_amount} claimed."),
        ("核对两个金额。", "Check both amounts."),
    ),
    error(
        "CL-02",
        "closed_on >= notified_on",
        ("结案日{closed_on}早于报案日{notified_on}。", "Closed {closed_on}, before the insurer was told on {notified_on}."),
        ("核对日期。", "Check both days."),
    ),
    error(
        "CL-03",
        "status = paid implies paid_amount > 0",
        ("状态是已赔付，赔付金额为0。", "The status is paid, and nothing was paid."),
        ("填写赔付金额，或更正状态。", "Give the amount paid, or correct the status."),
        anchor=("paid_amount",),
    ),
    query(
        "CL-04",
        f"count({_VALID}) >= 1",
        ("保险参保年报中，{insurance_kind}在{notified_on}没有有效的保单。", "The insurance return has no valid policy of {insurance_kind} on {notified_on}."),
        ("核对险种和日期；保单没有填报的，先更新保险参保年报。", "Check kind and day, or update the insurance return first."),
        anchor=("insurance_kind",),
    ),
    query(
        "CL-05",
        "status = open implies submitted_on <= notified_on + 180",
        ("{notified_on}报案，至今超过180天没有结案。", "The insurer was told on {notified_on}; it is open for more than 180 days."),
        ("说明进展。", "Say how far it is."),
        anchor=("status",),
    ),
)  # fmt: skip
