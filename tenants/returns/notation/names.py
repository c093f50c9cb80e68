"""The names a rule may use beside fields: of the school, the calendar, the period and the reference tables."""

from dataclasses import dataclass

from tenants.returns.notation.types import BOOL, DATE, MONEY, NUMBER, TEXT, WHOLE, Sort, Type
from tenants.returns.parameters import PARAMETERS
from tenants.text import Text


def _code(list_name: str) -> Type:
    return Type(Sort.CODE, codes=list_name)


SCALARS: dict[str, tuple[Type, Text]] = {
    "period_start": (DATE, Text("本期第一天", "first day of the period")),
    "period_end": (DATE, Text("本期最后一天", "last day of the period")),
    "submitted_on": (DATE, Text("提交日", "day of submission")),
    "period_days": (WHOLE, Text("本期天数", "days of the period")),
    "school.school_type": (_code("school_type"), Text("登记的办学类型", "school type in the registry")),
    "school.sponsor": (_code("sponsor"), Text("登记的举办者", "sponsor in the registry")),
    "school.locality": (_code("locality"), Text("登记的城乡类型", "locality in the registry")),
    "school.stages": (Type(Sort.CODES, codes="stage"), Text("登记的学段", "stages in the registry")),
    "school.main_stage": (_code("stage"), Text("学校的主要学段", "the school's main stage")),
    "school.boarding": (_code("boarding"), Text("登记的寄宿类型", "boarding in the registry")),
    "school.canteen_mode": (_code("canteen_mode"), Text("登记的供餐方式", "meal supply in the registry")),
    "school.nutrition_pilot": (
        _code("nutrition_pilot"),
        Text("登记的营养改善计划", "nutrition programme in the registry"),
    ),
    "school.status": (_code("school_status"), Text("登记的状态", "status in the registry")),
    "school.opened_on": (DATE, Text("建校日期", "day of opening")),
    "school.area_code": (TEXT, Text("片区", "area")),
    "school.open_canteens": (WHOLE, Text("登记的在用食堂数", "open canteens in the registry")),
    "school.open_dorms": (WHOLE, Text("登记的在用宿舍楼数", "open dormitories in the registry")),
    "school.open_shops": (WHOLE, Text("登记的在用小卖部数", "open shops in the registry")),
    "cal.teaching_days": (WHOLE, Text("教学日数", "teaching days")),
    "cal.school_weeks": (WHOLE, Text("周一在本月内的教学周数", "school weeks whose Monday lies in the month")),
    "cal.workdays": (WHOLE, Text("工作日数", "working days")),
    "cal.first_day": (DATE, Text("第一个教学日", "first teaching day")),
    "cal.last_day": (DATE, Text("最后一个教学日", "last teaching day")),
    "cal.is_term_end": (BOOL, Text("本学期最后一个教学月", "last teaching month of the term")),
}
"""Name -> type and label. ``school.open_*`` count the frame's ``facilities_open``; ``period_*`` are its dates."""

OPEN_FACILITIES = {"school.open_canteens": "canteen", "school.open_dorms": "dorm", "school.open_shops": "shop"}


@dataclass(frozen=True)
class Reference:
    """A reference table: the types of its keys (None: a field's name in quotes) and its columns."""

    label: Text
    keys: tuple[Type | None, ...]
    columns: dict[str, tuple[Type, Text]]


