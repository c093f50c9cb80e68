"""What R04 asks of each meal of a week."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Need, Part
from tenants.text import Text

_GRAMS = Text("克/生", "g a pupil")
_MOST = Decimal(20)

MAIN = Part(
    code="main",
    label=Text("每餐食谱", "Menus"),
    key=("facility_no", "menu_date", "meal"),
    fields=(
        f.facility("canteen", "食堂编号", "Canteen", Text("这一餐由哪个食堂供应，填登记的编号。", "The canteen that serves the meal, by its number in the registry.")),
        f.string("iso_week", "周次", "ISO week", Text("年份加W加两位周次，如2026-W46；系统已填好，不用改。", "Year, W and two digits, such as 2026-W46; filled in already, leave it as it is."), size=8, pattern="20[0-9]{2}-W(0[1-9]|[1-4][0-9]|5[0-3])", pattern_says=Text("年份-W加两位周次，如2026-W46", "year-W and two digits, such as 2026-W46")),
        f.moment("published_at", "公布时间", "Published at", Text("食谱向师生和家长公布的日期和时刻；还没公布的，公布后再报。", "Day and time at which the menu was shown to pupils and parents; file it once it is shown.")),
        f.day("menu_date", "日期", "Date", Text("供餐的日期，在本周之内；不供餐的日子删去该行。", "The day of the meal, within the week; delete the rows of days without meals."), future_allowed=True),
        f.one_of("meal", "meal", "餐次", "Meal", Text("每餐填一行。", "One row for each meal.")),
        f.words("dishes", "菜品", "Dishes", Text("这一餐的全部菜品，用顿号隔开；同样的菜写同样的名字。", "All dishes of the meal with 、 between them; the same dish under the same name.")),
        f.integer("meat_dishes", "荤菜数", "Meat dishes", Text("含畜、禽、鱼、蛋的菜有几个；没有填0。", "Dishes with meat, poultry, fish or egg; 0 for none."), high=_MOST),
        f.integer("veg_dishes", "素菜数", "Vegetable dishes", Text("不含荤的菜有几个；没有填0。", "Dishes without any of these; 0 for none."), high=_MOST),
        f.integer("soups", "汤数", "Soups", Text("汤和羹有几个；没有填0。", "Soups and broths; 0 for none."), high=_MOST),
        f.integer("staples", "主食数", "Staples", Text("米饭、面点等主食有几种；没有填0。", "Rice, noodles, buns and the like; 0 for none."), high=_MOST),
        f.percent("meat_share", "荤菜含荤比例", "Meat share in meat dishes", Text("荤菜中荤料占生重的百分比，取各荤菜的平均；没有荤菜的留空。", "Meat by raw weight within the meat dishes, mean of the dishes; empty without one."), required_when="meat_dishes > 0"),
        f.several_of("food_class", "food_classes", "食物类别", "Food classes", Text("这一餐有哪几类食物，用顿号隔开。", "Which classes of food the meal has, with commas between them.")),
        f.dec1("veg_g", "蔬菜量", "Vegetables", Text("每名学生的蔬菜生重，按克；没有称量的留空。", "Raw vegetables of each pupil in grams; empty where they were not weighed."), unit=_GRAMS, need=Need.OPTIONAL),
        f.dec1("meat_fish_g", "畜禽鱼量", "Meat and fish", Text("每名学生的畜、禽、鱼生重，按克；没有称量的留空。", "Raw meat, poultry and fish of each pupil in grams; empty where they were not weighed."), unit=_GRAMS, need=Need.OPTIONAL),
        f.dec1("salt_g", "盐", "Salt", Text("每名学生这一餐的用盐量，按克；没有称量的留空。", "Salt of each pupil in the meal, in grams; empty where it was not weighed."), unit=_GRAMS, need=Need.OPTIONAL),
        f.flag("changed", "有变更", "Changed", Text("公布之后改过菜品的填“是”。", "Yes where dishes were changed after publication.")),
        f.string("change_reason", "变更原因", "Reason", Text("有变更的写明原因；没有变更的留空。不写人名。", "Why dishes were changed; empty where they were not. Name no person."), size=200, need=Need.CONDITIONAL),
    ),
)  # fmt: skip
