"""The figures formed from R02."""

from tenants.returns.logistics_staff.rules import HEALTH_POSTS
from tenants.returns.rates import percentage

_FOOD = "post in food_post and on_duty"

INDICATORS = (
    percentage(
        "health_cert_rate",
        ("健康证持证率", "Valid health certificates"),
        f"count({HEALTH_POSTS} and on_duty and health_cert_to >= period_start)",
        f"count({HEALTH_POSTS} and on_duty)",
        ("持有效健康证的在岗食品、宿管、饮水人员 ÷ 这些岗位的在岗人员", "Food, dormitory and water staff on duty with a valid health certificate ÷ all of them on duty"),
        target="100",
        red="95",
        public=True,
    ),
    percentage(
        "training_cert_rate",
        ("培训合格证持证率", "Training certificates held"),
        f"count({_FOOD} and training_cert_no is set)",
        f"count({_FOOD})",
        ("持培训合格证的在岗食品从业人员 ÷ 在岗食品从业人员", "Food staff on duty with a training certificate ÷ food staff on duty"),
        target="100",
        red="95",
        public=True,
    ),
    percentage(
        "labour_contract_rate",
        ("用工合同签订率", "Valid labour contracts"),
        "count(on_duty and (employment = permanent or contract_end >= period_start))",
        "count(on_duty)",
        ("在编或合同有效的在岗人员 ÷ 在岗人员", "Staff on duty who are permanent or have a contract in force ÷ staff on duty"),
        target="100",
        red="95",
    ),
    percentage(
        "wage_on_time_rate",
        ("工资按时足额率", "Wages paid on time"),
        "count(wage_on_time)",
        "count(main)",
        ("按月足额领到工资的人员 ÷ 全部人员", "Staff paid in full each month ÷ all staff"),
        target="100",
        red="98",
    ),
)  # fmt: skip
