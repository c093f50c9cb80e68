"""Everything that is declared, as ``houqin catalogue --json`` prints it."""

from typing import Any

from apiflask import APIBlueprint
from flask import jsonify
from flask.typing import ResponseReturnValue

from oversight.api.asked import today
from oversight.api.guarding import needs
from tenants.accounts.tokens import Scope
from tenants.errors import NotFound
from tenants.returns.description import as_json

bp = APIBlueprint("catalogue", __name__, tag="Catalogue")
_ANY: dict[int | str, dict[str, str | dict[str, dict[str, Any]]]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "As declared today"}
}


@bp.get("/catalogue")
@needs(Scope.REGISTRY_READ)
@bp.doc(responses=_ANY)
def catalogue() -> ResponseReturnValue:
    """Returns with parts, fields, rules and indicators; code lists; parameters."""
    return jsonify(as_json(today()))


@bp.get("/catalogue/<code>")
@needs(Scope.REGISTRY_READ)
@bp.doc(responses=_ANY)
def one(code: str) -> ResponseReturnValue:
    """One return as declared."""
    returns: list[dict[str, Any]] = as_json(today())["returns"]
    found = next((each for each in returns if each["code"] == code), None)
    if found is None:
        raise NotFound
    return jsonify(found)
