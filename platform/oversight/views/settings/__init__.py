"""The bureau's own settings: parameters, targets, limits and lists by day; the administrator changes, the bureau reads."""

from oversight.views.settings import (
    importing,
    index,
    local_rules,
    rows,
    rule_trial,
    rule_writing,
    supplementary,
    supplementary_fields,
    supplementary_head,
    tables,
)
from oversight.views.settings.blueprint import bp

__all__ = [
    "bp",
    "importing",
    "index",
    "local_rules",
    "rows",
    "rule_trial",
    "rule_writing",
    "supplementary",
    "supplementary_fields",
    "supplementary_head",
    "tables",
]
