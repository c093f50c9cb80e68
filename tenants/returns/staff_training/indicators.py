"""The figures formed from R20."""

from tenants.returns.declaration import PeriodType
from tenants.returns.rates import percentage

_FOOD_POSTS = "logistics_staff.main where logistics_staff.main.post in food_post and logistics_staff.main.on_duty"

INDICATORS = (
    percentage(
        "training_coverage",
        ("年度培训覆盖率", "Training coverage"),
        f"count({_FOOD_POSTS} and logistics_staff.main.training_cert_on >= period_end - 365)",
        f"count({_FOOD_POSTS})",
        ("近一年取得培训合格证的在岗食品从业人员 ÷ 在岗食品从业人员", "Food staff on duty with a training certificate of the last 365 days ÷ food staff on duty"),
        span=PeriodType.TERM,
        target="100",
        red="90",
        public=True,
    ),
    percentage(
        "certificate_issue_rate",
        ("培训发证率", "Certificates issued"),
        "sum(certificates over term)",
        "sum(attended over term)",
        ("发证人数 ÷ 参训人数", "Certificates ÷ staff who attended"),
        span=PeriodType.TERM,
        target="95",
        red="80",
        public=True,
    ),
)  # fmt: skip
