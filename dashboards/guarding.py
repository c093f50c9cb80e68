"""What a browser may ask of a callback: only what the page's own callbacks are declared to ask."""

from collections.abc import Mapping
from typing import Any, Literal

from dash import Dash

Verdict = Literal["ok", "unknown", "malformed"]
MOST_BYTES = 64 * 1024  # a question is a few hundred; anything near this is no question of ours


def verdict_on(app: Dash, body: object) -> Verdict:
    """Whether a callback of that output exists and gets exactly the inputs and states it declares."""
    if not isinstance(body, Mapping):
        return "malformed"
    output = body.get("output")
    if not isinstance(output, str):
        return "malformed"
    known = app.callback_map.get(output)
    if known is None or "callback" not in known:
        return "unknown"
    for declared, sent in (("inputs", body.get("inputs")), ("state", body.get("state", []))):
        if _names(known.get(declared, [])) != _names(sent):
            return "malformed"
    if _outputs(body.get("outputs")) != output:
        return "malformed"
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(each, str) for each in changed):
        return "malformed"
    return "ok"


def _names(listed: object) -> list[tuple[str, str]] | None:
    if not isinstance(listed, list):
        return None
    names = []
    for each in listed:
        if not isinstance(each, Mapping) or not isinstance(each.get("id"), str):
            return None
        names.append((each["id"], str(each.get("property"))))
    return names


def _outputs(sent: Any) -> str | None:
    """The output's name as Dash writes it: one, or several between dots."""
    if isinstance(sent, Mapping):
        return f"{sent.get('id')}.{sent.get('property')}"
    flat = (
        [each for item in sent for each in (item if isinstance(item, list) else [item])]
        if isinstance(sent, list)
        else []
    )
    if not flat or not all(isinstance(each, Mapping) for each in flat):
        return None
    return ".." + "...".join(f"{each.get('id')}.{each.get('property')}" for each in flat) + ".."
