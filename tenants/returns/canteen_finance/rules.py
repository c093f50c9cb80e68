"""What must hold, or be explained, in R05."""

from tenants.returns.canteen_finance.parts import COST_FIELDS
from tenants.returns.declaration import Rule, Severity
from tenants.text import Text

_ERROR, _QUERY, _WARNING = Severity.ERROR, Severity.QUERY, Severity.WARNING
_LIMIT = 'cost_share_limit.{}["{}"]'


def _share_within(code: str) -> str:
    """The share of one cost field lies within its limits; bought meals lift the minimum of raw material (2.3)."""
    least = f"{code} * 100 >= total_cost * {_LIMIT.format('min_pct', code)}"
    if code == "cost_raw_material":
        least = f"(cost_contract_meals > 0 or {least})"
    return f"({least} and {code} * 100 <= total_cost * {_LIMIT.format('max_pct', code)})"


def _share_says(code: str, zh: str, en: str) -> Text:
    low, high = _LIMIT.format("min_pct", code), _LIMIT.format("max_pct", code)
    return Text(
        f"{zh}{{{code}}}元，占{{{code} * 100 / total_cost}}%（应在{{{low}}}%至{{{high}}}%之间）",
        f"{en} {{{code}}} yuan is {{{code} * 100 / total_cost}}% (should be {{{low}}}% to {{{high}}}%)",
    )


