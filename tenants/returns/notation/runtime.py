"""What compiled expressions call: columns, the period's dates, groups of rows and rows of the same key."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from tenants.calendar.workdays import workdays_between
from tenants.returns.notation.functions import FUNCTIONS
from tenants.returns.notation.names import OPEN_FACILITIES
from tenants.returns.parameters import COST_SHARE_LIMITS, PARAMETERS
from tenants.returns.reference_defaults import DEFAULTS

if TYPE_CHECKING:
    from tenants.returns.frame import Frame, Rows

CENT = Decimal("0.01")
Pairs = Iterable[tuple[Hashable, Any]]

_DEFAULT_LIMITS: dict[str, Any] = DEFAULTS | {
    "cost_share_limit": {
        (code,): {"min_pct": low, "max_pct": high} for code, (low, high) in COST_SHARE_LIMITS.items()
    }
}  # fmt: skip


def days(number: Decimal | int) -> timedelta:
    """So many whole days."""
    return timedelta(days=int(number))


def column(rows: "Rows", code: str) -> list[Any]:
    """A column; one that was left out is empty."""
    found = rows.columns.get(code)
    return [None] * len(rows.owner) if found is None else found


def rows(frame: "Frame", space: str, part: str) -> "Rows":
    """The rows of a part among ``parts``, ``previous`` or ``last_year``; none where it is left out."""
    found: Rows | None = getattr(frame, space).get(part)
    return _empty(frame) if found is None else found


def joined(frame: "Frame", part: str, span: str) -> "Rows":
    """The rows of a part and those of the other periods of a span, one after the other."""
    own, rest = rows(frame, "parts", part), rows(frame, span, part)
    codes = dict.fromkeys([*own.columns, *rest.columns])
    columns = {code: [*column(own, code), *column(rest, code)] for code in codes}
    return type(own)([*own.owner, *rest.owner], [*own.row_no, *rest.row_no], columns)


def other(frame: "Frame", return_code: str, part: str, span: str | None) -> "Rows":
    """The rows of another return; a frame that neither has them nor says they are absent is a mistake of its maker."""
    name = f"{return_code}.{part}" + (f"@{span}" if span else "")
    found = frame.others.get(name)
    if found is None:
        if len(frame.absent.get(return_code, ())) < frame.versions:
            raise KeyError(f"the frame lacks {name}")
        return _empty(frame)
    return found


def scalar(frame: "Frame", name: str) -> Sequence[Any]:
    """A value per version; what the frame does not know is empty."""
    space, _, rest = name.partition(".")
    if name == "period_days":
        return [(last - first).days + 1 for first, last in zip(frame.period_start, frame.period_end, strict=True)]
    if not rest:
        dates: Sequence[Any] = getattr(frame, name)
        return dates or [None] * frame.versions
    if space == "P":
        return frame.parameters.get(rest) or [PARAMETERS[rest].default] * frame.versions
    if name in OPEN_FACILITIES:
        kind = OPEN_FACILITIES[name]
        facilities = _of(frame.school, "facilities_open", frame)
        return [None if each is None else len(each.get(kind, ())) for each in facilities]
    return _of(frame.school if space == "school" else frame.cal, rest, frame)


def looked_up(frame: "Frame", table: str, column_name: str, owners: Sequence[int], keys: Iterable[Any]) -> list[Any]:
    """The values of a reference table for keys of rows (or of versions)."""
    tables = frame.limits.get(table)
    default = _DEFAULT_LIMITS.get(table, {})
    found: list[Any] = []
    for owner, key in zip(owners, keys, strict=True):
        here = default if tables is None else tables[owner]
        if column_name == "is_known":
            found.append(None if None in key or not here else key in here)
        else:
            found.append(_of_any(here, key, column_name))
    return found


def _of_any(table: Mapping[Any, Mapping[str, Any]], key: tuple[Any, ...], column_name: str) -> Any:
    """The value of a key; of a key of several codes, whether it is so for any of them."""
    if not key or not isinstance(key[0], tuple):
        return table.get(key, {}).get(column_name)
    values = [table.get((code,), {}).get(column_name) for code in key[0]]
    return True if True in values else None if all(value is None for value in values) else False


def grouped(pairs: Pairs) -> dict[Hashable, list[Any]]:
    """Values by key, in order."""
    groups: dict[Hashable, list[Any]] = {}
    for key, value in pairs:
        if key in groups:
            groups[key].append(value)
        else:
            groups[key] = [value]
    return groups


def by_version(function: str, pairs: Pairs, frame: "Frame", *, strict: bool, known: set[int] | None) -> list[Any]:
    """An aggregate per version; None where its rows are not known."""
    groups = grouped(pairs)
    return [
        None
        if known is not None and version not in known
        else reduced(function, groups.get(version, ()), strict=strict)
        for version in range(frame.versions)
    ]


def by_row(
    function: str, pairs: Pairs, wanted: Iterable[tuple[Any, ...]], *, strict: bool, known: set[int] | None,
    facility: bool,
) -> list[Any]:  # fmt: skip
    """An aggregate per row, over the rows that agree with it; a row elsewhere without a facility agrees with each."""
    groups = grouped(pairs)
    found: list[Any] = []
    for key in wanted:
        if None in key or (known is not None and key[0] not in known):
            found.append(None)
            continue
        values = groups.get(key, [])
        if facility:
            values = [*values, *groups.get((key[0], None, *key[2:]), ())]
        found.append(reduced(function, values, strict=strict))
    return found


def by_row_where(
    function: str, pairs: Pairs, wanted: Iterable[tuple[Any, ...]], around: Iterable[tuple[Any, ...]],
    meets: Callable[..., bool], *, strict: bool, known: set[int] | None, facility: bool,
) -> list[Any]:  # fmt: skip
    """The same over those rows alone that ``meets`` holds for, given their values and those of the row around."""
    groups = grouped(pairs)
    found: list[Any] = []
    for key, ours in zip(wanted, around, strict=True):
        if None in key or (known is not None and key[0] not in known):
            found.append(None)
            continue
        there = groups.get(key, [])
        if facility:
            there = [*there, *groups.get((key[0], None, *key[2:]), ())]
        found.append(reduced(function, [value for value, theirs in there if meets(*theirs, *ours)], strict=strict))
    return found


def reduced(function: str, values: Sequence[Any], *, strict: bool) -> Any:
    """One value of many. A value that had to be given and is missing makes the result unknown; others are left out."""
    if function == "count":
        return len(values)
    filled = [each for each in values if each is not None]
    if len(filled) < len(values) and (strict or not filled):
        return None
    match function:
        case "sum":
            return sum(filled)
        case "distinct":
            return tuple(dict.fromkeys(filled))
        case "avg":
            return Decimal(sum(filled)) / len(filled) if filled else None
        case "median":
            return _median(sorted(filled)) if filled else None
        case _:
            return (max if function == "max" else min)(filled) if filled else None


def _median(ordered: Sequence[Any]) -> Decimal:
    middle = len(ordered) // 2
    return Decimal(ordered[middle]) if len(ordered) % 2 else Decimal(ordered[middle - 1] + ordered[middle]) / 2


def matched(pairs: Pairs, wanted: Iterable[Hashable]) -> list[Any]:
    """The value of the row of the same key elsewhere; None where there is none."""
    found = dict(pairs)
    return [found.get(key) for key in wanted]


def _empty(frame: "Frame") -> "Rows":
    return type(next(iter(frame.parts.values())))()


def _of(values: dict[str, list[Any]], name: str, frame: "Frame") -> list[Any]:
    found = values.get(name)
    return [None] * frame.versions if found is None else found


NAMES = {
    each.__name__: each
    for each in (
        Decimal, abs, min, max, len, zip, set, range, enumerate, frozenset, floor, ceil,
        days, column, rows, joined, other, scalar, looked_up, by_version, by_row, by_row_where, matched, workdays_between,
    )
} | {"CENT": CENT} | {name: each.run for name, each in FUNCTIONS.items()}  # fmt: skip
"""All that compiled source may name."""
