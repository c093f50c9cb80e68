"""Which items do not apply to a school, as far as the registry knows (``na_when`` of a scheme item)."""

from collections.abc import Callable

from tenants.registry.profile import Profile

Facilities = dict[str, tuple[str, ...]]

_KNOWN: dict[str, Callable[[Profile, Facilities], bool]] = {
    "no_canteen": lambda school, _: school.values["canteen_mode"] == "none",
    "not_boarding": lambda school, _: school.values["boarding"] == "none",
    "no_shop": lambda _, facilities: not facilities.get("shop"),
    "no_compulsory_stage": lambda school, _: not {"primary", "junior"} & set(school.stages),
}


def is_applicable(na_when: str | None, school: Profile, facilities: Facilities) -> bool:
    """Whether an item is expected to apply; what the registry does not know (a bus, a purchase) is left to the visit."""
    known = _KNOWN.get(na_when or "")
    return known is None or not known(school, facilities)
