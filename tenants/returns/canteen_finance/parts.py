"""What R05 asks of each canteen, and of each price it charges."""

from tenants.returns import fields as f
from tenants.returns.declaration import Need, Part, Sensitivity
from tenants.text import Text

_INCOMES = (
    (
        "income_pupil_meals",
        "学生伙食费",
        "Pupil meals",
        "本月学生伙食费收入，扣除退费后的净额。",
        "Meal fees of pupils this month, net of refunds.",
    ),
    (
        "income_staff_meals",
        "教职工伙食费",
        "Staff meals",
        "教职工在食堂就餐交的伙食费。没有填0。",
        "Meal fees of staff. 0 for none.",
    ),
    (
        "income_nutrition",
        "营养膳食补助",
        "Nutrition subsidy",
        "营养改善计划转入食堂的膳食补助。没有填0。",
        "Subsidy of the nutrition programme passed to the canteen. 0 for none.",
    ),
    (
        "income_shop",
        "小卖部转入",
        "From shop",
        "小卖部账目并入食堂时转入的金额。没有填0。",
        "Money from the school shop where its accounts are merged. 0 for none.",
    ),
    (
        "income_subsidy",
        "财政补贴",
        "Public subsidy",
        "财政给食堂的补贴。没有填0。",
        "Public money for the canteen. 0 for none.",
    ),
    (
        "income_other",
        "其他收入",
        "Other income",
        "以上以外的收入，如利息、废品。没有填0。",
        "Other income, such as interest or scrap. 0 for none.",
    ),
)
_COSTS = (
    (
        "cost_raw_material",
        "原辅材料",
        "Raw material",
        "本月耗用的食材和调料，按权责发生制。",
        "Food and condiments used this month, on an accrual basis.",
    ),
    ("cost_utilities", "水电气", "Utilities", "食堂用的水、电、燃气。", "Water, electricity and gas of the canteen."),
    (
        "cost_wages",
        "人员工资",
        "Wages",
        "由食堂列支的从业人员工资，不含组织就餐加班费。",
        "Wages of canteen workers charged to the canteen, without overtime of helpers.",
    ),
    (
        "cost_overtime",
        "组织就餐加班费",
        "Overtime of helpers",
        "组织学生就餐的加班费，单独填列，不并入人员工资。没有填0。",
        "Overtime of those who help at meals, apart from the wages. 0 for none.",
    ),
    (
        "cost_consumables",
        "低值易耗品",
        "Consumables",
        "餐具、清洁用品等。没有填0。",
        "Tableware, cleaning supplies and the like. 0 for none.",
    ),
    (
        "cost_maintenance",
        "设备维修",
        "Maintenance",
        "食堂设备维修。没有填0。",
        "Repair of canteen equipment. 0 for none.",
    ),
    ("cost_training", "培训", "Training", "从业人员培训。没有填0。", "Training of canteen workers. 0 for none."),
    (
        "cost_culture",
        "食堂文化",
        "Canteen culture",
        "食堂文化建设。没有填0。",
        "Posters, education on food and the like. 0 for none.",
    ),
    (
        "cost_contract_meals",
        "外购餐费",
        "Meals bought from contractor",
        "付给承包方或配餐单位的餐费；自主经营的填0。",
        "Meals paid to a contractor or caterer; 0 for a self-run canteen.",
    ),
    (
        "cost_other",
        "其他支出",
        "Other cost",
        "以上以外的支出；大于0时须填说明。没有填0。",
        "Other cost; a note is needed when it is above 0. 0 for none.",
    ),
)

COST_FIELDS = tuple((code, zh, en) for code, zh, en, _, _ in _COSTS)

