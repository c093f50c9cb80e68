"""The columns of the tables of settings, described as fields of returns."""

from decimal import Decimal
from typing import Any

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Kind, Need
from tenants.text import Text

_GRAMS = Text("克", "g")


def _one(codes: str, code: str, zh: str, en: str, **options: Any) -> Field:
    return f.one_of(codes, code, zh, en, Text("从列表选一项。", "Choose one of the list."), **options)


PARAMETER_COLUMNS = (
    f.string("code", "参数", "Parameter", Text("参数代码。", "The parameter's code."), size=60),
    _one("stage", "stage", "学段", "Stage", need=Need.OPTIONAL),
    f.dec2("value", "值", "Value", Text("从生效日起采用的值。", "The value from the day on."), need=Need.OPTIONAL),
)
TARGET_COLUMNS = (
    f.string("indicator", "指标", "Indicator", Text("指标代码。", "The indicator's code."), size=60),
    f.make(Kind.SDEC2, "target", "目标", "Target", Text("达到即为绿色。", "Green where it is met.")),
    f.make(Kind.SDEC2, "red", "红线", "Red limit", Text("超过即为红色。", "Red beyond it.")),
)
SHARE_COLUMNS = (
    _one("cost_field", "cost_field", "支出项目", "Cost"),
    f.percent("min_pct", "占比下限", "Lowest share", Text("占总支出的最低百分比。", "Least % of total cost.")),
    f.percent("max_pct", "占比上限", "Highest share", Text("占总支出的最高百分比。", "Most % of total cost.")),
)
CAP_COLUMNS = (
    _one("stage", "stage", "学段", "Stage"),
    _one("locality", "locality", "城乡类型", "Locality"),
    _one("charge_mode", "charge_mode", "收费方式", "Charge mode"),
    _one("meal", "meal", "餐次", "Meal"),
    f.money("cap_yuan", "限价", "Cap", Text("包餐为每月，刷卡为每餐。", "A month for package, a meal for swipe.")),
)
AID_COLUMNS = (
    _one("aid_programme", "programme", "资助项目", "Programme"),
    _one("stage", "stage", "学段", "Stage"),
    f.money("yuan_a_term", "每学期标准", "Standard a term", Text("每名学生每学期。", "For a pupil and term.")),
)
ENERGY_COLUMNS = (
    _one("energy_type", "energy_type", "能源种类", "Energy"),
    f.make(
        Kind.DEC6, "kgce", "折标系数", "Coefficient",
        Text("每计量单位折标准煤千克数，最多六位小数。", "kg of standard coal for one unit, at most six decimals."),
        unit=Text("千克标准煤", "kgce"), high=Decimal(999999),
    ),
)  # fmt: skip
MENU_COLUMNS = (
    _one("stage", "stage", "学段", "Stage"),
    f.dec1("veg_low", "蔬菜下限", "Least vegetables", Text("一餐每名学生。", "A meal and pupil."), unit=_GRAMS,
           high=Decimal(9999)),
    f.dec1("meat_low", "畜禽鱼下限", "Least meat and fish", Text("一餐每名学生。", "A meal and pupil."), unit=_GRAMS,
           high=Decimal(9999)),
    f.dec1("salt_high", "盐上限", "Most salt", Text("一餐每名学生。", "A meal and pupil."), unit=_GRAMS,
           high=Decimal(9999)),
)  # fmt: skip
FOOD_COLUMNS = (
    f.string("item_code", "食材编码", "Item code", Text("区内唯一。", "Once in the district."), size=30,
             pattern="[A-Za-z0-9_-]{1,30}", pattern_says=Text("字母、数字、横线", "letters, digits, dashes")),
    f.string("name_zh", "名称", "Name in Chinese", Text("中文名称。", "The Chinese name."), size=60),
    f.string("name_en", "英文名称", "Name in English", Text("没有可填中文名。", "The Chinese one if there is none."),
             size=60),
    _one("food_category", "food_category", "类别", "Category"),
    _one("food_unit", "unit", "计量单位", "Unit"),
)  # fmt: skip
SUPPLIER_COLUMNS = (
    f.string("credit_code", "统一社会信用代码", "Credit code", Text("18位。", "18 characters."), size=18,
             pattern="[0-9A-Z]{18}", pattern_says=Text("18位数字或大写字母", "18 digits or capital letters")),
    f.string("name_zh", "企业名称", "Name", Text("与营业执照一致。", "As on its licence."), size=100),
    f.string("licence_no", "许可证编号", "Licence", Text("没有可不填。", "Empty if none."), size=40, need=Need.OPTIONAL),
    f.day("licence_valid_to", "许可证有效期至", "Licence valid to", Text("没有可不填。", "Empty if none."),
          need=Need.OPTIONAL, future_allowed=True),
    f.several_of("procurement_subject", "categories", "供应类别", "Supplies",
                 Text("可选多项。", "Several may be chosen.")),
    _one("pool_status", "pool_status", "状态", "Status"),
    f.day("entered_on", "入库日期", "Entered on", Text("进入企业库的日期。", "The day it entered the pool.")),
    f.day("left_on", "移出日期", "Left on", Text("仍在库不填。", "Empty while in the pool."), need=Need.OPTIONAL,
          required_when="pool_status = out"),
    f.dec1("last_score", "最近考评分", "Last score", Text("没有可不填。", "Empty if none."), need=Need.OPTIONAL,
           high=Decimal(100)),
)  # fmt: skip
CENTRAL_COLUMNS = (
    _one("food_category", "food_category", "食材类别", "Food category"),
    f.flag("is_central", "全区统采", "Bought centrally", Text("是否全区集中采购。", "Whether the district buys it.")),
)


WEIGHT_COLUMNS = (
    f.string("trait", "特征", "Trait", Text("特征代码。", "The trait's code."), size=60),
    f.make(Kind.DEC2, "weight", "权重", "Weight", Text("1 到 100，只看各项之间的比例。", "1 to 100; only the proportions count."),
           low=Decimal(1), high=Decimal(100)),
)  # fmt: skip
USE_COLUMNS = (
    f.string("return_code", "报表", "Return", Text("报表代码。", "The code of the return."), size=60),
    f.day("asked_from", "从何时起填报", "Asked from", Text("从这一天起开始的各期。", "For periods that start on this day or later."),
          need=Need.OPTIONAL, future_allowed=True),
    f.day("asked_until", "填报到何时", "Asked until", Text("之后开始的各期不再填报；一直填报不填。", "Not for periods that start later; empty: no end."),
          need=Need.OPTIONAL, future_allowed=True),
)  # fmt: skip
