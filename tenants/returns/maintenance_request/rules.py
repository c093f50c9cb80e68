"""What must hold, or be explained, in R29."""

from tenants.returns.rules import LISTED, error, query

DAYS = "if(urgency = urgent, 1, if(urgency = normal, 3, 30))"

RULES = (
    error(
        "MR-01",
        "assigned_at >= reported_at and finished_at >= assigned_at",
        LISTED,
        ("核对报修、派单和完工的时间。", "Check the times of request, assignment and finish."),
        ("派单{assigned_at}早于报修{reported_at}", "assigned {assigned_at}, before it was reported {reported_at}"),
        ("完工{finished_at}早于派单{assigned_at}", "finished {finished_at}, before it was assigned {assigned_at}"),
    ),
    error(
        "MR-02",
        "compensation > 0 implies liable",
        ("有赔偿{compensation}元，责任损坏却不是“是”。", "{compensation} yuan of compensation, but nobody is liable."),
        ("责任损坏填“是”，或更正赔偿。", "Say yes under liable damage, or correct the compensation."),
        anchor=("liable",),
    ),
    query(
        "MR-03",
        f"elapsed_days(reported_at, finished_at) <= {DAYS}",
        (f"{{urgency}}的报修{{reported_at}}提出，{{finished_at}}完工，超过{{{DAYS}}}天。", f"Reported {{reported_at}} as {{urgency}}, finished {{finished_at}}: more than {{{DAYS}}} days later."),
        ("说明延误的原因。", "Say why it took so long."),
        anchor=("finished_at",),
    ),
    query(
        "MR-04",
        "hazard_no is null or count(hazard_check.hazard where hazard_no = this.hazard_no) >= 1",
        ("隐患{hazard_no}不在当月的安全检查与隐患月报中。", "The hazard {hazard_no} is not in the month's hazard return."),
        ("核对隐患编号。", "Check the number of the hazard."),
        anchor=("hazard_no",),
    ),
)  # fmt: skip
