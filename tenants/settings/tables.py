"""The tables of settings (returns catalogue 1.8, 1.10, 2.3): their columns as fields, what is declared without a row.

A table is described as a return of one part, so that forms, files and checks of its rows are those of returns.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tenants.base import Base
from tenants.calendar.models import CostShareLimit, MealFeeCap, ParameterValue, ReturnUse
from tenants.indices.declared import OVERSIGHT
from tenants.reference.models import (
    AidProgramme,
    CentralPurchase,
    EnergyCoefficient,
    FoodItem,
    MenuReference,
    Supplier,
)
from tenants.returns import fields as f
from tenants.returns.catalogue import every_version, find_indicator
from tenants.returns.codes import label_of
from tenants.returns.declaration import Direction, Field, Part, PeriodType, Return
from tenants.returns.indicators import limits_of
from tenants.returns.lists import LISTS
from tenants.returns.parameters import COST_SHARE_LIMITS, PARAMETERS
from tenants.returns.reference_defaults import DEFAULTS
from tenants.settings.code_lists import CODE_COLUMNS, OPEN_LIST_LABELS, code_label, declared_codes, prove_code
from tenants.settings.columns import (
    AID_COLUMNS,
    CAP_COLUMNS,
    CENTRAL_COLUMNS,
    ENERGY_COLUMNS,
    FOOD_COLUMNS,
    MENU_COLUMNS,
    PARAMETER_COLUMNS,
    SHARE_COLUMNS,
    SUPPLIER_COLUMNS,
    TARGET_COLUMNS,
    USE_COLUMNS,
    WEIGHT_COLUMNS,
)
from tenants.settings.models import CodeUse, IndicatorTarget, SimilarityWeight
from tenants.similar.traits import TRAITS
from tenants.text import Text

VALID_FROM = "valid_from"
Key = tuple[str, ...]
Values = Mapping[str, Any]
Declared = Mapping[Key, Values]


@dataclass(frozen=True, kw_only=True)
class SettingTable:
    """A table whose rows a district keeps."""

    code: str
    label: Text
    about: Text
    model: type[Base]
    key: tuple[str, ...]  # without the day it holds from
    columns: tuple[Field, ...]  # of key and values, without the day
    is_dated: bool = True
    is_fixed: bool = False  # the keys are those declared, and no others
    asked_as: str = ""  # how rules name it: P, or a table of the notation
    declared: Callable[[], Declared] = dict
    prove: Callable[[Key, Values], None] = lambda key, values: None  # raises where a row cannot be as it is
    offers: Mapping[str, Text] = field(default_factory=dict)  # what the first column of a new row is chosen from

    @property
    def values(self) -> tuple[Field, ...]:
        """The columns that a change sets."""
        return tuple(each for each in self.columns if each.code not in self.key)

    @property
    def as_return(self) -> Return:
        """The table as a return of one part."""
        return _RETURNS[self.code]

    def key_label(self, key: Key) -> Text:
        """What a row is called."""
        if self.code == "parameter_value":
            return _parameter_label(key)
        if self.code == "indicator_target":
            return find_indicator(key[0])[1].label
        if self.code == "similarity_weight":
            return TRAITS[key[0]].label
        if self.code == "return_use":
            return next(each.label for each in every_version() if each.code == key[0])
        if self.code == "code_use":
            return code_label(*key)
        said = [_code_label(each, value) for each, value in zip(self._keys(), key, strict=True) if value]
        return Text(" · ".join(each.zh for each in said), " · ".join(each.en for each in said))

    def _keys(self) -> tuple[Field, ...]:
        by_code = {each.code: each for each in self.columns}
        return tuple(by_code[code] for code in self.key)


def find_table(code: str) -> SettingTable | None:
    """The table of that code."""
    return TABLES.get(code)


def _parameter_label(key: Key) -> Text:
    label = PARAMETERS[key[0]].label
    stage = LISTS["stage"].get(key[1])
    return Text(f"{label.zh}（{stage.zh}）", f"{label.en} ({stage.en})") if stage else label


def _code_label(each: Field, value: str) -> Text:
    return label_of(each.codes, value) if each.codes else Text(value, value)


def _uses() -> Declared:
    return {
        (code,): {"asked_from": None, "asked_until": None} for code in dict.fromkeys(r.code for r in every_version())
    }


def _parameters() -> Declared:
    return {(each.code, ""): {"value": each.default} for each in PARAMETERS.values()}


def _targets() -> Declared:
    found: dict[Key, Values] = {}
    for source in (*every_version(), OVERSIGHT):
        for each in source.indicators:
            limits = limits_of(each) if each.direction is not Direction.NONE else None
            if limits is not None:
                found[each.code,] = {"target": limits[0], "red": limits[1]}
    return found


def _shares() -> Declared:
    return {(name,): {"min_pct": low, "max_pct": high} for name, (low, high) in COST_SHARE_LIMITS.items()}


def _weights() -> Declared:
    return {(code,): {"weight": each.weight} for code, each in TRAITS.items()}


def _default(name: str) -> Callable[[], Declared]:
    return lambda: {
        key: values for key, values in DEFAULTS[name].items() if all(each is not None for each in values.values())
    }


_LISTED = (
    SettingTable(
        code="parameter_value", label=Text("参数", "Parameters"), model=ParameterValue, key=("code", "stage"),
        about=Text("规则中用到的数值，可按学段设定。", "Numbers that rules use; a stage may have its own."),
        columns=PARAMETER_COLUMNS, is_fixed=True, asked_as="P", declared=_parameters,
    ),
    SettingTable(
        code="indicator_target", label=Text("指标目标", "Targets"), model=IndicatorTarget, key=("indicator",),
        about=Text("指标的目标值和红线，优先于目录规定的值。", "Target and red limit of indicators, over the declared ones."),
        columns=TARGET_COLUMNS, is_fixed=True, declared=_targets,
    ),
    SettingTable(
        code="similarity_weight", label=Text("相似学校的权重", "Weights of similar schools"), model=SimilarityWeight,
        key=("trait",), columns=WEIGHT_COLUMNS, is_fixed=True, declared=_weights,
        about=Text(
            "寻找相似学校时各特征占多少；学段和是否寄宿不同的学校从不相比。每学年 11 月 1 日起名单固定，权重用于以后的名单。",
            "How much each trait counts in finding similar schools; schools of another stage or boarding are never "
            "compared. Lists are frozen from 1 November of a school year; weights hold for later lists.",
        ),
    ),
    SettingTable(
        code="return_use", label=Text("报表启用", "Returns asked for"), model=ReturnUse, key=("return_code",),
        about=Text("从哪一期起、到哪一期止要求学校填报；没有设定的一直填报。", "From and until when schools are asked for a return; always, where nothing is set."),
        columns=USE_COLUMNS, is_dated=False, is_fixed=True, declared=_uses,
    ),
    SettingTable(
        code="code_use", label=Text("代码表", "Code lists"), model=CodeUse, key=("list_name", "code"),
        about=Text("填报时可选的代码：不用的停用，名称可改，留有“其他”的代码表可加本区自己的代码。", "What may be chosen: switched off, renamed, and in lists that leave room for others, added to."),
        columns=CODE_COLUMNS, declared=declared_codes, prove=prove_code, offers=OPEN_LIST_LABELS,
    ),
    SettingTable(
        code="cost_share_limit", label=Text("食堂支出占比限额", "Limits of canteen cost shares"), model=CostShareLimit,
        key=("cost_field",), columns=SHARE_COLUMNS, is_fixed=True, asked_as="cost_share_limit", declared=_shares,
        about=Text("食堂各项支出占总支出的上下限。", "Lowest and highest share of total cost for each cost."),
    ),
    SettingTable(
        code="meal_fee_cap", label=Text("餐费限价", "Caps of meal fees"), model=MealFeeCap,
        key=("stage", "locality", "charge_mode", "meal"), columns=CAP_COLUMNS, asked_as="meal_fee_cap",
        about=Text("学校收取餐费的最高标准。", "The most a school may charge for a meal."),
    ),
    SettingTable(
        code="aid_programme", label=Text("资助项目标准", "Aid programmes"), model=AidProgramme,
        key=("programme", "stage"), columns=AID_COLUMNS, asked_as="aid_programme", declared=_default("aid_programme"),
        about=Text("每名学生每学期的资助标准。", "What a pupil is entitled to a term."),
    ),
    SettingTable(
        code="energy_coefficient", label=Text("能源折标系数", "Energy coefficients"), model=EnergyCoefficient,
        key=("energy_type",), columns=ENERGY_COLUMNS, asked_as="energy_coefficient",
        declared=_default("energy_coefficient"),
        about=Text("各类能源折算标准煤的系数。", "Standard coal of one unit of each energy."),
    ),
    SettingTable(
        code="menu_reference", label=Text("学生餐参考量", "Menu reference"), model=MenuReference, key=("stage",),
        columns=MENU_COLUMNS, asked_as="menu_reference", declared=_default("menu_reference"),
        about=Text("一顿午餐或晚餐的参考量，见 WS/T 554-2017。", "For one lunch or dinner, WS/T 554-2017."),
    ),
    SettingTable(
        code="central_purchase", label=Text("统采目录", "Central purchase"), model=CentralPurchase,
        key=("food_category",), columns=CENTRAL_COLUMNS, asked_as="central_purchase",
        about=Text("由全区集中采购的食材类别。", "Which categories of food the district buys for all."),
    ),
    SettingTable(
        code="food_item", label=Text("食材目录", "Food items"), model=FoodItem, key=("item_code",), is_dated=False,
        columns=FOOD_COLUMNS, asked_as="food_item",
        about=Text("食堂采购的食材。", "What canteens buy."),
    ),
    SettingTable(
        code="supplier", label=Text("供应企业库", "Supplier pool"), model=Supplier, key=("credit_code",), is_dated=False,
        columns=SUPPLIER_COLUMNS, asked_as="supplier",
        about=Text("可向学校供货的企业。", "Enterprises that may supply schools."),
    ),
)  # fmt: skip
TABLES: dict[str, SettingTable] = {each.code: each for each in _LISTED}


def _as_return(table: SettingTable) -> Return:
    day = f.day(
        VALID_FROM, "生效日", "Holds from", Text("从这一天起的报表期采用。", "For periods that start on this day or later."),
        future_allowed=True,
    )  # fmt: skip
    keys = tuple(each for each in table.columns if each.code in table.key)
    columns = (*keys, *((day,) if table.is_dated else ()), *table.values)
    key = (*table.key, *((VALID_FROM,) if table.is_dated else ()))
    part = Part(code="main", label=table.label, fields=columns, key=key)
    return Return(
        number="", code=table.code, label=table.label, period=PeriodType.MONTH, due="", filler="bureau_admin",
        accepting="bureau_admin", parts=(part,),
    )  # fmt: skip


_RETURNS = {each.code: _as_return(each) for each in _LISTED}
