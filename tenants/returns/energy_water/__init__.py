"""R25: energy and water used in a month, by type and use."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.energy_water.indicators import INDICATORS
from tenants.returns.energy_water.parts import MAIN
from tenants.returns.energy_water.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R25",
    code="energy_water",
    label=Text("能源与用水月报", "Energy and water"),
    period=PeriodType.MONTH,
    due="M10",
    filler="school_clerk",
    accepting="logistics_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
    legal_basis=Text("综合能耗计算通则（GB/T 2589-2020）", "General rules for calculating energy use (GB/T 2589-2020)"),
)
