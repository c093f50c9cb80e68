"""Everything that is declared, as plain data: for ``houqin catalogue --json``, the dictionary and other programs."""

from datetime import date
from decimal import Decimal
from typing import Any

from tenants.indices.declared import GRACE_DAYS, INDICES, LEAST_WEIGHT, Index
from tenants.returns.catalogue import all_returns
from tenants.returns.codes import codes_of
from tenants.returns.declaration import Field, Indicator, Part, Return, Rule
from tenants.returns.lists import LISTS
from tenants.returns.notation.checks import checks_of
from tenants.returns.notation.excel import to_excel
from tenants.returns.notation.words import expression_words
from tenants.returns.parameters import COST_SHARE_LIMITS, PARAMETERS, Parameter
from tenants.text import Text

Data = dict[str, Any]


def as_json(on: date) -> Data:
    """Returns with parts, fields, rules and indicators as valid on a day, indices, code lists, parameters and default limits.

    Texts are ``{"zh", "en"}``; an expression comes with its words; a formula names its cells as ``{field}``.
    """
    return {
        "on": on.isoformat(),
        "returns": [_return(each) for each in all_returns(on)],
        "indices": [_index(each) for each in INDICES.values()],
        "lists": {name: {code: _text(label) for code, label in codes_of(name).items()} for name in LISTS},
        "parameters": [_parameter(each) for each in PARAMETERS.values()],
        "cost_share_limits": {
            code: {"min_pct": str(low), "max_pct": str(high)} for code, (low, high) in COST_SHARE_LIMITS.items()
        },
    }


def _return(ret: Return) -> Data:
    first = ret.parts[0].code
    return {
        "number": ret.number,
        "code": ret.code,
        "label": _text(ret.label),
        "period": ret.period.value,
        "due": ret.due,
        "filler": ret.filler,
        "accepting": ret.accepting,
        "applies_when": _expression(ret.applies_when, ret, first),
        "public_from": ret.public_from,
        "public_fields": list(ret.public_fields),
        "valid_from": ret.valid_from.isoformat(),
        "legal_basis": _text(ret.legal_basis),
        "parts": [_part(ret, each) for each in ret.parts],
        "rules": [_rule(ret, each) for each in ret.rules],
        "indicators": [_indicator(ret, each) for each in ret.indicators],
    }


def _part(ret: Return, part: Part) -> Data:
    return {
        "code": part.code,
        "label": _text(part.label),
        "key": list(part.key),
        "derived": [
            {"code": code, "label": _text(part.derived_labels[code]), **(_expression(text, ret, part.code) or {})}
            for code, text in part.derived.items()
        ],
        "fields": [_field(ret, part, each) for each in part.fields],
    }


def _field(ret: Return, part: Part, field: Field) -> Data:
    return {
        "code": field.code,
        "label": _text(field.label),
        "help": _text(field.help),
        "type": field.kind.value,
        "unit": _text(field.unit),
        "required": field.need.value,
        "low": _plain(field.low),
        "high": _plain(field.high),
        "size": field.size,
        "list": field.codes,
        "pattern": field.pattern,
        "pattern_says": _text(field.pattern_says),
        "sensitivity": field.sensitivity.value,
        "future_allowed": field.future_allowed,
        "required_when": _expression(field.required_when, ret, part.code),
        "empty_when": _expression(field.empty_when, ret, part.code),
        "must": _expression(field.must, ret, part.code),
        "carried_from": field.carried_from,
        "facility_kind": field.facility_kind,
        "since": _plain(field.since),
        "until": _plain(field.until),
    }


def _rule(ret: Return, rule: Rule) -> Data:
    check = next(each for each in checks_of(ret).all if each.rule.code == rule.code)
    formulas = to_excel(rule, ret, lambda name: "{" + name + "}")
    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "part": rule.part,
        **(_expression(rule.holds, ret, rule.part) or {}),
        "says": _text(rule.says),
        "clauses": [_text(each) for each in rule.clauses],
        "remedy": _text(rule.remedy),
        "scope": "row" if check.row_level else "version",
        "looks_at": list(check.waits_for),
        "waits": check.is_planned,
        "excel": [{"formula": each.formula, "fields": list(each.fields)} for each in formulas],
        "since": _plain(rule.since),
        "until": _plain(rule.until),
    }


def _indicator(ret: Return, indicator: Indicator) -> Data:
    return {
        "code": indicator.code,
        "label": _text(indicator.label),
        "part": indicator.part,
        "formula": _text(indicator.formula),
        "numerator": _expression(indicator.numerator, ret, indicator.part),
        "denominator": _expression(indicator.denominator, ret, indicator.part),
        "direction": indicator.direction.value,
        "target": _expression(indicator.target, ret, indicator.part),
        "red": _expression(indicator.red, ret, indicator.part),
        "around": str(indicator.around),
        "unit": _text(indicator.unit),
        "aggregation": indicator.aggregation.value,
        "scale": indicator.scale,
        "places": indicator.places,
        "span": indicator.span.value if indicator.span else None,
        "counts_persons": indicator.counts_persons,
        "public": indicator.public,
    }


def _index(index: Index) -> Data:
    less = index.less
    return {
        "code": index.code,
        "label": _text(index.indicator.label),
        "formula": _text(index.indicator.formula),
        "parts": [
            {
                "indicator": part.indicator,
                "weight": part.weight,
                "full_at": part.full_at,
                "formed_from": part.formed_from,
            }
            for part in index.parts
        ],
        "less": less and {"indicator": less.indicator, "each": less.each, "most": less.most},
        "least_weight": LEAST_WEIGHT,
        "grace_days": GRACE_DAYS,
    }


def _parameter(parameter: Parameter) -> Data:
    return {
        "code": parameter.code,
        "label": _text(parameter.label),
        "default": _plain(parameter.default),
        "unit": _text(parameter.unit),
        "basis": _text(parameter.basis),
    }


def _expression(text: str | None, ret: Return, part: str) -> Data | None:
    if text is None:
        return None
    return {"expression": text, "words": _text(expression_words(text, ret, part))}


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}


def _plain(value: Decimal | date | None) -> str | None:
    return None if value is None else str(value)
