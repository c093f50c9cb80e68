"""OpenAPI 3.1, generated from the resources and from the declaration of every return."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from apiflask import APIBlueprint, APIFlask
from flask import current_app, jsonify
from flask.typing import ResponseReturnValue

from oversight.api.asked import today
from oversight.api.problems import MEDIA_TYPE
from oversight.api.schemas import Problem
from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import NUMBERS, Field, Kind, Part, Return
from tenants.returns.lists import LISTS, OPEN_LISTS, OWN_PREFIX

bp = APIBlueprint("specification", __name__, enable_openapi=False)
Data = dict[str, Any]

_ABOUT = """The API of Houqin, the reporting and oversight system of school logistics (后勤).

Values in figures are JSON numbers or texts; they are cleaned and checked exactly as the cells of a workbook are, and
the findings are the same, in the language of `Accept-Language` (`zh` or `en`). Numbers in answers are exact texts.
A write of a draft carries `If-Match`; a POST may carry `Idempotency-Key` and is then safe to repeat for 24 hours.
"""
_OWN: Data = {
    "type": "object",
    "title": "A return that the district defined itself",
    "description": "Its parts and fields are in /catalogue/{code}",
    "additionalProperties": {"type": "array", "items": {"type": "object"}},
}
_ALWAYS = (401, 403, 429, 500, 503)
_WRITING = (409, 413, 415, 422)
_BODY_PROBLEM = {"schema": {"$ref": "#/components/schemas/Problem"}}
_LANGUAGE = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "enum": ["zh", "en"]},
}
_MATCH = {
    "name": "If-Match", "in": "header", "required": False, "schema": {"type": "string", "maxLength": 200},
    "description": "ETag of the draft that was read; without it 428 where there is one",
}  # fmt: skip
_KEY = {
    "name": "Idempotency-Key", "in": "header", "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[!-~]+$"},
}  # fmt: skip
_MATCHED = ("/draft", "/submit", "/justifications", "/nil")


@bp.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    """The description of this API; open to all, as it tells nothing of anybody."""
    return jsonify(described(current_app._get_current_object()))  # type: ignore[attr-defined]  # behind Flask's proxy


def configure(api: APIFlask) -> None:
    """What APIFlask adds of itself is ours to say."""
    api.config.update(
        OPENAPI_VERSION="3.1.0",
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_404_RESPONSE=False,
        AUTO_AUTH_ERROR_RESPONSE=False,
        AUTO_OPERATION_ID=True,
        AUTO_SERVERS=False,
        VALIDATION_ERROR_STATUS_CODE=422,
        DESCRIPTION=_ABOUT,
        SERVERS=[{"url": "/api/v1"}],
        SECURITY_SCHEMES={"token": {"type": "http", "scheme": "bearer"}},
    )
    api.spec_processor(_completed)


def described(api: APIFlask) -> Data:
    """The whole document, made once a day: declarations change by day."""
    kept: dict[date, Data] = api.extensions.setdefault("houqin.openapi", {})
    day = today()
    if day not in kept:
        kept.clear()
        made = api._get_spec("json", force_update=True)
        assert isinstance(made, dict)
        kept[day] = made
    return kept[day]


def figures_schema(ret: Return) -> Data:
    """The rows of a return."""
    return {
        "type": "object",
        "title": ret.label.en,
        "description": f"{ret.number} {ret.label.zh}",
        "additionalProperties": False,
        "properties": {part.code: _part(part) for part in ret.parts},
    }


def _completed(spec: Data | str) -> Data | str:
    assert isinstance(spec, dict)  # APIFlask may give YAML, and is not asked to
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(schemas["Problem"].pop("$defs"))
    figures = {ret.code: figures_schema(ret) for ret in all_returns(today())} | {"of_the_district": _OWN}
    schemas.update({f"figures.{code}": schema for code, schema in figures.items()})
    schemas["FiguresIn"]["properties"]["parts"] = {
        "anyOf": [{"$ref": f"#/components/schemas/figures.{code}"} for code in figures]
    }
    spec["components"]["responses"] = {
        "Problem": {"description": "What was wrong (RFC 9457)", "content": {MEDIA_TYPE: _BODY_PROBLEM}}
    }
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            _complete(path, method, operation)
    return spec


def _complete(path: str, method: str, operation: Data) -> None:
    view = next(
        current_app.view_functions[rule.endpoint]
        for rule in current_app.url_map.iter_rules()
        if method.upper() in (rule.methods or set()) and _plain(rule.rule) == path
    )
    scope = getattr(view, "scope", None)
    operation["security"] = [{"token": []}]
    operation["x-scope"] = str(scope)
    operation["parameters"] = [*operation.get("parameters", []), _LANGUAGE]
    codes = {*_ALWAYS, *((404,) if "{" in path else ()), *((422,) if operation["parameters"][:-1] else ())}
    if method in {"post", "put"}:
        codes |= {400, *_WRITING, 404}
        operation["parameters"].append(_KEY)
    if path.endswith(_MATCHED):
        codes.add(428)
        operation["parameters"].append(_MATCH)
    for code in sorted(codes):
        operation["responses"][str(code)] = {"$ref": "#/components/responses/Problem"}
    for each in operation["parameters"]:
        if each["in"] == "path" and each["name"].endswith("_id"):
            each["schema"]["format"] = "uuid"
    if "requestBody" in operation:
        operation["requestBody"]["required"] = True
    for code, answer in operation["responses"].items():
        if code in {"201", "202"}:
            answer["headers"] = {"Location": {"schema": {"type": "string"}, "description": "`url` of what was made"}}
    if method == "get" and path == "/versions/{version_id}":
        operation["responses"]["200"]["headers"] = {
            "ETag": {"schema": {"type": "string"}, "description": "for If-Match"}
        }
        operation["responses"]["304"] = {"description": "Nothing changed"}


def _plain(rule: str) -> str:
    return re.sub(r"<(?:[^<:]+:)?([^>]+)>", r"{\1}", rule)


def _part(part: Part) -> Data:
    row: Data = {
        "type": "object",
        "additionalProperties": False,
        "properties": {each.code: _field(each) for each in part.fields if each.kind is not Kind.FILE},
    }
    made: Data = {"type": "array", "title": part.label.en, "description": part.label.zh, "items": row}
    if not part.key:
        made["maxItems"] = 1
    return made | {"x-key": list(part.key)}


def _field(each: Field) -> Data:
    made: Data = {"title": each.label.en, "description": each.label.zh}
    if each.help:
        made["description"] += f"：{each.help.zh} / {each.help.en}"
    made |= _type(each)
    made |= {"x-kind": each.kind.value, "x-need": each.need.value, "x-sensitivity": each.sensitivity.value}
    if each.unit:
        made["x-unit"] = {"zh": each.unit.zh, "en": each.unit.en}
    if each.codes:
        made["x-list"] = each.codes
    return made


def _one_of(list_name: str) -> Data:
    """The codes of the catalogue; a district adds its own to some lists, which ``/catalogue`` names under its token."""
    declared: Data = {"enum": [*LISTS.get(list_name, {}), None]}
    if list_name not in OPEN_LISTS:
        return declared
    return {"anyOf": [declared, {"type": "string", "pattern": f"^{OWN_PREFIX}[a-z0-9_]{{1,30}}$"}]}


def _type(each: Field) -> Data:
    if each.kind in NUMBERS:
        bounds = {"minimum": each.low if each.low is not None else _least(each), "maximum": each.high}
        numbers = {name: _number(value) for name, value in bounds.items() if isinstance(value, Decimal | int)}
        return {"type": ["integer" if each.kind is Kind.INT else "number", "string", "null"], **numbers}
    if each.kind is Kind.BOOL:
        return {"type": ["boolean", "string", "null"]}
    if each.kind is Kind.CODE:
        return _one_of(each.codes or "")
    if each.kind is Kind.CODES:
        return {"type": ["array", "null"], "items": {"enum": list(LISTS.get(each.codes or "", {}))}}
    if each.kind in (Kind.DATE, Kind.DT):
        return {"type": ["string", "null"], "format": "date" if each.kind is Kind.DATE else "date-time"}
    made: Data = {"type": ["string", "null"]}
    if each.size:
        made["maxLength"] = each.size
    if each.pattern:
        made["pattern"] = f"^(?:{each.pattern})$"
    return made


def _least(each: Field) -> int | None:
    return None if each.kind in (Kind.SMONEY, Kind.SDEC2) else 0


def _number(value: Decimal | int) -> int | float:
    return int(value) if value == int(value) else float(value)
