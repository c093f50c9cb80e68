"""The figures formed from R08."""

from tenants.returns.declaration import Aggregation, Direction, Indicator, PeriodType
from tenants.text import Text

_PERCENT = Text("%", "%")

INDICATORS = (
    Indicator(
        code="nutrition_coverage",
        label=Text("营养餐覆盖率", "Nutrition programme coverage"),
        numerator="sum(student_days)",
        denominator="sum(eligible_students * serving_days)",
        direction=Direction.HIGHER,
        target="98",
        red="90",
        unit=_PERCENT,
        scale=100,
        formula=Text("就餐人次 ÷（应享人数 × 供餐天数）", "Pupil-days ÷ (eligible pupils × serving days)"),
        public=True,
    ),
    Indicator(
        code="nutrition_spend_per_day",
        label=Text("日生均膳食支出", "Spending per pupil-day"),
        numerator="sum(amount_spent over year)",
        denominator="sum(student_days over year)",
        direction=Direction.HIGHER,
        target="P.nutrition_std",
        red="0.98 * P.nutrition_std",
        unit=Text("元", "yuan"),
        places=2,
        span=PeriodType.YEAR,
        formula=Text("全年支出 ÷ 全年就餐人次", "Spent in the year ÷ pupil-days of the year"),
        public=True,
    ),
    Indicator(
        code="nutrition_fund_use",
        label=Text("营养补助使用率", "Nutrition fund used"),
        # What January opened with plus what was allocated since is what was spent plus what is left (NP-03, NP-05).
        numerator="sum(amount_spent over year)",
        denominator="sum(amount_spent over year) + sum(closing_fund)",
        direction=Direction.HIGHER,
        target="95",
        red="85",
        unit=_PERCENT,
        scale=100,
        span=PeriodType.YEAR,
        formula=Text("全年支出 ÷（年初结余 + 全年拨入）", "Spent in the year ÷ (January's opening fund + allocated)"),
        public=True,
    ),
    Indicator(
        code="nutrition_days_year",
        label=Text("全年供餐天数", "Serving days in the year"),
        numerator="sum(serving_days over year)",
        denominator="count(main)",
        direction=Direction.HIGHER,
        target="P.nutrition_days",
        red="0.95 * P.nutrition_days",
        unit=Text("天", "days"),
        aggregation=Aggregation.MEAN,
        span=PeriodType.YEAR,
        formula=Text(
            "本年各月供餐天数之和（两个学段取平均）", "Serving days of the year's months, averaged over stages"
        ),
        public=True,
    ),
)
