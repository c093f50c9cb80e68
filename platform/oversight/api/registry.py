"""Schools and areas that the account may see."""

from collections import defaultdict
from typing import TypeVar

from apiflask import APIBlueprint
from sqlalchemy import Select, select

from oversight.api.asked import open_session, viewer
from oversight.api.guarding import needs
from oversight.api.paging import last_key, next_cursor
from oversight.api.schemas import AreaOut, Areas, FacilityOut, Paged, SchoolOut, Schools
from oversight.api.shown import words
from tenants.accounts.tokens import Scope
from tenants.errors import NotFound
from tenants.registry.models import Area, Facility, School

bp = APIBlueprint("registry", __name__, tag="Registry")
T = TypeVar("T")


@bp.get("/registry/schools")
@needs(Scope.REGISTRY_READ)
@bp.input(Paged, location="query")
@bp.output(Schools)
def schools(query_data: Paged) -> Schools:
    """Schools, by code."""
    after = last_key(query_data.cursor)
    asked = select(School).order_by(School.school_code).limit(query_data.limit + 1)
    if after:
        asked = asked.where(School.school_code > after[0])
    with open_session() as session:
        found = list(session.scalars(_own(asked)))
        shown = found[: query_data.limit]
        open_ = select(Facility).where(Facility.school_id.in_([each.school_id for each in shown]))
        facilities: dict[int, list[Facility]] = defaultdict(list)
        for each in session.scalars(open_.order_by(Facility.facility_no)):
            facilities[each.school_id].append(each)
    items = [_school(each, facilities[each.school_id]) for each in shown]
    key = [shown[-1].school_code] if shown else []
    return Schools(items=items, next=next_cursor(key, is_last=len(found) <= query_data.limit))


@bp.get("/registry/schools/<school_code>")
@needs(Scope.REGISTRY_READ)
@bp.output(SchoolOut)
def school(school_code: str) -> SchoolOut:
    """One school."""
    if not school_code.isdecimal():
        raise NotFound
    with open_session() as session:
        found = session.scalar(_own(select(School).where(School.school_code == school_code)))
        if found is None:
            raise NotFound
        facilities = session.scalars(
            select(Facility).where(Facility.school_id == found.school_id).order_by(Facility.facility_no)
        ).all()
    return _school(found, list(facilities))


@bp.get("/registry/areas")
@needs(Scope.REGISTRY_READ)
@bp.output(Areas)
def areas() -> Areas:
    """The areas of the schools one sees."""
    with open_session() as session:
        seen = _own(select(School.area_code))
        found = session.scalars(select(Area).where(Area.area_code.in_(seen)).order_by(Area.area_code)).all()
    return Areas(
        items=[AreaOut(area_code=each.area_code, name=words(each.name_zh, each.name_en)) for each in found], next=None
    )


def _own(asked: Select[T]) -> Select[T]:
    """For the roles of one school, that school alone."""
    return asked if viewer().school_id is None else asked.where(School.school_id == viewer().school_id)


def _school(found: School, facilities: list[Facility]) -> SchoolOut:
    return SchoolOut(
        school_code=found.school_code,
        name=words(found.name_zh, found.name_en),
        area_code=found.area_code,
        school_type=found.school_type,
        sponsor=found.sponsor,
        locality=found.locality,
        stages=list(found.stages),
        boarding=found.boarding,
        canteen_mode=found.canteen_mode,
        status=found.status,
        facilities=[
            FacilityOut(
                facility_no=each.facility_no,
                kind=each.kind,
                name=words(each.name_zh, each.name_en),
                opened_on=each.opened_on,
                closed_on=each.closed_on,
            )
            for each in facilities
        ],
    )
