"""What must hold, or be explained, in R25."""

from tenants.returns.declaration import Rule, Severity
from tenants.text import Text

_ZH, _EN = "{energy_type}（{energy_use}）", "{energy_type} ({energy_use})"

RULES = (
    Rule(
        code="EW-01",
        severity=Severity.ERROR,
        holds="not meter_replaced implies qty ~ (meter_end - meter_start) * multiplier ± 1%",
        anchor=("qty", "meter_start", "meter_end", "multiplier"),
        says=Text(
            _ZH + "用量填的是{qty}，按读数和倍率计算是{(meter_end - meter_start) * multiplier}，相差超过1%。",
            _EN + ": the quantity is {qty}, readings and multiplier give {(meter_end - meter_start) * multiplier}: "
            "more than 1% apart.",
        ),
        remedy=Text(
            "核对起码、止码、倍率和用量；换过表的，换表填“是”。",
            "Check readings, multiplier and quantity; a replaced meter is marked as such.",
        ),
    ),
    Rule(
        code="EW-02",
        severity=Severity.ERROR,
        holds="energy_use = whole implies count(main where energy_type = this.energy_type and energy_use != whole) = 0",
        anchor=("energy_use",),
        says=Text(
            "{energy_type}既填了全校，又填了分项用途。",
            "{energy_type} is reported both for the whole school and for single uses.",
        ),
        remedy=Text(
            "有分表的只填分项，没有分表的只填全校。", "Keep the single uses where they are metered, else the whole."
        ),
    ),
    Rule(
        code="EW-03",
        severity=Severity.ERROR,
        holds="not meter_replaced implies meter_start = prev(meter_end)",
        anchor=("meter_start",),
        says=Text(
            _ZH + "起码是{meter_start}，上期止码是{prev(meter_end)}。",
            _EN + ": the reading starts at {meter_start}, the last one ended at {prev(meter_end)}.",
        ),
        remedy=Text(
            "按上期止码更正；换过表的，换表填“是”。", "Start at the last reading, or mark the meter as replaced."
        ),
    ),
    Rule(
        code="EW-04",
        severity=Severity.QUERY,
        holds="qty ~ ly(qty) ± P.energy_change_query%",
        anchor=("qty",),
        says=Text(
            _ZH + "用量{qty}，去年同月{ly(qty)}，变动超过{P.energy_change_query}%。",
            _EN + ": {qty} used, {ly(qty)} in the same month last year: changed by more than {P.energy_change_query}%.",
        ),
        remedy=Text("核对用量；确实变动的，说明原因。", "Check the quantity, or say what has changed."),
    ),
    Rule(
        code="EW-05",
        severity=Severity.QUERY,
        holds="cost / qty ~ district_energy_price.median_yuan[energy_type] ± 50%",
        anchor=("cost", "qty"),
        says=Text(
            _ZH + "单价{cost / qty}元，全区中位数{district_energy_price.median_yuan[energy_type]}元，相差超过50%。",
            _EN + " costs {cost / qty} yuan a unit, the district's median is "
            "{district_energy_price.median_yuan[energy_type]} yuan: more than 50% apart.",
        ),
        remedy=Text("核对用量的单位和费用；确实如此的，说明原因。", "Check unit, quantity and cost, or say why."),
    ),
)
