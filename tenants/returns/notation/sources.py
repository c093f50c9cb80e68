"""Which rows a name speaks of: parts of the return itself, and of others, declared or planned."""

from functools import cache

from tenants.returns.declaration import Field, Part, PeriodType, Return
from tenants.returns.declared import COMING, VERSIONS
from tenants.returns.notation.parsing import NotationError
from tenants.returns.notation.tree import Origin, Source
from tenants.returns.planned import PLANNED


def part_of(ret: Return, source: Source) -> Part:
    """The part that a source names, of this return or another.

    Raises:
        NotationError: There is no such return or part.
    """
    parts = ret.parts if source.return_code == ret.code else _parts(source.return_code)
    for each in parts:
        if each.code == source.part:
            return each
    raise NotationError(f"{source.return_code} has no part {source.part}", f"{source.return_code} 没有表 {source.part}")


def facility_field(part: Part) -> Field | None:
    """The field that names a facility, where the part has one."""
    return next((each for each in part.fields if each.facility_kind), None)


def facility_kind(part: Part) -> str | None:
    """The kind of facility a row of the part belongs to."""
    found = facility_field(part)
    return found.facility_kind if found else None


def part_named(ret: Return, name: str) -> Source | None:
    """A part by its name: ``vehicle`` of this return, or ``logistics_staff.main`` of another."""
    head, _, rest = name.partition(".")
    if any(each.code == head for each in ret.parts):
        return None if rest else Source(Origin.OWN, ret.code, head)
    if rest and head not in (ret.code, "this") and any(each.code == rest for each in _parts(head)):
        return Source(Origin.OTHER, head, rest)
    return None


def qualified(ret: Return, name: str) -> tuple[Source, str]:
    """``part.field`` of this return; ``return.part.field`` or ``return.field`` (its only part) of another.

    Raises:
        NotationError: Nothing of that name is declared.
    """
    names = name.split(".")
    if len(names) == 2 and any(each.code == names[0] for each in ret.parts):
        return Source(Origin.OWN, ret.code, names[0]), names[1]
    if names[0] == ret.code and len(names) == 3:
        return Source(Origin.OWN, ret.code, names[1]), names[2]
    parts = _parts(names[0])
    if len(names) == 2 and len(parts) == 1:
        return Source(Origin.OTHER, names[0], parts[0].code), names[1]
    if len(names) == 3 and any(each.code == names[1] for each in parts):
        return Source(Origin.OTHER, names[0], names[1]), names[2]
    raise NotationError(f"{name} is not declared", f"没有 {name} 这个字段")


def is_of_events(ret: Return, source: Source) -> bool:
    """Whether the rows are records of events; of a planned return that is not known yet, so it may be."""
    declared = [ret] if source.return_code == ret.code else [*VERSIONS, *COMING]
    periods = {each.period for each in declared if each.code == source.return_code}
    return not periods or PeriodType.EVENT in periods


@cache
def _parts(return_code: str) -> tuple[Part, ...]:
    """The parts of another return, declared or planned."""
    newest = [each for each in (*VERSIONS, *COMING) if each.code == return_code]
    if not newest and return_code in PLANNED:
        return PLANNED[return_code][1]
    if not newest:
        raise NotationError(f"there is no return {return_code}", f"没有 {return_code} 这张报表")
    return max(newest, key=lambda each: each.valid_from).parts
