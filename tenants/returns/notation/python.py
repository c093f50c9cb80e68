"""Trees as Python expressions over variables that may be None."""

from collections.abc import Sequence
from decimal import Decimal

from tenants.returns.notation.logic import Logic
from tenants.returns.notation.tree import (
    Among,
    Arithmetic,
    Compare,
    Constant,
    Contains,
    Function,
    Near,
    Node,
    Workdays,
)  # fmt: skip
from tenants.returns.notation.types import Sort

_OPERATORS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class PythonLogic(Logic):
    """Leaves are variables, by node."""

    def __init__(self, variables: dict[Node, str]) -> None:
        self.variables = variables

    def nullable(self, node: Node) -> str:
        """The value, or None where it is not known."""
        if node.type.sort is Sort.BOOL:
            return f"(True if {self.true(node)} else False if {self.false(node)} else None)"
        if node in self.variables:
            return self.variables[node]
        return f"({self.value(node)} if {self._both(self.needs(node))} else None)"

    def together(self, conditions: Sequence[str]) -> str:
        """All of the conditions already written."""
        return self._both(conditions)

    def _both(self, parts: Sequence[str]) -> str:
        return "(" + " and ".join(parts) + ")" if parts else "True"

    def _either(self, parts: Sequence[str]) -> str:
        return "(" + " or ".join(parts) + ")" if parts else "False"

    def _no(self, part: str) -> str:
        return f"(not {part})"

    def _known(self, leaf: Node) -> list[str]:
        return [f"{self.variables[leaf]} is not None"]

    def _leaf(self, leaf: Node) -> str:
        return self.variables[leaf]

    def _leaf_is(self, leaf: Node, truth: bool) -> str:
        return f"{self.variables[leaf]} is {truth}"

    def _constant(self, node: Constant) -> str:
        if isinstance(node.value, Decimal):
            return str(int(node.value)) if node.type.is_whole else f"Decimal('{node.value}')"
        return repr(node.value)

    def _compared(self, node: Compare) -> str:
        left, right = self.value(node.left), self.value(node.right)
        if node.left.type.sort is Sort.CODES:
            return f"frozenset({left}) {_OPERATORS[node.operator]} frozenset({right})"
        if node.operator in ("=", "!=") and (node.left.type.is_money or node.right.type.is_money):
            test = f"-CENT <= {left} - {right} <= CENT"
            return f"({test})" if node.operator == "=" else f"(not {test})"
        return f"{left} {_OPERATORS[node.operator]} {right}"

    def _near(self, node: Near) -> str:
        left, right, tolerance = self.value(node.left), self.value(node.right), self.value(node.tolerance)
        if node.is_percent:
            return f"abs({left} - {right}) * 100 <= abs({right}) * {tolerance}"
        return f"abs({left} - {right}) <= {tolerance}"

    def _among(self, node: Among) -> str:
        listed = ", ".join(self.value(each) for each in node.values)
        return f"{self.value(node.item)} in ({listed},)"

    def _contains(self, node: Contains) -> str:
        return f"{self.value(node.item)} in {self.value(node.codes)}"

    def _arithmetic(self, node: Arithmetic) -> str:
        left, right = self.value(node.left), self.value(node.right)
        if node.left.type.sort is Sort.DATE:
            if node.right.type.sort is Sort.DATE:
                return f"({left} - {right}).days"
            return f"({left} {node.operator} days({right}))"
        if node.operator == "/":
            return f"(Decimal({left}) / {right})"
        return f"({left} {node.operator} {right})"

    def _is_not_zero(self, node: Node) -> str:
        return f"{self.value(node)} != 0"

    def _has_value(self, node: Function) -> str:
        return f"{self._function(node)} is not None"

    def _workdays(self, node: Workdays) -> str:
        return f"workdays_between({self.value(node.after)}, {self.value(node.until)}, F.special_days)"

    def _function(self, node: Function) -> str:
        return f"{node.name}({', '.join(self.value(each) for each in node.items)})"

    def _chosen(self, condition: str, then: str, otherwise: str) -> str:
        return f"({then} if {condition} else {otherwise})"
