"""What must hold, or be explained, in R04."""

from tenants.returns.rules import LISTED, error, query, warning

_MAIN_MEAL = "meal in (lunch, dinner)"
_MONDAY = "monday(iso_week)"
_LATEST = f"{_MONDAY} - P.menu_notice_days"
_REFERENCE = "menu_reference.{column}[school.main_stage]"
_VEG, _MEAT, _SALT = (_REFERENCE.format(column=each) for each in ("veg_low", "meat_low", "salt_high"))
# Days on which every meal of every canteen is that of the same day of the week before.
_AS_BEFORE = (
    "count(main where facility_no = this.facility_no and meal = this.meal and menu_date = this.menu_date - 7"
    " and dishes = this.dishes over term)"
)
_REPEATED = f"size(distinct(menu_date)) - size(distinct(menu_date where dishes is null or {_AS_BEFORE} = 0))"

RULES = (
    error(
        "WM-01",
        f"menu_date >= {_MONDAY} and menu_date <= {_MONDAY} + 6",
        (f"日期{{menu_date}}不在{{iso_week}}周内（{{{_MONDAY}}}至{{{_MONDAY} + 6}}）。", f"{{menu_date}} is not in week {{iso_week}} ({{{_MONDAY}}} to {{{_MONDAY} + 6}})."),
        ("核对日期；其他周的食谱另登一份。", "Check the day; menus of another week go into another record."),
        anchor=("menu_date",),
    ),
    error(
        "WM-02",
        "change_reason is null iff changed = false",
        ("“有变更”填的是“{changed}”，变更原因是“{change_reason}”。", "Changed is: {changed}; the reason is: {change_reason}."),
        ("有变更的写原因，没有变更的原因留空。", "Give a reason where the menu was changed, and none where it was not."),
        anchor=("change_reason",),
    ),
    query(
        "WM-03",
        " and ".join(f"({_MAIN_MEAL} implies {field} >= P.menu_min_{what})" for field, what in (("meat_dishes", "meat"), ("veg_dishes", "veg"), ("soups", "soup"))),
        LISTED,
        ("核对菜品；属实的说明原因。", "Check the dishes; if true, say why."),
        ("荤菜{meat_dishes}个，应不少于{P.menu_min_meat}个", "{meat_dishes} meat dishes, at least {P.menu_min_meat} are due"),
        ("素菜{veg_dishes}个，应不少于{P.menu_min_veg}个", "{veg_dishes} vegetable dishes, at least {P.menu_min_veg} are due"),
        ("汤{soups}个，应不少于{P.menu_min_soup}个", "{soups} soups, at least {P.menu_min_soup} are due"),
    ),
    query(
        "WM-04",
        "meat_share >= P.menu_meat_share_min",
        ("荤菜含荤比例{meat_share}%，应不低于{P.menu_meat_share_min}%。", "Meat makes up {meat_share}% of the meat dishes; at least {P.menu_meat_share_min}% are due."),
        ("按生重核对；属实的说明原因。", "Check it by raw weight; if true, say why."),
    ),
    query(
        "WM-05",
        f"day(published_at) <= {_LATEST}",
        (f"{{published_at}}公布，应在{{{_LATEST}}}及以前公布。", f"Published at {{published_at}}; it was due by {{{_LATEST}}}."),
        ("核对公布时间；属实的说明原因。", "Check the time; if true, say why it was late."),
        anchor=("published_at",),
    ),
    query(
        "WM-06",
        "size(food_classes) >= P.food_classes_min",
        ("食物类别有{size(food_classes)}类（{food_classes}），应不少于{P.food_classes_min}类。", "The meal has {size(food_classes)} food classes ({food_classes}); at least {P.food_classes_min} are due."),
        ("核对食物类别；属实的说明原因。", "Check the classes; if true, say why."),
    ),
    warning(
        "WM-07",
        f"({_MAIN_MEAL} implies veg_g >= {_VEG}) and ({_MAIN_MEAL} implies meat_fish_g >= {_MEAT}) and ({_MAIN_MEAL} implies salt_g <= {_SALT})",
        LISTED,
        ("对照学生餐营养指南调整用量。", "Adjust the amounts to the guide."),
        (f"蔬菜{{veg_g}}克，指南为不少于{{{_VEG}}}克", f"{{veg_g}} g of vegetables, the guide asks for {{{_VEG}}} g or more"),
        (f"畜禽鱼{{meat_fish_g}}克，指南为不少于{{{_MEAT}}}克", f"{{meat_fish_g}} g of meat and fish, the guide asks for {{{_MEAT}}} g or more"),
        (f"盐{{salt_g}}克，指南为不多于{{{_SALT}}}克", f"{{salt_g}} g of salt, the guide allows {{{_SALT}}} g"),
    ),
    warning(
        "WM-08",
        f"{_REPEATED} < 4",
        (f"有{{{_REPEATED}}}天的菜品与上周同一天完全相同。", f"On {{{_REPEATED}}} days all dishes are those of the same day a week before."),
        ("换一换菜品，不要整周照搬。", "Vary the dishes; do not repeat a whole week."),
        anchor=("dishes",),
    ),
)  # fmt: skip