MAIN = Part(
    code="main",
    label=Text("收支", "Income and cost"),
    key=("facility_no",),
    derived={
        "total_income": " + ".join(each[0] for each in _INCOMES),
        "total_cost": " + ".join(each[0] for each in _COSTS),
    },
    derived_labels={"total_income": Text("收入合计", "Total income"), "total_cost": Text("支出合计", "Total cost")},
    fields=(
        f.facility(
            "canteen",
            "食堂编号",
            "Canteen",
            Text("学校登记的食堂编号，每个食堂填一行。", "The canteen's number in the registry; one row per canteen."),
        ),
        f.signed_money(
            "opening_surplus",
            "期初结余",
            "Opening surplus",
            Text("等于上月的期末结余；亏损填负数。", "Equal to last month's closing surplus; negative for a loss."),
            carried_from="closing_surplus",
        ),
        f.signed_money(
            "closing_surplus",
            "期末结余",
            "Closing surplus",
            Text(
                "期初结余加收入合计减支出合计；亏损填负数。",
                "Opening surplus plus all income minus all cost; negative for a loss.",
            ),
        ),
        *(f.money(code, zh, en, Text(help_zh, help_en)) for code, zh, en, help_zh, help_en in _INCOMES),
        *(f.money(code, zh, en, Text(help_zh, help_en)) for code, zh, en, help_zh, help_en in _COSTS),
        f.string(
            "cost_other_note",
            "其他支出说明",
            "Note on other cost",
            Text("其他支出大于0时，写明用途和金额。", "When other cost is above 0, say what it was for and how much."),
            size=200,
            sensitivity=Sensitivity.BUREAU,
            required_when="cost_other > 0",
        ),
        f.money(
            "stock_opening",
            "期初库存",
            "Opening stock",
            Text(
                "月初食材库存金额，等于上月的期末库存。",
                "Food in stock at the start of the month; equal to last month's closing stock.",
            ),
            sensitivity=Sensitivity.BUREAU,
            carried_from="stock_closing",
        ),
        f.money(
            "stock_closing",
            "期末库存",
            "Closing stock",
            Text("月末盘点的食材库存金额。", "Food in stock counted at the end of the month."),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.money(
            "refund_due",
            "应退缺餐费",
            "Refund due",
            Text(
                "包餐学生本月缺餐应退的金额；没有包餐的可留空。",
                "Owed to package pupils for meals missed this month; may be empty without package meals.",
            ),
            required_when="refund_paid is set or refund_pupils is set",
            amount_for="refund_pupils",
        ),
        f.money(
            "refund_paid",
            "已退",
            "Refund paid",
            Text("本月缺餐费中已经退还的金额。", "How much of it has been paid back."),
            required_when="refund_due > 0",
            amount_for="refund_pupils",
        ),
        f.integer(
            "refund_pupils",
            "退费人数",
            "Pupils refunded",
            Text("得到退费的学生数。", "Pupils who got a refund."),
            unit=f.PERSONS,
            counts_persons=True,
            required_when="refund_due > 0",
        ),
        f.day(
            "refund_done_on",
            "退费完成日",
            "Refund finished on",
            Text("全部退完的日期；没有退完的留空。", "The day all was paid back; empty until then."),
            need=Need.CONDITIONAL,
        ),
        f.money(
            "improper_spend",
            "违规列支",
            "Improper spending",
            Text(
                "在食堂列支的教职工奖金福利、招待费和应由学校承担的费用。没有填0。",
                "Staff bonuses, entertainment and school costs charged to the canteen. 0 for none.",
            ),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.flag(
            "separate_account",
            "独立核算",
            "Separate account",
            Text("食堂账与学校账分开核算填“是”。", "Yes when the canteen's accounts are kept apart from the school's."),
            carried_from="separate_account",
        ),
        f.flag(
            "audited",
            "本月内审",
            "Audited this month",
            Text("本月做过内部审计填“是”。", "Yes when there was an internal audit this month."),
        ),
        f.day(
            "published_on",
            "公示日期",
            "Published on",
            Text(
                "本月食堂账目在校内公示的日期；还没有公示的留空。",
                "The day the month's accounts were posted at school; empty until then.",
            ),
            need=Need.CONDITIONAL,
        ),
    ),
)

MEAL_PRICE = Part(
    code="meal_price",
    label=Text("餐价", "Meal prices"),
    key=("facility_no", "stage", "meal", "charge_mode"),
    fields=(
        f.facility(
            "canteen",
            "食堂编号",
            "Canteen",
            Text("每个食堂、学段、餐次、收费方式填一行。", "One row per canteen, stage, meal and charge mode."),
        ),
        f.one_of(
            "stage", "stage", "学段", "Stage", Text("从下拉列表中选择。", "Choose from the list."), carried_from="stage"
        ),
        f.one_of(
            "meal", "meal", "餐次", "Meal", Text("从下拉列表中选择。", "Choose from the list."), carried_from="meal"
        ),
        f.one_of(
            "charge_mode",
            "charge_mode",
            "收费方式",
            "Charge mode",
            Text("包餐：按月收费；刷卡：按餐收费。", "Package: paid by the month; swipe: paid by the meal."),
            carried_from="charge_mode",
        ),
        f.money(
            "price_meal",
            "每餐价",
            "Price a meal",
            Text(
                "刷卡收费的每餐价格；包餐的可留空。", "Price of one meal when paid by swipe; may be empty for package."
            ),
            required_when="charge_mode = swipe",
            carried_from="price_meal",
        ),
        f.money(
            "price_month",
            "月包餐价",
            "Price a month",
            Text(
                "包餐收费的每月价格；刷卡的可留空。", "Price of a month when paid as a package; may be empty for swipe."
            ),
            required_when="charge_mode = package",
            carried_from="price_month",
        ),
        f.integer(
            "meals_served",
            "供餐人次",
            "Meals served",
            Text("本月按此价格供餐的人次。", "Meals served at this price this month."),
        ),
        f.integer(
            "pupils",
            "就餐人数",
            "Pupils",
            Text("本月按此价格就餐的学生数。", "Pupils who ate at this price this month."),
        ),
    ),
)
