"""The rules of a return, compiled: which rows break them, and the values their words name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tenants.returns.declaration import Return, Rule, Severity
from tenants.returns.kept import Kept
from tenants.returns.notation.parsing import NotationError
from tenants.returns.notation.program import Program, Rowset
from tenants.returns.notation.python import PythonLogic
from tenants.returns.notation.resolving import resolve, resolve_condition
from tenants.returns.notation.tree import (
    Aggregate,
    Column,
    Derived,
    Keyed,
    Node,
    Origin,
    Source,
    clauses_of,
    is_row_level,
)  # fmt: skip
from tenants.returns.planned import is_awaited
from tenants.text import Text

if TYPE_CHECKING:
    from tenants.returns.frame import Frame

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_RANGE_REMEDY = Text("请改为允许的值。", "Enter a value within the range.")


@dataclass
class Check:
    """One rule, read and compiled."""

    rule: Rule
    tree: Node
    clauses: tuple[Node, ...]
    row_level: bool
    waits_for: tuple[str, ...]  # returns that must be accepted first; its own where it looks at an earlier period
    placeholders: dict[str, Node]  # by their text in the words
    program: "Checks"
    _values: Callable[["Frame"], list[list[Any]]] | None = None

    @property
    def is_planned(self) -> bool:
        """Whether it waits for a return that is not declared yet."""
        return any(is_awaited(each, self.program.ret.code) for each in self.waits_for)

    def at(self) -> Rowset | None:
        """What its lists are aligned with."""
        return Rowset(Source(Origin.OWN, self.program.ret.code, self.rule.part)) if self.row_level else None

    def fields(self, faults: Sequence[int]) -> tuple[str, ...]:
        """The fields a finding sits on: the anchor, then those that the broken clauses name."""
        return self.rule.anchor or tuple(dict.fromkeys(code for each in faults for code in self._named[each]))

    @cached_property
    def _named(self) -> list[list[str]]:
        """The fields that each clause names."""
        return [named_fields(each, self.rule.part) for each in self.clauses]

    def prove(self) -> "Callable[[Frame], list[list[Any]]]":
        """What counts out its placeholders, compiled once."""
        if self._values is None:
            program = Program(self.program.ret)
            lists = [program.vector(node, self.at()) for node in self.placeholders.values()]
            self._values = program.compiled("values", f"[{', '.join(lists)}]")
        return self._values

    def values(self, frame: "Frame", indexes: Sequence[int]) -> list[dict[str, Any]]:
        """The values of the placeholders for some rows (or versions)."""
        columns = self.prove()(frame)
        return [{name: column[i] for name, column in zip(self.placeholders, columns, strict=True)} for i in indexes]


class Checks:
    """All rules of one declaration; making it proves that every expression can be read and fits."""

    def __init__(self, ret: Return) -> None:
        self.ret = ret
        self.all = tuple(self._check(rule) for rule in (*ret.rules, *_range_rules(ret)))
        # two parts may have a field of the same code, with a range each
        self.by_rule = {(each.rule.code, each.rule.part): each for each in self.all}
        self.decided = tuple(each for each in self.all if not each.is_planned)
        self._run: Callable[[Frame], list[tuple[list[int], ...]]] | None = None

    def run(self, frame: "Frame") -> list[tuple[list[int], ...]]:
        """For each decided check and each of its clauses: the indexes of rows (or versions) where it surely fails."""
        if self._run is None:
            self._run = self._compile()
        return self._run(frame)

    def prove(self) -> None:
        """Compile all of it now.

        Raises:
            NotationError: A name has no value where it stands.
        """
        self._run = self._compile()
        for each in self.all:
            each.prove()

    def _compile(self) -> "Callable[[Frame], list[tuple[list[int], ...]]]":
        program = Program(self.ret)
        results = []
        for check in self.decided:
            at = check.at()
            filed = f"set({program.owners(program.own(check.rule.part))})"
            present = "" if at else program.keep(("present", check.rule.part), filed)
            lists = [_broken(program, clause, at, present) for clause in check.clauses]
            results.append(f"({', '.join(lists)},)")
        return program.compiled("check", f"[{', '.join(results)}]")

    def _check(self, rule: Rule) -> Check:
        tree = resolve_condition(rule.holds, self.ret, rule.part)
        row_level = is_row_level(tree)
        clauses = clauses_of(tree)
        if rule.clauses and len(rule.clauses) != len(clauses):
            raise NotationError(f"{rule.code} has {len(clauses)} clauses and words for {len(rule.clauses)}")
        placeholders: dict[str, Node] = {}
        for text in (rule.says, rule.remedy, *rule.clauses):
            for name in dict.fromkeys(_PLACEHOLDER.findall(text.zh) + _PLACEHOLDER.findall(text.en)):
                if name == "clauses":
                    continue
                node = resolve(name, self.ret, rule.part)
                if is_row_level(node) and not row_level:
                    raise NotationError(
                        f"{rule.code} is about the version and names the row's {name}",
                        f"这条规则针对整份报表，不能写出某一行的 {name}",
                    )
                placeholders[name] = node
        part = self.ret.part(rule.part)
        for code in rule.anchor:
            part.field(code)
        return Check(rule, tree, clauses, row_level, _waits_for(tree, self.ret), placeholders, self)


def checks_of(ret: Return) -> Checks:
    """The compiled rules of a declaration, made once."""
    return _CHECKS.of(ret)


_CHECKS: Kept[Return, Checks] = Kept(Checks)


def _broken(program: Program, clause: Node, at: Rowset | None, present: str) -> str:
    def test(logic: PythonLogic) -> str:
        return logic.together([f"i in {present}", logic.false(clause)] if present else [logic.false(clause)])

    return program.each([clause], at, lambda logic: "i", test=test)


def _waits_for(tree: Node, ret: Return) -> tuple[str, ...]:
    sources = [node.source for node in tree.walk() if isinstance(node, (Keyed, Column, Aggregate))]
    others = [each.return_code for each in sources if each.origin is Origin.OTHER]
    earlier = [ret.code for each in sources if each.origin is Origin.PREVIOUS]
    return tuple(dict.fromkeys([*others, *earlier]))


def named_fields(node: Node, part: str) -> list[str]:
    """The fields of a part that an expression names itself, in order."""
    if isinstance(node, Column):
        return [node.field.code] if node.source.origin is Origin.OWN and node.source.part == part else []
    if isinstance(node, (Derived, Keyed)):
        return []
    return [code for each in node.children for code in named_fields(each, part)]


def _range_rules(ret: Return) -> tuple[Rule, ...]:
    """Ranges that depend on the row, as errors: ``R01-grade``."""
    return tuple(
        Rule(
            code=f"{ret.number}-{each.code}",
            severity=Severity.ERROR,
            part=part.code,
            holds=each.must,
            anchor=(each.code,),
            says=each.must_says or each.label,
            remedy=_RANGE_REMEDY,
        )
        for part, each in ret.each_field()
        if each.must
    )
