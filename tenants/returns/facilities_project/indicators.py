"""The figures formed from R30."""

from tenants.returns.declaration import Direction, Indicator
from tenants.text import Text

_PERCENT = Text("%", "%")

INDICATORS = (
    Indicator(
        code="project_on_time_rate",
        label=Text("项目按期完工率", "Projects on time"),
        numerator="count(actual_end is set and actual_end <= planned_end)",
        denominator="count(actual_end is set)",
        direction=Direction.HIGHER,
        target="90",
        red="70",
        unit=_PERCENT,
        scale=100,
        formula=Text(
            "按计划日期完工的项目数 ÷ 完工项目数", "Projects completed by their planned day ÷ completed projects"
        ),
    ),
    Indicator(
        code="pre_approval_rate",
        label=Text("前期手续办结率", "Pre-construction procedures done"),
        numerator="sum(procedures_done)",
        denominator="sum(procedures_due)",
        direction=Direction.HIGHER,
        target="100",
        red="80",
        unit=_PERCENT,
        scale=100,
        formula=Text("已办手续 ÷ 应办手续", "Procedures done ÷ procedures due"),
    ),
    Indicator(
        code="project_cost_per_pupil",
        label=Text("项目生均投入", "Project cost per pupil"),
        numerator="sum(spent)",
        denominator="sum(pupils_served)",
        direction=Direction.NONE,
        unit=Text("元", "yuan"),
        places=2,
        formula=Text("已支付 ÷ 受益学生", "Spent ÷ pupils served"),
    ),
)
