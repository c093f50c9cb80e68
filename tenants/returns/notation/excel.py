"""Within-row rules as spreadsheet formulas, true where the rule is broken; for Excel, WPS and LibreOffice alike.

Only functions all three have: AND OR NOT IF N ISNUMBER ISLOGICAL LEN TRIM ROUND ABS MIN MAX INT TRUNC SEARCH. None of
them stops early, so nothing in a formula may give an error: numbers go through N, divisors are replaced where zero.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tenants.returns.codes import codes_of
from tenants.returns.declaration import Return, Rule
from tenants.returns.notation.checks import checks_of, named_fields
from tenants.returns.notation.functions import FUNCTIONS
from tenants.returns.notation.logic import Logic
from tenants.returns.notation.tree import (
    Among,
    Arithmetic,
    Column,
    Compare,
    Constant,
    Contains,
    Derived,
    Function,
    IsSet,
    Lookup,
    Near,
    Node,
    Origin,
    Scalar,
    Workdays,
)  # fmt: skip
from tenants.returns.notation.types import Sort

Ref = Callable[[str], str | None]
"""Name -> what stands for it in a formula; None where the sheet does not know it.

Names are field codes (``D4``), scalars (``P.sample_min_g`` -> ``125``, ``period_end`` -> ``DATE(2026,10,31)``,
``school.canteen_mode`` -> ``"self_run"``, ``school.stages`` -> ``"primary,junior"``) and limits
(``cost_share_limit.min_pct["cost_wages"]`` -> ``0``).
"""

Spelled = Callable[[str, str | bool], Sequence[str]]
"""List name (``""`` for yes and no) and value -> the texts that mean it in a cell; case does not matter."""

_YES = ("是", "yes", "有", "√", "✓")
_NO = ("否", "no", "无", "×")
_OPERATORS = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


@dataclass(frozen=True)
class CellFormula:
    """A formula without its equals sign, true where a clause of the rule is broken, and the fields it is about."""

    formula: str
    fields: tuple[str, ...]
    clause: int = 0  # which operand of the outermost ``and``


def spellings(list_name: str, value: str | bool) -> Sequence[str]:
    """How cells say a code (code, label, code and label) or yes and no."""
    if isinstance(value, bool):
        return _YES if value else _NO
    label = codes_of(list_name)[value]
    return tuple(dict.fromkeys([value, label.zh, label.en, f"{value} {label.zh}"]))


def to_excel(rule: Rule, ret: Return, ref: Ref, spelled: Spelled = spellings) -> tuple[CellFormula, ...]:
    """The clauses of a rule that a row can decide by itself; none for rules that look beyond it.

    A row that nobody has started must not be judged: the caller joins the formula with its own test for that.
    """
    check = next(each for each in checks_of(ret).all if each.rule.code == rule.code)
    found: list[CellFormula] = []
    for number, clause in enumerate(check.clauses if check.row_level else ()):
        try:
            formula = _ExcelLogic(ref, spelled).false(clause)
        except _BeyondRow:
            continue
        fields = rule.anchor or tuple(dict.fromkeys(named_fields(clause, rule.part)))
        found.append(CellFormula(formula, fields, number))
    return tuple(found)


class _BeyondRow(Exception):
    """The expression needs what a row of the sheet cannot tell."""


class _ExcelLogic(Logic):
    """Leaves are cells or what the template knows when it is written."""

    def __init__(self, ref: Ref, spelled: Spelled) -> None:
        self.ref, self.spelled = ref, spelled

    def _truth(self, node: Node, truth: bool) -> str:
        if isinstance(node, IsSet) and isinstance(node.item, Column):
            filled = f"LEN(TRIM({self._cell(node.item)}))>0"  # text that is no number is not an empty cell
            return filled if truth else self._no(filled)
        return super()._truth(node, truth)

    def _both(self, parts: Sequence[str]) -> str:
        return f"AND({','.join(parts)})" if len(parts) > 1 else parts[0] if parts else "TRUE"

    def _either(self, parts: Sequence[str]) -> str:
        return f"OR({','.join(parts)})" if len(parts) > 1 else parts[0] if parts else "FALSE"

    def _no(self, part: str) -> str:
        return f"NOT({part})"

    def _known(self, leaf: Node) -> list[str]:
        if isinstance(leaf, Derived):
            return self.needs(leaf.inner)
        cell = self._cell(leaf)
        if leaf.type.sort in (Sort.NUMBER, Sort.DATE, Sort.MOMENT):
            return [f"ISNUMBER({cell})"]
        if leaf.type.sort is Sort.BOOL:
            return [self._either([self._leaf_is(leaf, True), self._leaf_is(leaf, False)])]
        return [f"LEN(TRIM({cell}))>0"]

    def _leaf(self, leaf: Node) -> str:
        if isinstance(leaf, Derived):
            return self.value(leaf.inner)
        cell = self._cell(leaf)
        return f"N({cell})" if leaf.type.sort in (Sort.NUMBER, Sort.DATE, Sort.MOMENT) else f"TRIM({cell})"

    def _leaf_is(self, leaf: Node, truth: bool) -> str:
        if isinstance(leaf, Derived):
            return self._truth(leaf.inner, truth)
        cell = self._cell(leaf)
        written = [f"TRIM({cell})={_text(each)}" for each in self.spelled("", truth)]
        return self._either([*written, f"AND(ISLOGICAL({cell}),N({cell})={int(truth)})"])

    def _constant(self, node: Constant) -> str:
        return str(node.value) if isinstance(node.value, Decimal) else _text(str(node.value))

    def _compared(self, node: Compare) -> str:
        left, right = self.value(node.left), self.value(node.right)
        match node.left.type.sort:
            case Sort.NUMBER if node.operator in ("=", "!=") and (node.left.type.is_money or node.right.type.is_money):
                test = f"ABS(ROUND({left}-{right},6))<=0.01"
                return test if node.operator == "=" else self._no(test)
            case Sort.NUMBER | Sort.DATE:
                return f"ROUND({left}-{right},6){_OPERATORS[node.operator]}0"
            case Sort.CODE if isinstance(node.right, Constant):
                test = self._is_code(left, node.right)
                return test if node.operator == "=" else self._no(test)
            case Sort.CODE | Sort.TEXT:
                return f"{left}{_OPERATORS[node.operator]}{right}"
        raise _BeyondRow

    def _near(self, node: Near) -> str:
        left, right, tolerance = self.value(node.left), self.value(node.right), self.value(node.tolerance)
        if node.is_percent:
            return f"ROUND(ABS({left}-{right})*100-ABS({right})*{tolerance},6)<=0"
        return f"ROUND(ABS({left}-{right})-{tolerance},6)<=0"

    def _among(self, node: Among) -> str:
        item = self.value(node.item)
        if node.item.type.sort is Sort.CODE:
            return self._either([self._is_code(item, each) for each in node.values if isinstance(each, Constant)])
        return self._either([f"{item}={self.value(each)}" for each in node.values])

    def _contains(self, node: Contains) -> str:
        if not isinstance(node.codes, Scalar) or not isinstance(node.item, Constant):
            raise _BeyondRow
        return f'ISNUMBER(SEARCH(",{node.item.value},",","&{self._cell(node.codes)}&","))'

    def _arithmetic(self, node: Arithmetic) -> str:
        left, right = self.value(node.left), self.value(node.right)
        if node.operator == "/":
            return f"({left}/IF({right}=0,1,{right}))"
        if node.left.type.sort is Sort.DATE and node.right.type.sort is Sort.NUMBER:
            right = f"TRUNC({right})"
        return f"({left}{node.operator}{right})"

    def _is_not_zero(self, node: Node) -> str:
        return f"{self.value(node)}<>0"

    def _function(self, node: Function) -> str:
        values = [self.value(each) for each in node.items]
        if node.name in FUNCTIONS:
            formula = FUNCTIONS[node.name].excel
            if formula is None:
                raise _BeyondRow
            return formula.format(*values)
        if node.name == "ceil":
            return f"(-INT(-({values[0]})))"
        return f"{ {'abs': 'ABS', 'floor': 'INT', 'min': 'MIN', 'max': 'MAX'}[node.name] }({','.join(values)})"

    def _has_value(self, node: Function) -> str:
        raise _BeyondRow

    def _workdays(self, node: Workdays) -> str:
        raise _BeyondRow

    def _chosen(self, condition: str, then: str, otherwise: str) -> str:
        return f"IF({condition},{then},{otherwise})"

    def _is_code(self, cell: str, code: Constant) -> str:
        texts = self.spelled(code.type.codes or "", str(code.value))
        return self._either([f"{cell}={_text(each)}" for each in texts])

    def _cell(self, leaf: Node) -> str:
        """What stands for a leaf in the sheet."""
        name: str | None = None
        match leaf:
            case Column(source=source, field=each) if source.origin is Origin.OWN and leaf.type.sort is not Sort.CODES:
                name = each.code
            case Scalar(name="period_days"):
                first, last = self.ref("period_start"), self.ref("period_end")
                if first is not None and last is not None:
                    return f"({last}-{first}+1)"
            case Scalar(name=scalar):
                name = scalar
            case Lookup(table=table, column=column, keys=(Constant(value=str(key)),)):
                name = f'{table}.{column}["{key}"]'
        found = self.ref(name) if name is not None else None
        if found is None:
            raise _BeyondRow
        return found


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
