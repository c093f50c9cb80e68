"""The one reading of truth that Python and Excel share: true, false, or unknown because a value is missing.

A rule is broken only where it is surely false (returns catalogue 1.6: skipped when a value it needs is null). So
``a implies b`` with a false ``a`` needs no ``b``, and ``x is set and x > 1`` is false where x is empty. Both targets
inherit these methods, so that a formula in the workbook and the server cannot differ in logic.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from tenants.returns.notation.functions import FUNCTIONS
from tenants.returns.notation.tree import (
    Aggregate,
    All,
    Among,
    Arithmetic,
    Choice,
    Column,
    Compare,
    Constant,
    Contains,
    Derived,
    Function,
    Iff,
    Implies,
    IsSet,
    Keyed,
    Lookup,
    Near,
    Node,
    Not,
    Scalar,
    Some,
    Workdays,
)  # fmt: skip

LEAVES = (Column, Derived, Scalar, Keyed, Aggregate, Lookup)


class Logic(ABC):
    """Writes a tree as code of a target: when it is true, when false, when known, and its value then."""

    @abstractmethod
    def _both(self, parts: Sequence[str]) -> str:
        """All of the conditions; none of them means always."""

    @abstractmethod
    def _either(self, parts: Sequence[str]) -> str:
        """Any of the conditions."""

    @abstractmethod
    def _no(self, part: str) -> str:
        """Not the condition."""

    @abstractmethod
    def _known(self, leaf: Node) -> list[str]:
        """Conditions under which a leaf has a value."""

    @abstractmethod
    def _leaf(self, leaf: Node) -> str:
        """The value of a leaf that is known."""

    @abstractmethod
    def _leaf_is(self, leaf: Node, truth: bool) -> str:
        """A yes-or-no leaf is known and is that."""

    @abstractmethod
    def _constant(self, node: Constant) -> str:
        """A fixed value."""

    @abstractmethod
    def _compared(self, node: Compare) -> str:
        """A comparison of known values."""

    @abstractmethod
    def _near(self, node: Near) -> str:
        """Known numbers lie close enough."""

    @abstractmethod
    def _among(self, node: Among) -> str:
        """A known value is one of those listed."""

    @abstractmethod
    def _contains(self, node: Contains) -> str:
        """A known set of codes has the code."""

    @abstractmethod
    def _arithmetic(self, node: Arithmetic) -> str:
        """The result for known operands."""

    @abstractmethod
    def _is_not_zero(self, node: Node) -> str:
        """A known number may be divided by."""

    @abstractmethod
    def _function(self, node: Function) -> str:
        """The result for known arguments."""

    @abstractmethod
    def _has_value(self, node: Function) -> str:
        """A function has a value for known arguments."""

    @abstractmethod
    def _workdays(self, node: Workdays) -> str:
        """The working days between two known days."""

    @abstractmethod
    def _chosen(self, condition: str, then: str, otherwise: str) -> str:
        """One value or the other."""

    def true(self, node: Node) -> str:
        """Code of: the condition surely holds."""
        return self._truth(node, True)

    def false(self, node: Node) -> str:
        """Code of: the condition surely does not hold."""
        return self._truth(node, False)

    def needs(self, node: Node) -> list[str]:
        """Conditions under which the value is known, without repeats."""
        match node:
            case Constant():
                found: list[str] = []
            case Choice(condition=condition, then=then, otherwise=otherwise):
                first = self._both([self.true(condition), *self.needs(then)])
                found = [self._either([first, self._both([self.false(condition), *self.needs(otherwise)])])]
            case Arithmetic(operator="/", left=left, right=right):
                found = [*self.needs(left), *self.needs(right), self._is_not_zero(right)]
            case _ if isinstance(node, LEAVES):
                found = self._known(node)
            case Arithmetic() | Function() | Workdays():
                found = [need for each in node.children for need in self.needs(each)]
                if isinstance(node, Function) and node.name in FUNCTIONS and FUNCTIONS[node.name].is_partial:
                    found.append(self._has_value(node))
            case _:
                found = [self._either([self.true(node), self.false(node)])]
        return list(dict.fromkeys(found))

    def value(self, node: Node) -> str:
        """Code of the value, where ``needs`` hold."""
        match node:
            case Constant():
                return self._constant(node)
            case Choice(condition=condition, then=then, otherwise=otherwise):
                return self._chosen(self.true(condition), self.value(then), self.value(otherwise))
            case Arithmetic():
                return self._arithmetic(node)
            case Function():
                return self._function(node)
            case Workdays():
                return self._workdays(node)
            case _ if isinstance(node, LEAVES):
                return self._leaf(node)
            case _:
                return self.true(node)

    def _truth(self, node: Node, truth: bool) -> str:
        match node:
            case All(items=items):
                parts = [self._truth(each, truth) for each in items]
                return self._both(parts) if truth else self._either(parts)
            case Some(items=items):
                parts = [self._truth(each, truth) for each in items]
                return self._either(parts) if truth else self._both(parts)
            case Not(item=item):
                return self._truth(item, not truth)
            case Implies(left=left, right=right):
                parts = [self._truth(left, not truth), self._truth(right, truth)]
                return self._either(parts) if truth else self._both(parts)
            case Iff(left=left, right=right):
                same = self._both([self.true(left), self._truth(right, truth)])
                return self._either([same, self._both([self.false(left), self._truth(right, not truth)])])
            case IsSet(item=item):
                known = self._both(self.needs(item))
                return known if truth else self._no(known)
            case Choice(condition=condition, then=then, otherwise=otherwise):
                first = self._both([self.true(condition), self._truth(then, truth)])
                return self._either([first, self._both([self.false(condition), self._truth(otherwise, truth)])])
            case _:
                return self._test(node, truth)

    def _test(self, node: Node, truth: bool) -> str:
        match node:
            case Constant(value=value):
                return self._both([]) if bool(value) is truth else self._either([])
            case Compare():
                test = self._compared(node)
            case Near():
                test = self._near(node)
            case Among():
                test = self._among(node)
            case Contains():
                test = self._contains(node)
            case Function():
                test = self._function(node)
            case _:
                return self._leaf_is(node, truth)
        needs = [need for each in node.children for need in self.needs(each)]
        return self._both([*dict.fromkeys(needs), test if truth else self._no(test)])
