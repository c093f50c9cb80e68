"""The five indices with their parts and weights, and the timeliness of filing, as data (returns catalogue 5).

Target and red limit of an index are those of the inspection score (4.2: grade A from 90, B from 75); the catalogue gives
none of its own.
"""

from dataclasses import dataclass

from tenants.returns.declaration import Aggregation, Direction, FigureSource, Indicator, PeriodType
from tenants.text import Text

LEAST_WEIGHT = 60  # an index with parts worth less has no value
GRACE_DAYS = 10  # after its due date a missing part counts as 0
YEAR_SCORE, FUNDING_DISCLOSURE = "year_score", "funding_disclosure_rate"
ON_TIME, REWORK, OPEN_QUERIES = "return_on_time_rate", "return_rework_rate", "query_open_count"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of an index: an indicator from 0 to 100 that is worth so many points."""

    indicator: str
    weight: int
    full_at: str | None = None  # the parameter at which it earns everything; else 100
    formed_from: str | None = None  # the return behind an indicator that none declares


@dataclass(frozen=True, kw_only=True)
class Deduction:
    """Points taken off for each unit of a count, at most so many."""

    indicator: str
    each: int
    most: int | None = None


@dataclass(frozen=True, kw_only=True)
class Index:
    """An index over 0 to 100: the weighted mean of its parts, less deductions, under the caps of vetoes."""

    indicator: Indicator
    parts: tuple[Part, ...]
    less: Deduction | None = None
    caps_from: str | None = None  # the part whose vetoes hold the index down (VETO_CAPS)

    @property
    def code(self) -> str:
        """The code of its indicator."""
        return self.indicator.code


VETO = "veto"
VETO_CAPS = {"D": "59.99", "C": "74.99"}
"""The most an index is worth with a veto that caps the grade (catalogue 4.3, 5)."""


def _index(code: str, label: Text, formula: Text) -> Indicator:
    return Indicator(
        code=code, label=label, formula=formula, numerator=None, denominator=None, direction=Direction.HIGHER,
        target="90", red="75", unit=Text("分", "points"), aggregation=Aggregation.MEAN,
    )  # fmt: skip


def _part(code: str, weight: int, full_at: str | None = None, formed_from: str | None = None) -> Part:
    return Part(indicator=code, weight=weight, full_at=full_at, formed_from=formed_from)


CANTEEN = Index(
    indicator=_index(
        "canteen_standard_index",
        Text("食堂达标指数", "Canteen standard index"),
        Text(
            "许可证、健康证、留样、消毒、陪餐、视频监控和食谱达标各按权重合计",
            "Licences, health certificates, samples, disinfection, accompaniment, cameras and menus by their weights",
        ),
    ),
    parts=(
        _part("licence_valid_rate", 15),
        _part("health_cert_rate", 15),
        _part("sample_retention_rate", 20),
        _part("disinfection_rate", 10),
        _part("accompany_rate", 15),
        _part("camera_online_rate", 10),
        _part("menu_compliance_rate", 15),
    ),
)
FUNDING = Index(
    indicator=_index(
        "funding_delivery_index",
        Text("资金落实指数", "Funding delivery index"),
        Text(
            "资助发放、按时、覆盖，营养补助覆盖与标准，资助和营养资金公示，各按权重合计",
            "Aid paid, on time and covered, nutrition covered and to standard, aid and nutrition published, by their weights",
        ),
    ),
    parts=(
        _part("aid_payment_rate", 35),
        _part("aid_timely_rate", 15),
        _part("aid_coverage", 15),
        _part("nutrition_coverage", 15),
        _part("nutrition_spend_per_day", 10, full_at="nutrition_std"),
        _part(FUNDING_DISCLOSURE, 10, formed_from="disclosure"),
    ),
)
INSURANCE = Index(
    indicator=_index(
        "insurance_index",
        Text("保险保障指数", "Insurance index"),
        Text(
            "校方责任险、居民医保、食品责任险、承运人责任险参保按权重合计；校方责任险每脱保1天减1分，最多减20分",
            "School liability, resident medical, food and carrier cover by their weights; a day without liability cover"
            " takes 1 point off, 20 at most",
        ),
    ),
    parts=(
        _part("insured_rate_liability", 40),
        _part("insured_rate_medical", 25, full_at="medical_target"),
        _part("insured_rate_food", 20),
        _part("insured_rate_carrier", 15),
    ),
    less=Deduction(indicator="liability_gap_days", each=1, most=20),
)
INSPECTION = Index(
    indicator=_index(
        "inspection_index",
        Text("督查考评指数", "Inspection index"),
        Text(
            "最近一次年度考评得分，每个逾期未改问题减2分，最低0分；有封顶D级的否决项时不高于59.99分，封顶C级的不高于74.99分",
            "The latest year score; each overdue finding takes 2 points off, down to 0; at most 59.99 with a veto that"
            " caps at D, 74.99 with one that caps at C",
        ),
    ),
    parts=(_part(YEAR_SCORE, 100, formed_from="inspection_visit"),),
    less=Deduction(indicator="findings_overdue", each=2),
    caps_from=YEAR_SCORE,
)
OVERALL = Index(
    indicator=_index(
        "overall_index",
        Text("综合指数", "Overall index"),
        Text(
            "食堂达标、资金落实、保险保障、督查考评四项指数按权重合计",
            "The canteen, funding, insurance and inspection indices by their weights",
        ),
    ),
    parts=(
        _part(CANTEEN.code, 30),
        _part(FUNDING.code, 25),
        _part(INSURANCE.code, 15),
        _part(INSPECTION.code, 30),
    ),
)
BASIC = (CANTEEN, FUNDING, INSURANCE, INSPECTION)
INDICES = {each.code: each for each in (*BASIC, OVERALL)}

_PERCENT = Text("%", "%")
_FORMED = (
    Indicator(
        code=YEAR_SCORE,
        label=Text("年度考评得分", "Year score"),
        formula=Text(
            "学年内最近一次年度考评得分 × 0.6 + 不打招呼检查与片区月查得分平均 × 0.4；没有后者时为年度考评得分",
            "0.6 × the latest annual score of the school year + 0.4 × the mean of unannounced and monthly area visits;"
            " the annual score alone where there are none",
        ),
        numerator=None, denominator=None, direction=Direction.HIGHER, target="90", red="75",
        unit=Text("分", "points"), aggregation=Aggregation.MEAN, span=PeriodType.SCHOOL_YEAR,
    ),
    Indicator(
        code=FUNDING_DISCLOSURE,
        label=Text("资助和营养资金按时公示率", "Aid and nutrition published in time"),
        formula=Text(
            "按时公示的资助结果和营养资金事项 ÷ 应公示的这两类事项", "Aid results and nutrition funds published in time ÷ due"
        ),
        numerator=None, denominator=None, direction=Direction.HIGHER, target="100", red="90", unit=_PERCENT, scale=100,
    ),
)  # fmt: skip
_TIMELINESS = (
    Indicator(
        code=ON_TIME,
        label=Text("按时报送率", "Returns on time"),
        formula=Text("截止日前首次提交的报表 ÷ 本月到期的报表", "Returns handed in by the due date ÷ returns due in the month"),
        numerator=None, denominator=None, direction=Direction.HIGHER, target="98", red="90", unit=_PERCENT, scale=100,
    ),
    Indicator(
        code=REWORK,
        label=Text("退回率", "Returns sent back"),
        formula=Text("被退回的版本 ÷ 本月提交的版本", "Versions sent back ÷ versions handed in during the month"),
        numerator=None, denominator=None, direction=Direction.LOWER, target="5", red="15", unit=_PERCENT, scale=100,
    ),
    Indicator(
        code=OPEN_QUERIES,
        label=Text("未阅说明数", "Explanations not yet read"),
        formula=Text(
            "月末已说明、教育局还没有审阅的疑问", "Queries explained by the end of the month and not yet read by the bureau"
        ),
        numerator=None, denominator=None, direction=Direction.LOWER, target="0", red="50",
        unit=Text("条", "queries"), aggregation=Aggregation.SUM, places=0,
    ),
)  # fmt: skip
OVERSIGHT = FigureSource(
    number="§5",
    code="oversight",
    label=Text("督查指数与及时性", "Oversight indices and timeliness"),
    period=PeriodType.MONTH,
    indicators=(*(each.indicator for each in INDICES.values()), *_FORMED, *_TIMELINESS),
)
