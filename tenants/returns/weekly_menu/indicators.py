"""The figures formed from R04, each over the weeks of a month; a week belongs to the month of its Monday."""

from tenants.returns.declaration import PeriodType
from tenants.returns.rates import DOWN, percentage

_MONTH = PeriodType.MONTH
_MAIN_MEALS = "count(main where meal in (lunch, dinner) over month)"

INDICATORS = (
    percentage(
        "menu_on_time_rate",
        ("菜谱按时公布率", "Menus published in time"),
        "min(cal.school_weeks, size(distinct(iso_week over month))"
        ' - size(distinct(iso_week where not met("WM-05") over month)))',
        "cal.school_weeks",
        ("按时公布的周数 ÷ 教学周数", "Weeks published in time ÷ school weeks"),
        span=_MONTH,
        target="100",
        red="90",
        public=True,
    ),
    percentage(
        "menu_compliance_rate",
        ("菜谱达标率", "Menus meeting the dish standard"),
        'count(main where meal in (lunch, dinner) and met("WM-03") and (meat_dishes = 0 or met("WM-04")) over month)',
        _MAIN_MEALS,
        ("菜品数和含荤比例都达标的午晚餐 ÷ 午晚餐", "Lunches and dinners with enough dishes and meat ÷ lunches and dinners"),
        span=_MONTH,
        target="100",
        red="90",
        public=True,
    ),
    percentage(
        "food_class_rate",
        ("食物类别达标率", "Meals with enough food classes"),
        'count(main where met("WM-06") over month)',
        "count(main over month)",
        ("食物类别达标的餐次 ÷ 餐次", "Meals with enough food classes ÷ meals"),
        span=_MONTH,
        target="100",
        red="90",
        public=True,
    ),
    percentage(
        "menu_change_rate",
        ("菜谱变更率", "Menus changed"),
        "count(main where changed over month)",
        "count(main over month)",
        ("公布后有变更的餐次 ÷ 餐次", "Meals changed after publication ÷ meals"),
        span=_MONTH,
        direction=DOWN,
        target="5",
        red="15",
        public=True,
    ),
)  # fmt: skip
