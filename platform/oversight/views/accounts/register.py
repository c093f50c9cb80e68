"""What the pages of accounts read: lines of the list, one account with its roles, the schools and areas to choose from.

Sessions of the sign-in role see every district, so everything here asks for the viewer's own by name.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.accounts.models import Account, InspectorArea, Membership
from tenants.accounts.queries import accounts_of, all_memberships, areas_of, get_account
from tenants.accounts.roles import ROLE_LABELS, UNIT_LABELS, Role
from tenants.errors import NotFound
from tenants.registry.models import Area, BureauUnit, Tenant
from tenants.scope.viewer import Viewer
from tenants.text import Lang, Text


@dataclass(frozen=True)
class Places:
    """The district's schools (and units that file) and areas, by what a membership names them."""

    schools: dict[int, Text]
    units: frozenset[int]
    codes: dict[str, int]  # id of a school by its code
    areas: dict[str, Text]


@dataclass(frozen=True)
class AreaLine:
    """An area assigned for a time."""

    name: str
    valid_from: date
    last_day: date | None


@dataclass(frozen=True)
class RoleLine:
    """A role held for a time."""

    id: UUID
    role: Role
    label: str
    where: str
    valid_from: date
    last_day: date | None
    is_current: bool
    areas: list[AreaLine] = field(default_factory=list)
    area_codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AccountLine:
    """One account of the list."""

    account: Account
    roles: list[RoleLine]


def places_of(session: Session) -> Places:
    """Schools, units that file and areas in the viewer's scope, in the order of their names."""
    schools = session.scalars(select(Tenant).order_by(Tenant.kind.desc(), Tenant.sort_key)).all()
    areas = session.scalars(select(Area).order_by(Area.area_code)).all()
    return Places(
        {each.school_id: Text(each.name_zh, each.name_en) for each in schools},
        frozenset(each.school_id for each in schools if isinstance(each, BureauUnit)),
        {each.school_code: each.school_id for each in schools},
        {each.area_code: Text(each.name_zh, each.name_en) for each in areas},
    )


def account_lines(session: Session, viewer: Viewer, places: Places, *, today: date, lang: Lang) -> list[AccountLine]:
    """All accounts of the viewer's district with the roles they hold today."""
    held: dict[UUID, list[RoleLine]] = defaultdict(list)
    for each in all_memberships(session, viewer.district_id):
        line = _role_line(each, [], places, today, lang)
        if line.is_current:
            held[each.account_id].append(line)
    return [AccountLine(each, held[each.id]) for each in accounts_of(session, viewer.district_id)]


def own_account(session: Session, viewer: Viewer, account_id: UUID) -> Account:
    """An account of the viewer's district, or NotFound."""
    account = get_account(session, account_id)
    if account.district_id != viewer.district_id:
        raise NotFound
    return account


def own_membership(session: Session, viewer: Viewer, account_id: UUID, membership_id: UUID) -> Membership:
    """A role of such an account, or NotFound."""
    own_account(session, viewer, account_id)
    found = session.get(Membership, membership_id)
    if found is None or found.account_id != account_id:
        raise NotFound
    return found


def role_lines(session: Session, account: Account, places: Places, *, today: date, lang: Lang) -> list[RoleLine]:
    """Every role the account held or holds, with its areas."""
    held = [each for each in all_memberships(session, account.district_id) if each.account_id == account.id]
    return [_role_line(each, areas_of(session, each.id), places, today, lang) for each in held]


def _role_line(held: Membership, areas: list[InspectorArea], places: Places, today: date, lang: Lang) -> RoleLine:
    school = places.schools.get(held.school_id) if held.school_id is not None else None
    return RoleLine(
        id=held.id,
        role=held.role,
        label=(UNIT_LABELS if held.school_id in places.units else ROLE_LABELS)[held.role].say(lang),
        where=school.say(lang) if school else "",
        valid_from=held.valid_from,
        last_day=_last(held.valid_to),
        is_current=_holds(held.valid_from, held.valid_to, today),
        areas=[
            AreaLine(
                places.areas.get(each.area_code, Text(each.area_code, each.area_code)).say(lang),
                each.valid_from,
                _last(each.valid_to),
            )
            for each in areas
        ],
        area_codes=frozenset(each.area_code for each in areas if _holds(each.valid_from, each.valid_to, today)),
    )


def _last(end: date | None) -> date | None:
    return end - timedelta(days=1) if end else None


def _holds(first: date, end: date | None, today: date) -> bool:
    return first <= today and (end is None or end > today)
