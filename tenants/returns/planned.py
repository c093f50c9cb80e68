"""Returns of the catalogue that are not declared yet: what rules that wait for them may name.

A rule over one of these is read and checked like any other, and waits. When the return is declared its entry goes.
"""

from tenants.returns import fields as f
from tenants.returns.declaration import Part
from tenants.returns.declared import COMING
from tenants.text import Text

_WAIT = Text("该报表尚未启用。", "This return is not in use yet.")
_MAIN = Text("主表", "Main")

PLANNED: dict[str, tuple[Text, tuple[Part, ...]]] = {
    "procurement_contract": (
        Text("采购合同", "Procurement contract"),
        (
            Part(
                code="main",
                label=_MAIN,
                key=("contract_no",),
                fields=(
                    f.string("contract_no", "合同编号", "Contract", _WAIT, size=30),
                    f.one_of("procurement_subject", "subject", "采购内容", "Subject", _WAIT),
                ),
            ),
        ),
    ),
}


def is_awaited(code: str, reader: str) -> bool:
    """Whether a return that a rule of another one looks at is not filed yet, so that the rule waits."""
    return code in PLANNED or (code in _COMING and reader not in _COMING)


_COMING = frozenset(each.code for each in COMING)
