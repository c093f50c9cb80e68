"""Writing the demo district down: registry, calendar, settings, accounts. Doing it again changes nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pypinyin import Style, lazy_pinyin
from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from etl.demo.calendar import fee_caps, holidays, school_years, teaching_months
from etl.demo.names import AREAS, DISTRICT, DISTRICT_CODE
from etl.demo.people import DemoAccount
from etl.demo.plot import told_periods
from etl.demo.schools import FOUNDED, DemoSchool
from etl.demo.stories import STORIES
from etl.demo.stories.food_purchase import ITEMS
from etl.demo.suppliers import SUPPLIERS
from tenants.accounts.models import Account, InspectorArea, Membership
from tenants.base import new_key
from tenants.calendar.duties import raise_current_duties, raise_duties
from tenants.calendar.periods import Period, containing
from tenants.calendar.seeding import seed_calendar, seed_settings, seed_uses
from tenants.reference.models import FoodItem, Supplier
from tenants.registry.models import Area, Facility, School, SchoolArea
from tenants.registry.units import open_unit
from tenants.returns.declaration import PeriodType
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session, login_session

_KINDS = (
    ("canteen", "C", "食堂", "Canteen"),
    ("dorm", "D", "宿舍楼", "Dormitory"),
    ("shop", "S", "小卖部", "Shop"),
    ("water", "W", "供水点", "Water point"),
)
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Credentials:
    """What lets an account sign in: made by the web application, which knows how."""

    password_hash: str
    totp_secret: bytes | None


def found_district(pools: Pools) -> int:
    """The demo district's id; made when it is not there."""
    with pools.worker.begin() as connection:
        known = connection.execute(text("select district_id, code from sec.districts()")).all()
        for row in known:
            if row.code == DISTRICT_CODE:
                return int(row.district_id)
        made = connection.execute(
            text("select sec.found_district(:code, :zh, :en)"),
            {"code": DISTRICT_CODE, "zh": DISTRICT.zh, "en": DISTRICT.en},
        )
        return int(made.scalar_one())


def write_registry(pools: Pools, district_id: int, schools: Iterable[DemoSchool], unit: DemoSchool) -> dict[int, int]:
    """Areas, schools, facilities and the unit that files; gives the id of each school by its index."""
    with district_job_session(pools, district_id) as session:
        known = {each.school_code: each.school_id for each in session.scalars(select(School))}
        for area in AREAS:
            _once(
                session, Area, district_id=district_id, area_code=area.code, name_zh=area.name.zh, name_en=area.name.en
            )
        found = {}
        for school in schools:
            school_id = known.get(school.code) or _write_school(session, district_id, school)
            found[school.index] = school_id
        found[unit.index] = open_unit(session, district_id, unit.code, opened_on=FOUNDED).school_id
    return found


def write_calendar(pools: Pools, district_id: int, months: list[Period], today: date) -> None:
    """School years, holidays, parameters, limits and price caps, and the duties that follow from them."""
    years = school_years(months[0].start, today)
    with district_job_session(pools, district_id) as session:
        taught = [each for year in years for each in teaching_months(year)]
        seed_calendar(session, district_id, taught, holidays(years[0].start, years[-1].end))
        seed_settings(session, district_id, valid_from=years[0].start, caps=fee_caps())
        for code, category, zh, en, unit, *_ in ITEMS:
            named = {"name_zh": zh, "name_en": en, "food_category": category, "unit": unit}
            _once(session, FoodItem, district_id=district_id, item_code=code, **named)
        for code, name in SUPPLIERS:
            pool = {"categories": ["food"], "pool_status": "in", "entered_on": FOUNDED}
            _once(session, Supplier, district_id=district_id, credit_code=code, name_zh=name, **pool)
        told = {each.return_code: told_periods(each, months, today) for each in STORIES}
        seed_uses(session, district_id, {code: periods[0].start for code, periods in told.items() if periods})
        wider = {containing(kind, each.start) for kind in (PeriodType.TERM, PeriodType.YEAR) for each in months}
        for period in (*years, *sorted(wider), *months):
            if period.start <= today:
                raise_duties(session, period)
        raise_current_duties(session, today)


