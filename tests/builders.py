"""Small things to test with: each takes keywords, has defaults, and is written through the application's own roles."""

import itertools
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text

from tenants.accounts.models import Account, InspectorArea, Membership, WebSession
from tenants.accounts.roles import Role
from tenants.base import new_key
from tenants.filing.models import Duty
from tenants.registry.models import Area, BureauUnit, School, SchoolArea, Tenant
from tenants.registry.units import open_unit
from tenants.scope.entering import enter, sha256_of
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session, login_session
from tenants.scope.viewer import Viewer

NOW = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai, the month after the one most tests file
LONG_AGO = date(2020, 9, 1)

_state: dict[str, Any] = {}
_numbers = itertools.count(1)


@contextmanager
def working_on(pools: Pools) -> Iterator[None]:
    """Let the builders write through these pools; the fixture ``pools`` does."""
    _state.update(pools=pools, district=None, area={}, tokens={})
    try:
        yield
    finally:
        _state.clear()


def make_district(code: str | None = None, *, name_zh: str = "青河区", name_en: str = "Qinghe District") -> int:
    """A new district; gives its id. The first one made is the default of the others."""
    code = code or f"{430100 + next(_numbers) % 800:06d}"
    with _pools().worker.begin() as connection:
        found = connection.execute(
            text("select sec.found_district(:code, :zh, :en)"), {"code": code, "zh": name_zh, "en": name_en}
        )
        district_id: int = found.scalar_one()
    _state["district"] = _state["district"] or district_id
    return district_id


def make_area(area_code: str | None = None, *, district_id: int | None = None, name_zh: str = "城东片区") -> str:
    """A new area of the district; gives its code. The first one made is the default for schools."""
    district_id = district_id or _district()
    area_code = area_code or f"A{next(_numbers) % 1000:03d}"
    with district_job_session(_pools(), district_id) as session:
        session.add(Area(district_id=district_id, area_code=area_code, name_zh=name_zh, name_en="East"))
    _state["area"].setdefault(district_id, area_code)
    return area_code


def make_school(*, district_id: int | None = None, area_code: str | None = None, **values: Any) -> School:
    """A new school, open since long ago, in the area since then."""
    district_id = district_id or _district()
    area_code = area_code or _state["area"].get(district_id) or make_area(district_id=district_id)
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "school_code": f"3143{number:06d}",
        "name_zh": f"第{number}中学",
        "name_en": f"No. {number} Middle School",
        "school_type": "junior",
        "sponsor": "public",
        "locality": "town",
        "stages": ["junior"],
        "region_code": "430121",
        "boarding": "partial",
        "canteen_mode": "self_run",
        "nutrition_pilot": "none",
        "lon": Decimal("113.100000"),
        "lat": Decimal("28.200000"),
        "opened_on": LONG_AGO,
        "sort_key": f"di {number:06d} zhong xue",
        "initials": f"d{number}zx",
    }
    with district_job_session(_pools(), district_id) as session:
        school = School(district_id=district_id, area_code=area_code, **defaults | values)
        session.add(school)
        session.flush()
        session.add(
            SchoolArea(district_id=district_id, school_id=school.school_id, area_code=area_code, valid_from=LONG_AGO)
        )
    return school


def make_unit(code: str = "aid_centre", *, district_id: int | None = None) -> BureauUnit:
    """A unit of the bureau that files for the district."""
    district_id = district_id or _district()
    with district_job_session(_pools(), district_id) as session:
        return open_unit(session, district_id, code, opened_on=LONG_AGO)


def make_account(
    role: Role | str,
    *,
    school: Tenant | None = None,
    areas: Sequence[str] = (),
    district_id: int | None = None,
    login_name: str | None = None,
    name: str = "张三",
    now: datetime = NOW,
    **values: Any,
) -> Viewer:
    """A new account in that role, signed in; ``session_token_of`` gives its cookie's token."""
    role = Role(role)
    district_id = school.district_id if school else district_id or _district()
    account_id, membership_id = new_key(), new_key()
    with login_session(_pools()) as session:
        session.add(
            Account(
                id=account_id,
                district_id=district_id,
                login_name=login_name or f"account{next(_numbers)}",
                name=name,
                created_at=now,
                **values,
            )
        )
        session.flush()
        session.add(
            Membership(
                id=membership_id,
                account_id=account_id,
                district_id=district_id,
                role=role,
                school_id=school.school_id if school else None,
                valid_from=LONG_AGO,
            )
        )
        session.flush()
        for area_code in areas:
            session.add(
                InspectorArea(
                    membership_id=membership_id, area_code=area_code, valid_from=LONG_AGO, district_id=district_id
                )
            )
    return sign_in(account_id, membership_id, now=now)


def sign_in(account_id: UUID, membership_id: UUID, *, now: datetime = NOW) -> Viewer:
    """One more session of an account; gives its viewer."""
    token = secrets.token_urlsafe(32)
    with login_session(_pools()) as session:
        session.execute(
            insert(WebSession).values(
                token_sha256=sha256_of(token),
                account_id=account_id,
                membership_id=membership_id,
                is_verified=True,
                fresh_at=now,
                created_at=now,
                last_seen_at=now,
                expires_at=now + timedelta(days=1),
            )
        )
    viewer = enter(_pools(), token, now=now)
    assert viewer is not None
    _state["tokens"][viewer] = token
    return viewer


def session_token_of(viewer: Viewer) -> str:
    """The token the viewer's browser holds in its cookie."""
    token: str = _state["tokens"][viewer]
    return token


def make_duty(school: Tenant, return_code: str, period_key: str, *, due_on: date | None = None) -> Duty:
    """A duty of the school; due on the tenth after the month unless told."""
    if due_on is None:
        year, month = int(period_key[:4]), int(period_key[5:7]) if period_key[4:5] == "-" else 9
        due_on = date(year + month // 12, month % 12 + 1, 10)
    with district_job_session(_pools(), school.district_id) as session:
        duty = Duty(
            district_id=school.district_id,
            school_id=school.school_id,
            return_code=return_code,
            period_key=period_key,
            due_on=due_on,
        )
        session.add(duty)
    return duty


def _pools() -> Pools:
    if not _state:
        raise RuntimeError("ask for the fixture pools first")
    pools: Pools = _state["pools"]
    return pools


def _district() -> int:
    district_id: int = _state["district"] or make_district()
    return district_id
