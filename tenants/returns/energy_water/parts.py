"""What R25 asks of each kind of energy or water and each use."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Part, Sensitivity
from tenants.text import Text

METERED = "energy_type in (electricity, tap_water, well_water)"
_BY_TYPE = Text("按种类：度、立方米、公斤、吉焦", "kWh, m³, kg, GJ by type")
_CLOSED = Sensitivity.BUREAU


def _meter(code: str, zh: str, en: str, help_: Text, low: Decimal | None = None) -> Field:
    """What a meter says: needed for electricity and water."""
    if low is None:
        return f.dec2(code, zh, en, help_, unit=_BY_TYPE, sensitivity=_CLOSED, required_when=METERED)
    return f.dec2(
        code, zh, en, help_, unit=_BY_TYPE, sensitivity=_CLOSED, required_when=METERED, low=low, carried_from=code
    )


MAIN = Part(
    code="main",
    label=Text("能源与用水", "Energy and water"),
    key=("energy_type", "energy_use"),
    fields=(
        f.one_of(
            "energy_type",
            "energy_type",
            "种类",
            "Type",
            Text("学校本月用到的每一种都要填。", "Every kind the school used this month."),
            sensitivity=_CLOSED,
        ),
        f.one_of(
            "energy_use",
            "energy_use",
            "用途",
            "Use",
            Text(
                "分表计量的，每个用途填一行；没有分表的，全部填在“全校”一行。同一种类不能既填全校又填分项。",
                "One row per use that has a meter; else one row for the whole school, never both for one type.",
            ),
            sensitivity=_CLOSED,
        ),
        _meter(
            "meter_start",
            "起码",
            "Meter start",
            Text("本月抄表的起始读数，应是上月的止码。电、水以外的种类不填。", "Reading at the start: last month's end. Empty for all but electricity and water."),
        ),
        _meter(
            "meter_end",
            "止码",
            "Meter end",
            Text("本月抄表的结束读数。电、水以外的种类不填。", "Reading at the end. Empty for all but electricity and water."),
        ),
        _meter(
            "multiplier",
            "倍率",
            "Multiplier",
            Text("电表或水表的倍率，没有互感器的填1。", "What the reading is multiplied by; 1 for a plain meter."),
            Decimal("0.01"),
        ),
        f.flag(
            "meter_replaced",
            "换表",
            "Meter replaced",
            Text("本月换过表填“是”，用量按新旧两表相加。没有换填“否”。", "Yes when the meter was replaced this month; the quantity is then that of both meters."),
            sensitivity=_CLOSED,
            required_when=METERED,
        ),
        f.dec2(
            "qty",
            "用量",
            "Quantity",
            Text(
                "本月用量：电填度，水和天然气填立方米，热力填吉焦，其余填公斤。没有用填0。",
                "Used this month: kWh of electricity, m³ of water and natural gas, GJ of heat, kg of all else. 0 for none.",
            ),
            unit=_BY_TYPE,
            sensitivity=_CLOSED,
        ),
        f.money(
            "cost",
            "费用",
            "Cost",
            Text("本月账单金额；没有账单的按用量和单价计算。没有填0。", "Amount of the month's bill, or quantity times price. 0 for none."),
            sensitivity=_CLOSED,
        ),
        f.dec2(
            "solar_qty",
            "太阳能利用量",
            "Solar energy used",
            Text("太阳能发电自用的度数，填在“电”的一行。没有填0。", "Solar power used by the school, in the row of electricity. 0 for none."),
            unit=Text("度", "kWh"),
            sensitivity=_CLOSED,
        ),
        f.integer(
            "waste_findings",
            "浪费问题数",
            "Waste findings",
            Text("本月检查发现的长明灯、长流水、违规电器等问题数。没有填0。", "Lights or taps left on and forbidden appliances found this month. 0 for none."),
            sensitivity=_CLOSED,
        ),
    ),
)  # fmt: skip
