"""Values for the school alone: the bureau reads that they are there, and their aggregates (returns catalogue 1.2)."""

import re
from dataclasses import replace

from flask import has_request_context

from oversight.access import find_viewer
from tenants.returns.declaration import Field, Return, Sensitivity
from tenants.returns.findings import Finding
from tenants.returns.notation.words import expression_words
from tenants.text import Text

CLOSED = Text("（仅本校可见）", "(for the school alone)")
_FINDING = Text("这里的值仅本校可见。", "The value here is for the school alone.")
_HOLDS = Text("不符合：{rule}（值仅本校可见）", "Does not hold: {rule} (values are for the school alone)")


def is_closed(field: Field) -> bool:
    """Whether whoever reads the page is of the bureau and the field is the school's own."""
    if field.sensitivity is not Sensitivity.SCHOOL_ONLY or not has_request_context():
        return False
    viewer = find_viewer()
    return viewer is not None and viewer.school_id is None


def without_closed(finding: Finding, ret: Return | None) -> Finding:
    """A finding as its reader may see it: the rule in words where the numbers in it are closed."""
    if ret is None:
        return finding
    closed = {each.code for _, each in ret.each_field() if is_closed(each)}
    if not closed:
        return finding
    rule = next((each for each in ret.rules if each.code == finding.code), None)
    if rule is not None and closed & set(re.findall(r"[a-z_]\w*", f"{rule.says.zh} {rule.holds}")):
        says = _HOLDS.fill(rule=expression_words(rule.holds, ret, rule.part))
    elif rule is None and finding.field in closed:
        says = _FINDING
    else:
        return finding
    return replace(finding, says=says, value=None if finding.field in closed else finding.value)
