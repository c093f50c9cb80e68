"""Which indicators a field feeds: the way from a figure that was filed, or a finding about it, to the charts it moves."""

from collections.abc import Mapping
from datetime import date

from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import Indicator, Return
from tenants.returns.kept import Kept
from tenants.returns.notation.resolving import resolve
from tenants.returns.notation.tree import Column

Place = tuple[str, str, str]  # return, part and field


def fed_by(return_code: str, part: str, field: str, on: date) -> list[tuple[Return, Indicator]]:
    """The indicators whose numerator or denominator reads a field, of its own return first."""
    place = (return_code, part, field)
    found = [(ret, each) for ret in all_returns(on) for each in _READERS.of(ret).get(place, ())]
    return sorted(found, key=lambda each: each[0].code != return_code)


def _readers(ret: Return) -> Mapping[Place, tuple[Indicator, ...]]:
    found: dict[Place, list[Indicator]] = {}
    for each in ret.indicators:
        texts = [text for text in (each.numerator, each.denominator) if text is not None]
        read = {
            (node.source.return_code, node.source.part, node.field.code)
            for text in texts
            for node in resolve(text, ret, each.part).walk()
            if isinstance(node, Column)
        }
        for place in read:
            found.setdefault(place, []).append(each)
    return {place: tuple(listed) for place, listed in found.items()}


_READERS: Kept[Return, Mapping[Place, tuple[Indicator, ...]]] = Kept(_readers)
