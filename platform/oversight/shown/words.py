"""Plain words for parents: what each figure means, and whether it is good."""

from dataclasses import dataclass

from tenants.returns.indicators import Band
from tenants.text import Text


@dataclass(frozen=True)
class Plain:
    """A figure as a parent would name it, and why it matters."""

    name: Text
    explains: Text


AT_A_GLANCE: dict[str, Plain] = {
    "licence_valid_rate": Plain(
        Text("许可证有效", "Valid licence"),
        Text(
            "食品经营许可证在月底仍有效的食堂占比。", "Canteens whose food licence was valid at the end of the month."
        ),
    ),
    "grade_ab_share": Plain(
        Text("监管评级A或B", "Graded A or B"),
        Text(
            "市场监管部门量化评级达到A或B的食堂占比。",
            "Canteens that the food regulator graded A or B.",
        ),
    ),
    "sample_retention_rate": Plain(
        Text("饭菜留样", "Food samples kept"),
        Text(
            "每种饭菜都要留样48小时备查；这是合格留样的占比。",
            "A sample of every dish is kept for 48 hours, so that a complaint can be traced; this is the share kept.",
        ),
    ),
    "accompany_rate": Plain(
        Text("校领导陪餐", "Leaders eat along"),
        Text(
            "校领导与学生同吃的餐次占比，每餐都应有人陪餐。",
            "Meals at which a school leader ate what the pupils ate; someone should at every meal.",
        ),
    ),
    "camera_online_rate": Plain(
        Text("后厨可视", "Kitchen on camera"),
        Text("后厨摄像正常在线的供餐天数占比。", "Serving days on which the kitchen cameras were online."),
    ),
    "raw_material_share": Plain(
        Text("钱花在食材上", "Money spent on food"),
        Text(
            "每100元伙食支出中，用于购买食材（含外购餐费）的部分。",
            "Of every 100 yuan spent, what went into food (meals bought from a caterer included).",
        ),
    ),
    "canteen_balance_rate": Plain(
        Text("收支平衡", "No profit, no loss"),
        Text(
            "本学期结余占收入的比例。食堂不以营利为目的，越接近0越好。",
            "Surplus of the term as a share of income. A canteen makes no profit: the closer to 0, the better.",
        ),
    ),
    "refund_rate": Plain(
        Text("缺餐退费", "Missed meals refunded"),
        Text(
            "学生没吃的餐应退费；这是已退金额占应退金额的比例。",
            "Of the money owed for missed meals, what was paid back.",
        ),
    ),
    "finance_publication_rate": Plain(
        Text("账目按时公示", "Accounts posted in time"),
        Text("食堂账目应在次月15日前在校内公示。", "The canteen's accounts are due on the notice board by the 15th."),
    ),
}
"""In the order shown."""

PRICE = Plain(
    Text("午餐均价", "Mean price of a lunch"),
    Text("按餐刷卡的午餐平均价格。", "Mean price of a lunch paid by the meal."),
)
BANDS: dict[Band, tuple[Text, str]] = {
    "green": (Text("达标", "On target"), "done"),
    "amber": (Text("需关注", "Needs attention"), "asks"),
    "red": (Text("未达标", "Below standard"), "problem"),
}
"""Word and tone of the mark."""
NO_BAND = (Text("无评价", "No rating"), "waits")
SMALL = Text("少于{least}", "<{least}")
HIDDEN = Text("已隐藏", "hidden")
NIL_WORDS = {
    "no_facility": Text("本月没有在用的食堂", "no canteen in use this month"),
    "no_activity": Text("本月没有供餐", "no meals were served this month"),
    "closed_period": Text("本月停课", "the school was closed this month"),
}
