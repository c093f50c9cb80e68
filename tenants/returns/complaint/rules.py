"""What must hold, or be explained, in R32; no words of a rule name who complained."""

from tenants.returns.rules import LISTED, error, query

ACKNOWLEDGED_IN_TIME = "workdays(day(received_at), day(acknowledged_at)) <= P.complaint_ack_days"
CLOSED_IN_TIME = "workdays(day(received_at), day(closed_at)) <= P.complaint_close_days"
UPHELD = "(finding = upheld or finding = partly)"

RULES = (
    error(
        "CP-01",
        "acknowledged_at >= received_at and replied_at >= acknowledged_at and closed_at >= replied_at",
        LISTED,
        ("按先后核对收到、受理、答复和办结的时间。", "Check receipt, acknowledgement, reply and closing in their order."),
        ("受理{acknowledged_at}早于收到{received_at}", "acknowledged {acknowledged_at}, before it came in {received_at}"),
        ("答复{replied_at}早于受理{acknowledged_at}", "replied {replied_at}, before it was acknowledged {acknowledged_at}"),
        ("办结{closed_at}早于答复{replied_at}", "closed {closed_at}, before the reply {replied_at}"),
    ),
    error(
        "CP-02",
        "closed_at is set implies finding is set",
        ("投诉已经办结，没有填核查结论。", "The complaint is closed without a finding."),
        ("填核查结论，或把办结时间留空。", "Enter the finding, or leave the time of closing empty."),
        anchor=("finding",),
    ),
    query(
        "CP-03",
        ACKNOWLEDGED_IN_TIME,
        ("{received_at}收到，{acknowledged_at}才受理，超过{P.complaint_ack_days}个工作日。", "Received {received_at}, acknowledged {acknowledged_at}: more than {P.complaint_ack_days} working days later."),
        ("说明受理晚的原因。", "Say why it was acknowledged late."),
        anchor=("acknowledged_at",),
    ),
    query(
        "CP-04",
        CLOSED_IN_TIME,
        ("{received_at}收到，{closed_at}才办结，超过{P.complaint_close_days}个工作日。", "Received {received_at}, closed {closed_at}: more than {P.complaint_close_days} working days later."),
        ("说明办理晚的原因。", "Say why it took so long."),
        anchor=("closed_at",),
    ),
    query(
        "CP-05",
        f"{UPHELD} implies length(action) >= 20",
        ("结论是{finding}，处理写得不足20个字。", "The finding is {finding}, but the action has less than 20 characters."),
        ("写清采取的措施和整改的结果。", "Say what was done and what came of it."),
        anchor=("action",),
    ),
)  # fmt: skip
