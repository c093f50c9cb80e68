"""The figures formed from R09."""

from tenants.returns.rates import DOWN, percentage, ratio, total

_YUAN = ("元", "yuan")
_DAYS = "sum((last_paid_on - received_on) * paid_amount where last_paid_on is set and received_on is set)"

INDICATORS = (
    percentage(
        "aid_coverage",
        ("资助覆盖率", "Aid coverage"),
        "sum(recipients)",
        "sum(entitled_students)",
        ("实助人数 ÷ 应助人数", "Recipients ÷ entitled pupils"),
        target="100",
        red="98",
        public=True,
    ),
    percentage(
        "aid_payment_rate",
        ("资助发放率", "Aid paid against entitled"),
        "sum(paid_amount)",
        "sum(entitled_amount)",
        ("实发 ÷ 应发", "Paid ÷ entitled"),
        target="100",
        red="95",
        public=True,
    ),
    total(
        "aid_arrears",
        ("资助欠发金额", "Aid arrears"),
        "sum(arrears_amount)",
        _YUAN,
        ("欠发合计", "Sum of arrears"),
        direction=DOWN,
        target="0",
        red="0",
        places=2,
        public=True,
    ),
    percentage(
        "aid_timely_rate",
        ("资助按时发放率", "Aid paid in time"),
        'count(paid_amount > 0 and met("SA-09"))',
        "count(main where paid_amount > 0)",
        ("到账后按时发完的项目 ÷ 有发放的项目", "Rows paid in time ÷ rows with payments"),
        target="100",
        red="90",
        public=True,
    ),
    ratio(
        "aid_days_to_pay",
        ("资助到账至发放天数", "Days from funds to payment"),
        _DAYS,
        "sum(paid_amount where last_paid_on is set and received_on is set)",
        ("天", "days"),
        ("到账至末次发放的天数，按实发金额加权", "Days from funds to the last payment, weighted by the amount paid"),
        direction=DOWN,
        target="P.aid_pay_days",
        red="2 * P.aid_pay_days",
        public=True,
    ),
    ratio(
        "aid_per_student",
        ("生均资助额", "Aid per recipient"),
        "sum(paid_amount)",
        "sum(recipients)",
        _YUAN,
        ("实发 ÷ 实助人数", "Paid ÷ recipients"),
        places=2,
        public=True,
    ),
    total(
        "social_aid_amount",
        ("社会捐助金额", "Aid from donors"),
        "sum(paid_amount where fund_source = social)",
        _YUAN,
        ("社会捐资项目的实发合计", "Paid from donations"),
        places=2,
        public=True,
    ),
)
