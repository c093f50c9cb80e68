"""Versions to be loaded, by the declaration they were checked by."""

from collections.abc import Iterable

from tenants.filing.models import Version
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Return


def by_declaration(versions: Iterable[Version]) -> Iterable[tuple[Return, list[Version]]]:
    """Versions grouped by the declaration they were checked by."""
    groups: dict[tuple[str, object], list[Version]] = {}
    for each in versions:
        groups.setdefault((each.return_code, each.declared_from), []).append(each)
    return [(get_return(group[0].return_code, group[0].declared_from), group) for group in groups.values()]