def write_accounts(
    pools: Pools,
    district_id: int,
    accounts: Iterable[DemoAccount],
    school_ids: dict[int, int],
    credentials: Callable[[DemoAccount], Credentials],
    *,
    now: datetime,
) -> dict[str, tuple[UUID, UUID]]:
    """Accounts and what they may see; gives account and membership by login name."""
    with login_session(pools) as session:
        asked = select(Account.login_name, Account.id, Membership.id).join(
            Membership, Membership.account_id == Account.id
        )
        known = {row[0]: (row[1], row[2]) for row in session.execute(asked.where(Account.district_id == district_id))}
        for each in accounts:
            if each.login not in known:
                known[each.login] = _write_account(session, district_id, each, school_ids, credentials(each), now=now)
    return known


def _write_account(
    session: Session,
    district_id: int,
    each: DemoAccount,
    school_ids: dict[int, int],
    credentials: Credentials,
    *,
    now: datetime,
) -> tuple[UUID, UUID]:
    account = Account(
        id=new_key(),
        district_id=district_id,
        login_name=each.login,
        name=each.name,
        password_hash=credentials.password_hash,
        totp_secret=credentials.totp_secret,
        is_demo=True,
        created_at=now,
    )
    membership = Membership(
        id=new_key(),
        account_id=account.id,
        district_id=district_id,
        role=each.role,
        school_id=school_ids[each.school] if each.school is not None else None,
        valid_from=FOUNDED,
    )
    session.add(account)
    session.flush()
    session.add(membership)
    session.flush()
    for area_code in each.areas:
        session.add(
            InspectorArea(membership_id=membership.id, area_code=area_code, valid_from=FOUNDED, district_id=district_id)
        )
    return account.id, membership.id


def _write_school(session: Session, district_id: int, school: DemoSchool) -> int:
    row = School(
        district_id=district_id,
        school_code=school.code,
        name_zh=school.name.zh,
        name_en=school.name.en,
        short_name_zh=school.short,
        school_type=school.school_type,
        sponsor=school.sponsor,
        locality=school.locality,
        stages=list(school.stages),
        region_code=DISTRICT_CODE,
        area_code=school.area,
        parent_school_code=school.parent_code,
        boarding=school.boarding,
        canteen_mode=school.canteen_mode,
        nutrition_pilot=school.nutrition_pilot,
        address_zh=f"{school.name.zh}校园",
        lon=school.lon,
        lat=school.lat,
        office_phone=f"000-5550{school.index + 1:04d}",
        status="open",
        opened_on=FOUNDED,
        sort_key=" ".join(lazy_pinyin(school.name.zh)),
        initials="".join(lazy_pinyin(school.short, style=Style.FIRST_LETTER)),
    )
    session.add(row)
    session.flush()
    session.add(SchoolArea(district_id=district_id, school_id=row.school_id, area_code=school.area, valid_from=FOUNDED))
    counts = {"canteen": len(school.canteens), "dorm": school.dorms, "shop": school.shops, "water": school.waters}
    for kind, letter, zh, en in _KINDS:
        for number in range(1, counts[kind] + 1):
            facility_no = f"{letter}{number:02d}"
            session.add(_facility(district_id, row.school_id, kind, facility_no, names=(zh, en), count=counts[kind]))
    return row.school_id


def _facility(
    district_id: int, school_id: int, kind: str, number: str, *, names: tuple[str, str], count: int
) -> Facility:
    at = int(number[1:])
    return Facility(
        district_id=district_id,
        school_id=school_id,
        facility_no=number,
        kind=kind,
        name_zh=names[0] if count == 1 else f"第{_NUMERALS[at - 1]}{names[0]}",
        name_en=names[1] if count == 1 else f"{names[1]} {at}",
        opened_on=FOUNDED,
    )


def _once(session: Session, table: type[Any], **values: Any) -> None:
    session.execute(insert(table).values(**values).on_conflict_do_nothing())
