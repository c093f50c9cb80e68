"""The figures formed from R25, each over the accepted months of a calendar year."""

from tenants.returns.declaration import Direction, Indicator, PeriodType
from tenants.text import Text

_PERSONS = "sum(school_profile.enrolment.students) + sum(school_profile.main.staff_total)"
_ENERGY = "sum(qty * energy_coefficient.kgce[energy_type] over year)"
_MONTH = "sum(qty * energy_coefficient.kgce[energy_type])"
_MONTH_BEFORE = "sum(ly(qty * energy_coefficient.kgce[energy_type]))"

INDICATORS = (
    Indicator(
        code="energy_per_capita",
        label=Text("人均综合能耗", "Energy per person"),
        numerator=_ENERGY,
        denominator=_PERSONS,
        direction=Direction.LOWER,
        target="65",
        red="100",
        unit=Text("千克标准煤/人", "kgce a person"),
        span=PeriodType.YEAR,
        formula=Text(
            "全年各种能源用量 × 折标系数之和 ÷（在校生 + 教职工）",
            "Quantities of the year × their coefficients ÷ (pupils + staff)",
        ),
        public=True,
    ),
    Indicator(
        code="energy_per_m2",
        label=Text("单位面积能耗", "Energy per area"),
        numerator=_ENERGY,
        denominator="sum(school_profile.main.building_area)",
        direction=Direction.LOWER,
        target="3.3",
        red="6",
        unit=Text("千克标准煤/平方米", "kgce/m²"),
        span=PeriodType.YEAR,
        formula=Text(
            "全年各种能源用量 × 折标系数之和 ÷ 校舍面积",
            "Quantities of the year × their coefficients ÷ building area",
        ),
        public=True,
    ),
    Indicator(
        code="water_per_capita",
        label=Text("人均用水量", "Water per person"),
        numerator="sum(qty where energy_type in (tap_water, well_water) over year)",
        denominator=_PERSONS,
        direction=Direction.LOWER,
        target="43",
        red="65",
        unit=Text("立方米/人", "m³ a person"),
        span=PeriodType.YEAR,
        formula=Text(
            "全年自来水和自备水用量 ÷（在校生 + 教职工）", "Tap and well water of the year ÷ (pupils + staff)"
        ),
        public=True,
    ),
    Indicator(
        code="energy_saving",
        label=Text("节能率", "Energy saving"),
        numerator=f"{_MONTH_BEFORE} - {_MONTH}",
        denominator=_MONTH_BEFORE,
        direction=Direction.HIGHER,
        target="1",
        red="-2",
        unit=Text("%", "%"),
        scale=100,
        formula=Text(
            "（上年同月综合能耗 − 本月）÷ 上年同月",
            "(Energy of the month a year before − this month's) ÷ that of the month a year before",
        ),
        public=True,
    ),
)
