"""What R34 asks of the supervision group of a school."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part, Sensitivity
from tenants.text import Text

_POINTS = Text("0–100", "0–100")
_SOME = "checks > 0"


def _members(code: str, zh: str, en: str, who_zh: str, who_en: str) -> Field:
    help_ = Text(
        f"本月参加检查的{who_zh}人数。没有参加的填0。", f"{who_en} who took part in the checks this month. 0 for none."
    )
    return f.integer(f"members_{code}", zh, en, help_, unit=f.PERSONS)


def _score(code: str, zh: str, en: str, what_zh: str, what_en: str) -> Field:
    help_ = Text(
        f"小组给{what_zh}打的分，0至100；查了几次的填平均分，没有检查的留空。",
        f"The group's points for {what_en}, 0 to 100; the mean of several checks, empty without a check.",
    )
    return f.dec1(f"{code}_score", zh, en, help_, unit=_POINTS, high=Decimal(100), required_when=_SOME)


MAIN = Part(
    code="main",
    label=Text("膳食监督小组检查", "Supervision group check"),
    fields=(
        _members("leader", "学校领导", "Leader", "学校领导", "Leaders of the school"),
        _members("logistics", "后勤", "Logistics", "后勤人员", "Logistics staff"),
        _members("teacher", "教师", "Teacher", "教师代表", "Teachers"),
        _members("pupil", "学生", "Pupil", "学生代表", "Pupils"),
        _members("parent", "家长", "Parent members", "家长代表", "Parents"),
        f.integer("food_safety_monitors", "聘请监管员", "Food safety monitors engaged", Text("学校聘请的食品安全监管员人数。没有填0。", "Food safety monitors the school has engaged. 0 for none."), unit=f.PERSONS),
        f.day("checked_on", "检查日", "Last check", Text("本月最后一次检查的日期；没有检查的留空。", "Day of the last check this month; empty without one."), need=Need.CONDITIONAL),
        f.integer("checks", "次数", "Checks", Text("本月检查的次数。没有检查填0。", "Checks held this month. 0 for none.")),
        f.flag("archived", "归档", "Filed", Text("检查记录已签字归档填“是”；没有检查的留空。", "Yes when the records are signed and filed; empty without a check."), required_when=_SOME),
        _score("hygiene", "卫生", "Hygiene", "食堂卫生", "hygiene"),
        _score("dish", "菜品", "Dish quality", "菜品质量", "the dishes"),
        _score("price", "价格", "Price", "饭菜价格", "prices"),
        _score("service", "服务", "Service", "食堂服务", "service"),
        f.integer("problems", "问题数", "Problems", Text("本月检查发现的问题个数。没有填0。", "Problems found this month. 0 for none."), sensitivity=Sensitivity.BUREAU),
        f.integer("problems_fixed", "已改", "Fixed", Text("其中报送时已经改好的个数。没有填0。", "Those put right by the time of reporting. 0 for none."), sensitivity=Sensitivity.BUREAU),
        f.files("minutes_file", "记录附件", "Minutes", Text("签字的检查记录扫描件或照片。", "A scan or photograph of the signed minutes."), sensitivity=Sensitivity.BUREAU, required_when=_SOME),
    ),
)  # fmt: skip
