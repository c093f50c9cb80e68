"""A school (or a unit of the bureau that files) as rules see it: ``school.x``, with the facilities open in a period."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.registry.models import BureauUnit, Facility, Tenant

_STAGES = ("preschool", "primary", "junior", "senior", "vocational", "special")  # lowest first
_FIELDS = (
    "school_code", "school_type", "sponsor", "locality", "boarding", "canteen_mode", "nutrition_pilot", "status",
    "area_code", "region_code", "opened_on", "closed_on",
)  # fmt: skip


@dataclass(frozen=True)
class Profile:
    """One school's registry values, and the opening days of its facilities.

    A unit of the bureau has its code as ``bureau_unit`` and no values of a school.
    """

    district_id: int
    school_id: int
    values: Mapping[str, Any]
    facilities: tuple[tuple[str, str, date, date | None], ...] = field(default=())  # kind, number, opened, closed

    @property
    def stages(self) -> tuple[str, ...]:
        """Its stages, lowest first."""
        return tuple(self.values["stages"])

    def open_facilities(self, start: date, end: date) -> dict[str, tuple[str, ...]]:
        """The numbers of the facilities open in a span, by kind."""
        found: dict[str, tuple[str, ...]] = {}
        for kind, number, opened, closed in self.facilities:
            if opened <= end and (closed is None or closed > start):
                found[kind] = (*found.get(kind, ()), number)
        return found

    def is_open_on(self, day: date) -> bool:
        """Whether a return is due for a period that starts that day (catalogue 1.4, 2.2)."""
        opened, closed = self.values["opened_on"], self.values["closed_on"]
        if opened is None or opened > day or (closed is not None and closed <= day):
            return False
        return self.values["status"] not in ("planned", "suspended")


def profiles(session: Session, school_ids: Collection[int] | None = None) -> dict[int, Profile]:
    """Profiles of schools and units by id, of those named or of all in scope, in two statements."""
    asked, fitted = select(Tenant), select(Facility).order_by(Facility.facility_no)
    if school_ids is not None:
        asked = asked.where(Tenant.school_id.in_(school_ids))
        fitted = fitted.where(Facility.school_id.in_(school_ids))
    facilities: dict[int, list[tuple[str, str, date, date | None]]] = {}
    for each in session.scalars(fitted):
        told = (each.kind, each.facility_no, each.opened_on, each.closed_on)
        facilities.setdefault(each.school_id, []).append(told)
    found = {}
    for school in session.scalars(asked):
        values = {name: getattr(school, name, None) for name in _FIELDS}
        values["stages"] = tuple(sorted(getattr(school, "stages", ()), key=_STAGES.index))
        values["bureau_unit"] = school.school_code if isinstance(school, BureauUnit) else None
        found[school.school_id] = Profile(
            school.district_id, school.school_id, values, tuple(facilities.get(school.school_id, ()))
        )
    return found


def main_stage(stages: Collection[str], school_type: str | None) -> str:
    """The stage a school is compared by: its highest one, a nine-year school as junior (catalogue 5); of a unit none."""
    if school_type == "nine_year":
        return "junior"
    return max(stages, key=_STAGES.index, default="")
