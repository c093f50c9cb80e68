"""What a frame must hold for the rules and figures of a return: a loader fetches just that."""

from dataclasses import dataclass, field

from tenants.returns.declaration import Return
from tenants.returns.notation.checks import checks_of
from tenants.returns.notation.names import OPEN_FACILITIES
from tenants.returns.notation.resolving import resolve
from tenants.returns.notation.tree import Aggregate, Column, Keyed, Lookup, Node, Origin, Scalar, Source
from tenants.returns.planned import is_awaited


@dataclass
class Needs:
    """Names by where they come from."""

    school: set[str] = field(default_factory=set)  # fields of the registry; ``facilities_open`` among them
    cal: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    previous: set[str] = field(default_factory=set)  # parts of the earlier version
    last_year: set[str] = field(default_factory=set)
    term: set[str] = field(default_factory=set)  # parts of the span's other periods
    month: set[str] = field(default_factory=set)
    school_year: set[str] = field(default_factory=set)
    year: set[str] = field(default_factory=set)
    ever: set[str] = field(default_factory=set)
    others: dict[str, set[str]] = field(default_factory=dict)  # declared return -> its parts
    others_over: dict[str, set[str]] = field(default_factory=dict)  # declared return -> spans
    planned: set[str] = field(default_factory=set)  # returns not filed yet
    limits: set[str] = field(default_factory=set)


def needs_of(ret: Return) -> Needs:
    """All that the rules, their words and the indicators of a return look at beside its own rows."""
    needs = Needs()
    for check in checks_of(ret).all:
        for node in (check.tree, *check.placeholders.values()):
            _gather(node, needs, ret.code)
    for each in ret.indicators:
        for text in (each.numerator, each.denominator, each.target, each.red):
            if text is not None:
                _gather(resolve(text, ret, each.part), needs, ret.code)
    return needs


def _gather(node: Node, needs: Needs, reader: str, over: Source | None = None) -> None:
    """Note what a node and those inside it look at; ``over``: rows of a whole span, fetched as such."""
    match node:
        case Scalar(name=name):
            _name(name, needs)
        case Lookup(table=table):
            needs.limits.add(table)
        case Column(source=source) | Keyed(source=source) | Aggregate(source=source):
            span = node.over if isinstance(node, Aggregate) else None
            if source.origin is not Origin.OTHER:
                if source.origin is not Origin.OWN:
                    getattr(needs, source.origin.value).add(source.part)
                if span is not None:
                    getattr(needs, span).add(source.part)
            elif is_awaited(source.return_code, reader):
                needs.planned.add(source.return_code)
            elif span is not None:
                needs.others_over.setdefault(source.return_code, set()).add(span)
            elif source != over:
                needs.others.setdefault(source.return_code, set()).add(source.part)
            over = source if span is not None else over
    for each in node.children:
        _gather(each, needs, reader, over)


def _name(name: str, needs: Needs) -> None:
    space, _, rest = name.partition(".")
    if space == "P":
        needs.parameters.add(rest)
    elif name in OPEN_FACILITIES:
        needs.school.add("facilities_open")
    elif space == "school":
        needs.school.add(rest)
    elif space == "cal":
        needs.cal.add(rest)
