"""The description of the API, and that every resource is guarded and described."""

from tenants.accounts.tokens import Scope
from tenants.returns.catalogue import all_returns
from tests.oversight.views.world import NOW


def test_every_resource_names_its_scope_or_tells_nothing_of_anybody(programs):
    api = programs.app.extensions["houqin.api"]
    bare = [
        rule.rule
        for rule in api.url_map.iter_rules()
        if getattr(api.view_functions[rule.endpoint], "scope", None) not in set(Scope)
    ]
    assert bare == ["/openapi.json"]


def test_the_rows_of_every_return_are_described(programs):
    schemas = programs.anonymous().get("/api/v1/openapi.json").json["components"]["schemas"]
    missing = [ret.code for ret in all_returns(NOW.date()) if f"figures.{ret.code}" not in schemas]
    assert missing == []


def test_a_field_is_described_as_declared(programs):
    schemas = programs.anonymous().get("/api/v1/openapi.json").json["components"]["schemas"]
    field = schemas["figures.canteen_operations"]["properties"]["main"]["items"]["properties"]["waste_kg"]
    assert (field["type"], field["minimum"], field["x-unit"]["en"]) == (["number", "string", "null"], 0, "kg")
