"""The figures formed from R01."""

from tenants.returns.declaration import Aggregation, Direction, Indicator
from tenants.text import Text

INDICATORS = (
    Indicator(
        code="enrolment_total",
        label=Text("在校生总数", "Enrolment"),
        part="enrolment",
        numerator="sum(students)",
        denominator=None,
        direction=Direction.NONE,
        unit=Text("人", "pupils"),
        formula=Text("各学段各年级在校生之和", "Pupils of all stages and grades"),
        aggregation=Aggregation.SUM,
        places=0,
        public=True,
    ),
    Indicator(
        code="boarding_share",
        label=Text("寄宿生占比", "Share of boarders"),
        part="enrolment",
        numerator="sum(boarders)",
        denominator="sum(students)",
        direction=Direction.NONE,
        unit=Text("%", "%"),
        formula=Text("寄宿生 ÷ 在校生", "Boarders ÷ pupils"),
        scale=100,
        public=True,
    ),
    Indicator(
        code="hardship_share",
        label=Text("困难学生占比", "Share of hardship pupils"),
        part="enrolment",
        numerator="sum(hardship_students)",
        denominator="sum(students)",
        direction=Direction.NONE,
        unit=Text("%", "%"),
        formula=Text("家庭经济困难学生 ÷ 在校生", "Recognised hardship pupils ÷ pupils"),
        scale=100,
        counts_persons=True,
        public=True,
    ),
)
