"""The figures formed from R11."""

from tenants.returns.declaration import Aggregation, Direction, Indicator
from tenants.text import Text


def _insured_rate(name: str, kind: str, label: Text, target: str | None, red: str | None) -> Indicator:
    """The share that is covered by a kind of insurance."""
    return Indicator(
        code=f"insured_rate_{name}",
        label=label,
        numerator=f"sum(insured where insurance_kind = {kind})",
        denominator=f"sum(eligible where insurance_kind = {kind})",
        direction=Direction.NONE if target is None else Direction.HIGHER,
        target=target,
        red=red,
        unit=Text("%", "%"),
        scale=100,
        formula=Text("该险种参保数 ÷ 应保数", "Insured ÷ eligible, of that kind"),
        public=True,
    )


_TO_DATE = "min(period_end, submitted_on)"
_COVERED = (
    f"sum(max(0, min(valid_to, {_TO_DATE}) - max(valid_from, period_start) + 1)"
    " where insurance_kind = school_liability)"
)

INDICATORS = (
    _insured_rate(
        "liability", "school_liability", Text("校方责任险参保率", "School liability cover"), "P.liability_target", "98"
    ),
    _insured_rate(
        "medical", "resident_medical", Text("居民医保参保率", "Resident medical cover"), "P.medical_target", "90"
    ),
    _insured_rate(
        "food", "food_liability", Text("食品责任险参保率", "Food liability cover"), "P.food_ins_target", "90"
    ),
    _insured_rate("carrier", "carrier_liability", Text("承运人责任险参保率", "Bus carrier cover"), "100", "100"),
    _insured_rate("accident", "student_accident", Text("学平险参保率", "Accident cover (voluntary)"), None, None),
    Indicator(
        code="liability_gap_days",
        label=Text("校方责任险脱保天数", "Days without liability cover"),
        # No two policies share a day (IC-03), so the days of each may be added.
        numerator=f"{_TO_DATE} - period_start + 1 - {_COVERED}",
        denominator=None,
        direction=Direction.LOWER,
        target="0",
        red="0",
        unit=Text("天", "days"),
        places=0,
        aggregation=Aggregation.SUM,
        formula=Text(
            "学年开始至填报日没有有效校方责任险的天数",
            "Days from the start of the school year to the day of filing without a valid school liability policy",
        ),
        public=True,
    ),
)
