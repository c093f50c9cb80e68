"""Callbacks of the dashboards asked as a browser asks them, without one."""

from typing import Any

from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from dashboards.pages.desk import BASE

CALLBACKS = f"{BASE}_dash-update-component"


def body_of(dash: Dash, output: str, **values: Any) -> dict[str, Any]:
    """What a browser sends to the callback with that output; ``values`` by id, dashes as underscores.

    Several properties of one id take the same value; what is not named is null.
    """
    key = next(each for each in dash.callback_map if output in each.strip(".").split("..."))
    declared = dash.callback_map[key]
    given = {name.replace("_", "-"): value for name, value in values.items()}

    def filled(listed: list[dict[str, str]]) -> list[dict[str, Any]]:
        return [{**each, "value": given.get(each["id"])} for each in listed]

    names = [each.rsplit(".", 1) for each in key.strip(".").split("...")]
    outputs = [{"id": name, "property": of} for name, of in names]
    inputs = filled(declared["inputs"])
    return {
        "output": key,
        "outputs": outputs if key.startswith("..") else outputs[0],
        "inputs": inputs,
        "state": filled(declared["state"]),
        "changedPropIds": [f"{inputs[0]['id']}.{inputs[0]['property']}"],
    }


def token_of(client: FlaskClient) -> str:
    """The form token of a signed-in browser, as the page hands it out; also sets Dash up."""
    client.get(BASE, follow_redirects=True)
    found = client.get_cookie("_csrf_token")
    return found.value if found else ""


def ask(app: Flask, client: FlaskClient, token: str, output: str, *, encoding: str = "identity", **values: Any) -> Any:
    """The answer of a callback."""
    body = body_of(app.extensions["houqin.dash"], output, **values)
    return client.post(CALLBACKS, json=body, headers={"X-CSRFToken": token, "Accept-Encoding": encoding})