REFERENCES: dict[str, Reference] = {
    "cost_share_limit": Reference(
        Text("支出占比限额", "limits of cost shares"),
        (None,),
        {
            "min_pct": (NUMBER, Text("占比下限", "lowest share")),
            "max_pct": (NUMBER, Text("占比上限", "highest share")),
        },
    ),
    "meal_fee_cap": Reference(
        Text("餐费限价", "caps of meal fees"),
        (_code("stage"), _code("charge_mode"), _code("meal")),
        {"cap_yuan": (MONEY, Text("限价", "cap"))},
    ),
    "aid_programme": Reference(
        Text("资助项目表", "aid programmes"),
        (_code("aid_programme"), _code("stage")),
        {
            "yuan_a_term": (MONEY, Text("每学期标准", "standard a term")),
            "is_known": (BOOL, Text("适用该学段", "covers the stage")),
        },
    ),
    "energy_coefficient": Reference(
        Text("折标系数表", "energy coefficients"),
        (_code("energy_type"),),
        {"kgce": (NUMBER, Text("折标系数", "coefficient"))},
    ),
    "food_item": Reference(
        Text("食材目录", "food items"),
        (TEXT,),
        {
            "category": (_code("food_category"), Text("类别", "category")),
            "is_known": (BOOL, Text("在目录中", "is listed")),
        },
    ),
    "supplier": Reference(
        Text("企业库", "supplier pool"),
        (TEXT,),
        {
            "pool_status": (_code("pool_status"), Text("状态", "status")),
            "is_known": (BOOL, Text("在库", "is known")),
        },
    ),
    "school_register": Reference(
        Text("学校登记册", "school register"),
        (TEXT,),
        {"is_known": (BOOL, Text("在登记册中", "is registered"))},
    ),
    "central_purchase": Reference(
        Text("统采目录", "central purchase"),
        (_code("food_category"),),
        {"is_central": (BOOL, Text("全区集中采购", "is bought centrally"))},
    ),
    "menu_reference": Reference(
        Text("学生餐营养指南", "menu reference"),
        (_code("stage"),),
        {
            "veg_low": (NUMBER, Text("蔬菜下限", "least vegetables")),
            "meat_low": (NUMBER, Text("畜禽鱼下限", "least meat and fish")),
            "salt_high": (NUMBER, Text("盐上限", "most salt")),
        },
    ),
    "scheme_item": Reference(
        Text("考评项目", "items of the scheme"),
        (TEXT,),
        {
            "scheme": (TEXT, Text("方案", "scheme")),
            "domain": (_code("inspection_domain"), Text("领域", "domain")),
            "domain_items": (WHOLE, Text("该领域项目数", "items of the domain")),
            "method": (_code("scoring"), Text("评分方法", "method")),
            "max_points": (NUMBER, Text("满分", "full points")),
            "lo": (NUMBER, Text("零分值", "value for no points")),
            "hi": (NUMBER, Text("满分值", "value for full points")),
            "veto_below": (NUMBER, Text("否决界限", "share below which the veto is met")),
            "is_known": (BOOL, Text("在方案中", "is in the scheme")),
        },
    ),
    "scheme": Reference(
        Text("考评方案", "schemes"),
        (TEXT,),
        {
            "items": (WHOLE, Text("项目数", "items")),
            "is_known": (BOOL, Text("已发布", "is published")),
        },
    ),
    "district_price": Reference(
        Text("全区食材价格", "district prices of food"),
        (TEXT,),
        {
            "median_yuan": (MONEY, Text("全区中位价", "district median")),
            "schools": (WHOLE, Text("采购学校数", "schools that bought it")),
        },
    ),
    "district_energy_price": Reference(
        Text("全区能源单价", "district prices of energy"),
        (_code("energy_type"),),
        {"median_yuan": (NUMBER, Text("全区中位单价", "district median"))},
    ),
}

EVER = "ever"  # of event returns: every accepted record, whenever it was
SPANS = {
    "month": Text("本月", "month"),
    "term": Text("本学期", "term"),
    "school_year": Text("本学年", "school year"),
    "year": Text("本年", "calendar year"),
    EVER: Text("历次", "school's records of all times"),
}


def scalar_type(name: str) -> Type | None:
    """The type of a name that stands for one value per version; None where there is no such name."""
    if name.startswith("P."):
        return NUMBER if name[2:] in PARAMETERS else None
    known = SCALARS.get(name)
    return known[0] if known else None


def scalar_label(name: str) -> Text:
    """What such a name is called."""
    return PARAMETERS[name[2:]].label if name.startswith("P.") else SCALARS[name][1]