RULES = (
    Rule(
        code="CF-01",
        severity=_ERROR,
        holds="closing_surplus = opening_surplus + total_income - total_cost",
        anchor=("closing_surplus", "opening_surplus"),
        says=Text(
            "期末结余填的是{closing_surplus}元；期初结余{opening_surplus} + 收入合计{total_income} − 支出合计"
            "{total_cost} = {opening_surplus + total_income - total_cost}元。",
            "The closing surplus entered is {closing_surplus} yuan; opening surplus {opening_surplus} + total income "
            "{total_income} − total cost {total_cost} = {opening_surplus + total_income - total_cost} yuan.",
        ),
        remedy=Text(
            "核对期初结余、各项收入和各项支出，使期末结余与计算结果相等。",
            "Check the opening surplus and each item of income and cost until both agree.",
        ),
    ),
    Rule(
        code="CF-02",
        severity=_ERROR,
        holds="opening_surplus = prev(closing_surplus)",
        anchor=("opening_surplus",),
        says=Text(
            "期初结余填的是{opening_surplus}元，上期的期末结余是{prev(closing_surplus)}元。",
            "The opening surplus entered is {opening_surplus} yuan; last time the closing surplus was "
            "{prev(closing_surplus)} yuan.",
        ),
        remedy=Text(
            "期初结余应等于上期期末结余；上期有误的，请先申请更正上期。",
            "They must be equal; if last time was wrong, ask to correct it first.",
        ),
    ),
    Rule(
        code="CF-03",
        severity=_ERROR,
        holds="stock_opening = prev(stock_closing)",
        anchor=("stock_opening",),
        says=Text(
            "期初库存填的是{stock_opening}元，上期的期末库存是{prev(stock_closing)}元。",
            "The opening stock entered is {stock_opening} yuan; last time the closing stock was {prev(stock_closing)} "
            "yuan.",
        ),
        remedy=Text(
            "期初库存应等于上期期末库存；上期有误的，请先申请更正上期。",
            "They must be equal; if last time was wrong, ask to correct it first.",
        ),
    ),
    Rule(
        code="CF-04",
        severity=_ERROR,
        holds="refund_paid <= refund_due",
        says=Text(
            "已退{refund_paid}元，多于应退的{refund_due}元。",
            "{refund_paid} yuan was refunded of only {refund_due} due.",
        ),
        remedy=Text("核对应退和已退金额。", "Check both amounts."),
    ),
    Rule(
        code="CF-05",
        severity=_QUERY,
        holds="school.canteen_mode = self_run implies cost_contract_meals = 0",
        anchor=("cost_contract_meals",),
        says=Text(
            "学校登记的供餐方式是“{school.canteen_mode}”，外购餐费却有{cost_contract_meals}元。",
            "The registry says meals are {school.canteen_mode}, but meals bought from a contractor cost "
            "{cost_contract_meals} yuan.",
        ),
        remedy=Text(
            "自主经营的外购餐费填0；供餐方式有变化的，请说明并联系教育局更改登记。",
            "Enter 0 when the canteen is self-run; if that has changed, say so and ask the bureau to change the "
            "registry.",
        ),
    ),
    Rule(
        code="CF-06",
        severity=_QUERY,
        holds="cost_raw_material ~ sum(food_purchase.main.amount) + stock_opening - stock_closing ± 3%",
        anchor=("cost_raw_material",),
        says=Text(
            "原辅材料{cost_raw_material}元；食材采购{sum(food_purchase.main.amount)} + 期初库存{stock_opening} − 期末"
            "库存{stock_closing} = {sum(food_purchase.main.amount) + stock_opening - stock_closing}元，相差超过3%。",
            "Raw material cost {cost_raw_material} yuan; food bought {sum(food_purchase.main.amount)} + opening stock "
            "{stock_opening} − closing stock {stock_closing} = "
            "{sum(food_purchase.main.amount) + stock_opening - stock_closing} yuan: more than 3% apart.",
        ),
        remedy=Text(
            "核对原辅材料、库存和食材采购月报；属实的说明原因。",
            "Check raw material, stock and the food purchase return; if true, say why.",
        ),
    ),
    Rule(
        code="CF-07",
        severity=_QUERY,
        holds=" and ".join(f"(total_cost > 0 implies {_share_within(code)})" for code, _, _ in COST_FIELDS),
        clauses=tuple(_share_says(*each) for each in COST_FIELDS),
        says=Text(
            "支出合计{total_cost}元，下列占比超出规定范围：{clauses}。",
            "Of a total cost of {total_cost} yuan these shares are outside the limits: {clauses}.",
        ),
        remedy=Text(
            "核对各项支出有没有填错或归错类；属实的说明原因。",
            "Check whether an item is wrong or stands in the wrong place; if true, say why.",
        ),
    ),
    Rule(
        code="CF-08",
        severity=_QUERY,
        holds="cost_other <= total_cost * P.cost_other_max / 100",
        anchor=("cost_other",),
        says=Text(
            "其他支出{cost_other}元，占支出合计{total_cost}元的{cost_other * 100 / total_cost}%，"
            "超过{P.cost_other_max}%。",
            "Other cost of {cost_other} yuan is {cost_other * 100 / total_cost}% of the total cost of {total_cost} "
            "yuan: more than {P.cost_other_max}%.",
        ),
        remedy=Text(
            "能归入其他科目的请归入；属实的说明用途。",
            "Move what belongs to another item; if true, say what it was for.",
        ),
    ),
    Rule(
        code="CF-09",
        severity=_QUERY,
        holds="refund_paid = refund_due",
        says=Text(
            "应退{refund_due}元，已退{refund_paid}元，还有{refund_due - refund_paid}元没有退。",
            "{refund_due} yuan is due as refund and {refund_paid} is paid: {refund_due - refund_paid} is still owed.",
        ),
        remedy=Text(
            "核对金额；没有退完的，说明何时退完。", "Check the amounts; if some is owed, say when it will be paid."
        ),
    ),
    Rule(
        code="CF-10",
        severity=_QUERY,
        holds="refund_due > 0 implies refund_done_on is set and refund_done_on <= period_end + P.refund_grace_days",
        anchor=("refund_done_on",),
        says=Text(
            "应退缺餐费{refund_due}元，退费完成日是{refund_done_on}，应不迟于{period_end + P.refund_grace_days}。",
            "{refund_due} yuan is due as refund; it was finished on {refund_done_on} and should be by "
            "{period_end + P.refund_grace_days}.",
        ),
        remedy=Text("填上退费完成日；没有按时退完的说明原因。", "Enter the day it was finished; if late, say why."),
    ),
    Rule(
        code="CF-11",
        severity=_QUERY,
        holds="improper_spend = 0",
        says=Text("违规列支{improper_spend}元。", "{improper_spend} yuan was spent improperly."),
        remedy=Text("说明是什么支出、怎样纠正。", "Say what it was and how it is put right."),
    ),
    Rule(
        code="CF-12",
        severity=_QUERY,
        holds="separate_account",
        says=Text(
            "独立核算填的是“{separate_account}”：食堂账目应与学校账目分开。",
            "Separate account says {separate_account}: the canteen's accounts must be kept apart from the school's.",
        ),
        remedy=Text("核对；属实的说明何时分开核算。", "Check; if true, say when they will be."),
    ),
    Rule(
        code="CF-13",
        severity=_QUERY,
        holds="sum(income_nutrition) = sum(nutrition_programme.main.amount_to_canteen)",
        anchor=("income_nutrition",),
        says=Text(
            "各食堂营养膳食补助合计{sum(income_nutrition)}元，"
            "营养改善计划月报转食堂合计{sum(nutrition_programme.main.amount_to_canteen)}元，两者不等。",
            "Nutrition subsidy of all canteens is {sum(income_nutrition)} yuan; the nutrition programme return passed "
            "{sum(nutrition_programme.main.amount_to_canteen)} yuan to canteens.",
        ),
        remedy=Text("核对两张报表；属实的说明原因。", "Check both returns; if true, say why."),
    ),
    Rule(
        code="CF-14",
        severity=_QUERY,
        holds="income_shop > 0 implies count(school_shop.main.merged_accounts) > 0",
        anchor=("income_shop",),
        says=Text(
            "小卖部转入{income_shop}元，而小卖部学期报没有填报账目并入食堂。",
            "{income_shop} yuan came from the shop, but the shop return does not report merged accounts.",
        ),
        remedy=Text("核对小卖部转入和小卖部学期报。", "Check the amount and the shop return."),
    ),
    Rule(
        code="CF-15",
        severity=_QUERY,
        holds=(
            "cal.is_term_end implies abs(sum(total_income - total_cost over term)) <= sum(total_income over term) * "
            "P.canteen_surplus_tol / 100"
        ),
        anchor=("closing_surplus",),
        says=Text(
            "本学期食堂收入合计{sum(total_income over term)}元，盈亏{sum(total_income - total_cost over term)}元，超过"
            "收入的{P.canteen_surplus_tol}%。",
            "The canteens' income of the term is {sum(total_income over term)} yuan and the surplus or loss "
            "{sum(total_income - total_cost over term)} yuan: more than {P.canteen_surplus_tol}% of it.",
        ),
        remedy=Text(
            "食堂应收支平衡；核对各月账目，属实的说明盈余的用途或弥补亏损的办法。",
            "A canteen should break even; check the months, and say how the surplus is used or the loss made good.",
        ),
    ),
    Rule(
        code="CF-16",
        severity=_QUERY,
        part="meal_price",
        holds=(
            "(charge_mode = swipe implies price_meal <= meal_fee_cap.cap_yuan[stage, charge_mode, meal]) and "
            "(charge_mode = package implies price_month <= meal_fee_cap.cap_yuan[stage, charge_mode, meal])"
        ),
        anchor=(),
        clauses=(
            Text("每餐价{price_meal}元", "the price a meal is {price_meal} yuan"),
            Text("月包餐价{price_month}元", "the price a month is {price_month} yuan"),
        ),
        says=Text(
            "{stage}{meal}（{charge_mode}）{clauses}，高于限价{meal_fee_cap.cap_yuan[stage, charge_mode, meal]}元。",
            "For {stage} {meal} ({charge_mode}) {clauses}: above the cap of "
            "{meal_fee_cap.cap_yuan[stage, charge_mode, meal]} yuan.",
        ),
        remedy=Text(
            "核对价格；属实的说明依据，并在下月前调整。",
            "Check the price; if true, say on what ground, and lower it by next month.",
        ),
    ),
    Rule(
        code="CF-17",
        severity=_QUERY,
        part="meal_price",
        holds=(
            "price_meal ~ prev(price_meal) ± P.price_change_query% and price_month ~ prev(price_month) ± "
            "P.price_change_query%"
        ),
        clauses=(
            Text(
                "每餐价由{prev(price_meal)}元变为{price_meal}元",
                "the price a meal went from {prev(price_meal)} to {price_meal} yuan",
            ),
            Text(
                "月包餐价由{prev(price_month)}元变为{price_month}元",
                "the price a month went from {prev(price_month)} to {price_month} yuan",
            ),
        ),
        says=Text(
            "{stage}{meal}（{charge_mode}）{clauses}，变动超过{P.price_change_query}%。",
            "For {stage} {meal} ({charge_mode}) {clauses}: a change of more than {P.price_change_query}%.",
        ),
        remedy=Text(
            "核对价格；属实的说明调价的依据和公示情况。",
            "Check the price; if true, say on what ground and how it was announced.",
        ),
    ),
    Rule(
        code="CF-18",
        severity=_QUERY,
        holds="cost_overtime <= cost_wages",
        says=Text(
            "组织就餐加班费{cost_overtime}元，多于人员工资{cost_wages}元。",
            "Overtime of helpers is {cost_overtime} yuan, more than the wages of {cost_wages} yuan.",
        ),
        remedy=Text("核对两项金额；属实的说明原因。", "Check both amounts; if true, say why."),
    ),
    Rule(
        code="CF-19",
        severity=_WARNING,
        holds="published_on is set and published_on <= period_end + 15",
        says=Text(
            "公示日期是{published_on}，应不迟于{period_end + 15}。",
            "The accounts were posted on {published_on} and should be by {period_end + 15}.",
        ),
        remedy=Text(
            "账目应在次月15日前在校内公示；公示后请补填日期。",
            "Post the accounts at school by the 15th of the next month, then enter the date.",
        ),
    ),
    Rule(
        code="CF-20",
        severity=_WARNING,
        holds="school_profile.main.staff_total >= 20 implies sum(income_staff_meals) > 0",
        anchor=("income_staff_meals",),
        says=Text(
            "学校有教职工{school_profile.main.staff_total}人，教职工伙食费却是{sum(income_staff_meals)}元。",
            "The school has {school_profile.main.staff_total} staff, but staff meals brought "
            "{sum(income_staff_meals)} yuan.",
        ),
        remedy=Text(
            "教职工就餐应与学生同菜同价交费；核对有没有漏填。",
            "Staff pay for their meals as pupils do; check whether the amount was left out.",
        ),
    ),
)
