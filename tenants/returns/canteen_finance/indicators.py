"""The figures formed from R05."""

from tenants.returns.declaration import Aggregation, Direction, Indicator, PeriodType
from tenants.text import Text

_PERCENT = Text("%", "%")
_YUAN = Text("元", "yuan")

INDICATORS = (
    Indicator(
        code="canteen_balance_rate",
        label=Text("食堂收支结余率", "Canteen balance"),
        numerator="sum(total_income over term) - sum(total_cost over term)",
        denominator="sum(total_income over term)",
        direction=Direction.ZERO,
        target="P.canteen_surplus_tol",
        red="2 * P.canteen_surplus_tol",
        unit=_PERCENT,
        scale=100,
        span=PeriodType.TERM,
        formula=Text(
            "（本学期收入合计 − 支出合计）÷ 收入合计", "(Total income − total cost of the term) ÷ total income"
        ),
        public=True,
    ),
    Indicator(
        code="raw_material_share",
        label=Text("食材成本占比", "Share of food cost"),
        numerator="sum(cost_raw_material + cost_contract_meals)",
        denominator="sum(total_cost)",
        direction=Direction.HIGHER,
        target="65",
        red="55",
        unit=_PERCENT,
        scale=100,
        formula=Text("（原辅材料 + 外购餐费）÷ 支出合计", "(Raw material + meals bought from contractor) ÷ total cost"),
        public=True,
    ),
    Indicator(
        code="avg_lunch_price",
        label=Text("午餐均价", "Mean lunch price"),
        part="meal_price",
        numerator="sum(price_meal * meals_served where meal = lunch and charge_mode = swipe)",
        denominator="sum(meals_served where meal = lunch and charge_mode = swipe)",
        direction=Direction.NONE,
        unit=_YUAN,
        places=2,
        formula=Text(
            "刷卡午餐：每餐价 × 供餐人次之和 ÷ 供餐人次之和",
            "Lunch by swipe: price a meal × meals served ÷ meals served",
        ),
        public=True,
    ),
    Indicator(
        code="refund_rate",
        label=Text("缺餐退费率", "Refunds paid"),
        numerator="sum(refund_paid)",
        denominator="sum(refund_due)",
        direction=Direction.HIGHER,
        target="100",
        red="95",
        unit=_PERCENT,
        scale=100,
        formula=Text("已退 ÷ 应退缺餐费", "Refund paid ÷ refund due"),
        public=True,
    ),
    Indicator(
        code="finance_publication_rate",
        label=Text("食堂账目按时公示率", "Accounts published in time"),
        numerator="if(count(published_on <= period_end + 15) = count(main), 1, 0)",
        denominator="1",
        direction=Direction.HIGHER,
        target="100",
        red="90",
        unit=_PERCENT,
        scale=100,
        formula=Text(
            "次月15日前公示全部食堂账目的月数 ÷ 应公示的月数",
            "Months with the accounts of all canteens published by the 15th ÷ months due",
        ),
        public=True,
    ),
    Indicator(
        code="improper_spend_amount",
        label=Text("违规列支金额", "Improper spending"),
        numerator="sum(improper_spend)",
        denominator=None,
        direction=Direction.LOWER,
        target="0",
        red="0",
        unit=_YUAN,
        places=2,
        formula=Text("违规列支之和", "Improper spending of all canteens"),
        aggregation=Aggregation.SUM,
    ),
)
