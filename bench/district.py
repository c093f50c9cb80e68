"""A made-up district with its history of figures: seeded, written by the worker's role with COPY, without workbooks.

It stands in for years of filing where only reading is measured or shown. Names are put together from word lists; no
school of this kind exists.
"""

import math
import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.bulk import load_rows
from etl.facts.areas import sum_up_areas
from etl.facts.peers import group_schools, spread_peers
from tenants.base import new_key
from tenants.calendar.periods import Period, containing, period_of, previous
from tenants.facts import Fact
from tenants.filing.models import Duty, Version
from tenants.registry.models import Area, SchoolArea
from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import Indicator, Kind, Need, PeriodType, Return
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session

_AREAS = (
    ("城关片区", "Chengguan Area"), ("河东片区", "Hedong Area"), ("河西片区", "Hexi Area"), ("北山片区", "Beishan Area"),
    ("南湖片区", "Nanhu Area"), ("青龙片区", "Qinglong Area"), ("白石片区", "Baishi Area"), ("黄桥片区", "Huangqiao Area"),
    ("云台片区", "Yuntai Area"), ("新市片区", "Xinshi Area"),
)  # fmt: skip
_FIRST = (
    "青河",
    "育才",
    "东风",
    "红旗",
    "桃源",
    "枫林",
    "白鹭",
    "金沙",
    "龙泉",
    "松岗",
    "柳溪",
    "石桥",
    "云山",
    "长岭",
    "和平",
)
_FIRST_EN = (
    "Qinghe", "Yucai", "Dongfeng", "Hongqi", "Taoyuan", "Fenglin", "Bailu", "Jinsha", "Longquan", "Songgang", "Liuxi",
    "Shiqiao", "Yunshan", "Changling", "Heping",
)  # fmt: skip
_KINDS = (
    ("primary", "21", ["primary"], "小学", "Primary School", 0.55),
    ("junior", "31", ["junior"], "初级中学", "Junior Middle School", 0.25),
    ("nine_year", "31", ["primary", "junior"], "九年制学校", "Nine-Year School", 0.12),
    ("senior", "34", ["senior"], "高级中学", "Senior Middle School", 0.08),
)
_SHARES = {  # middle and spread of rates, as numerator over denominator, and how large the denominator is
    "licence_valid_rate": (0.99, 0.05, 2), "grade_ab_share": (0.9, 0.2, 2), "sample_retention_rate": (0.99, 0.02, 220),
    "disinfection_rate": (0.985, 0.03, 44), "accompany_rate": (0.97, 0.05, 44), "parent_accompany_rate": (0.04, 0.03, 44),
    "camera_online_rate": (0.96, 0.06, 21), "raw_material_share": (0.68, 0.06, 180_000), "refund_rate": (0.98, 0.05, 900),
    "finance_publication_rate": (0.93, 0.2, 1), "canteen_balance_rate": (0.005, 0.06, 900_000),
    "boarding_share": (0.3, 0.3, 900), "hardship_share": (0.09, 0.05, 900),
}  # fmt: skip
_RATIOS = {  # middle and spread of the value, and of the denominator
    "diners_per_worker": (86.0, 14.0, 9), "waste_per_meal": (72.0, 25.0, 16_000), "avg_lunch_price": (9.2, 1.6, 12_000),
}  # fmt: skip
_COUNTS = {"improper_spend_amount": (0.0, 0.03, 800), "enrolment_total": (900.0, 1.0, 500)}


@dataclass(frozen=True)
class Planted:
    """What was made."""

    district_id: int
    area_codes: tuple[str, ...]
    schools: tuple[tuple[int, str], ...]  # id and school code
    months: tuple[str, ...]
    facts: int


def plant(
    pools: Pools,
    *,
    schools: int = 66,
    months: int = 13,
    until: str = "2026-10",
    seed: int = 2026,
    returns: Collection[str] = (),
) -> Planted:
    """Make a district with that many schools and months, in a few set-based transactions.

    Args:
        pools: Of a migrated database; the worker's is used.
        schools, months: How many; the months end with ``until``.
        until: The last month. In it some schools are missing, late or not yet accepted.
        seed: The same seed gives the same figures.
        returns: Codes of the returns to make figures of; all with a period when empty (events have none).
    """
    dice = random.Random(seed)  # noqa: S311 - figures, not secrets
    with pools.worker.begin() as connection:
        asked = {"code": f"{430100 + seed % 9000:06d}", "zh": "青河区", "en": "Qinghe District"}
        found = connection.execute(text("select sec.found_district(:code, :zh, :en)"), asked)
        district_id: int = found.scalar_one()
    area_codes = tuple(f"A{number:02d}" for number in range(1, min(len(_AREAS), max(2, math.ceil(schools / 11))) + 1))
    periods = _months(until, months)
    with district_job_session(pools, district_id) as session:
        made = _registry(session, district_id, area_codes, schools, dice)
    facts = 0
    for ret in all_returns(periods[-1].start):
        if ret.period is PeriodType.EVENT or (returns and ret.code not in returns):
            continue
        for period in _periods_of(ret, periods):
            with district_job_session(pools, district_id) as session:
                facts += _file(session, district_id, ret, period, made, dice, is_last=period == periods[-1])
    return Planted(district_id, area_codes, tuple(made), tuple(each.key for each in periods), facts)


def _registry(
    session: Session, district_id: int, area_codes: Sequence[str], count: int, dice: random.Random
) -> list[tuple[int, str]]:
    names = zip(area_codes, _AREAS, strict=False)
    areas = [(district_id, code, zh, en) for code, (zh, en) in names]
    load_rows(session, Area.__table__, ("district_id", "area_code", "name_zh", "name_en"), areas)
    columns = (
        "district_id", "school_code", "name_zh", "name_en", "short_name_zh", "school_type", "sponsor", "locality", "stages",
        "region_code", "area_code", "boarding", "canteen_mode", "nutrition_pilot", "lon", "lat", "status", "opened_on",
        "sort_key", "initials", "address_zh", "address_en", "office_phone",
    )  # fmt: skip
    rows = [_school(district_id, number, area_codes[number % len(area_codes)], dice) for number in range(count)]
    session.execute(
        text(f"insert into school ({', '.join(columns)}) values ({', '.join(f':{name}' for name in columns)})"),  # noqa: S608
        [dict(zip(columns, row, strict=True)) for row in rows],
    )
    found = session.execute(text("select school_id, school_code, area_code from school order by school_code")).all()
    memberships = [(district_id, row.school_id, period_of("2015").start, row.area_code) for row in found]
    load_rows(session, SchoolArea.__table__, ("district_id", "school_id", "valid_from", "area_code"), memberships)
    group_schools(session)
    return [(row.school_id, row.school_code) for row in found]


def _school(district_id: int, number: int, area_code: str, dice: random.Random) -> tuple[Any, ...]:
    kind = dice.choices(_KINDS, weights=[each[5] for each in _KINDS])[0]
    at = number % len(_FIRST)
    ordinal = number // len(_FIRST) + 1
    zh = f"{_FIRST[at]}{'' if ordinal == 1 else f'第{ordinal}'}{kind[3]}"
    en = f"{_FIRST_EN[at]} {'' if ordinal == 1 else f'No. {ordinal} '}{kind[4]}"
    locality = dice.choices(("city", "town", "rural"), weights=(3, 4, 3))[0]
    boarding = dice.choices(("none", "partial", "full"), weights=(5, 4, 1))[0] if kind[0] != "primary" else "none"
    return (
        district_id, f"{kind[1]}43{number:06d}", zh, en, "", kind[0], "public", locality,
        _json(kind[2]), "430121", area_code, boarding, "self_run", "none", Decimal("113.1"), Decimal("28.2"), "open",
        period_of("2015").start, _FIRST_EN[at].lower(), _FIRST_EN[at][0].lower() + str(ordinal), "", "", "",
    )  # fmt: skip


def _json(listed: list[str]) -> Any:
    from psycopg.types.json import Jsonb

    return Jsonb(listed)


def _file(
    session: Session,
    district_id: int,
    ret: Return,
    period: Period,
    schools: Sequence[tuple[int, str]],
    dice: random.Random,
    *,
    is_last: bool,
) -> int:
    """One period of one return: duties, accepted versions and facts; then areas and peers."""
    due_on = period.end + timedelta(days=10)
    at = datetime.combine(due_on, datetime.min.time(), UTC)
    duties, versions, facts = [], [], []
    keys: dict[str, str] = {}
    for school_id, _school_code in schools:
        duty_id, version_id = new_key(), new_key()
        duties.append((district_id, school_id, duty_id, ret.code, period.key, due_on))
        luck = dice.random()
        if is_last and luck < 0.06:
            continue  # missing
        is_late = luck > 0.93
        sent = at + timedelta(days=2 if is_late else -3, minutes=dice.randrange(600))
        is_waiting = is_last and 0.06 <= luck < 0.1
        versions.append(
            _version(district_id, school_id, duty_id, version_id, ret, period, sent, dice, is_waiting=is_waiting)
        )
        if is_waiting:
            continue
        for indicator in ret.indicators:
            key = period.key if indicator.span is None else containing(indicator.span, period.start).key
            keys[indicator.code] = key
            facts.append((district_id, key, school_id, version_id, sent, indicator))
    load_rows(
        session, Duty.__table__, ("district_id", "school_id", "id", "return_code", "period_key", "due_on"), duties
    )
    load_rows(session, Version.__table__, _VERSION, versions)
    rows = list(_facts(facts, dice))
    for indicator in ret.indicators:
        if indicator.span is not None:
            asked = {"indicator": indicator.code, "period": keys.get(indicator.code, "")}
            session.execute(text("delete from fact where indicator = :indicator and period_key = :period"), asked)
    load_rows(session, Fact.__table__, _FACT, rows)
    figures = sorted(keys.items())
    sum_up_areas(session, figures, {each.code: each for each in ret.indicators})
    spread_peers(session, figures)
    return len(rows)


_VERSION = (
    "district_id", "school_id", "id", "duty_id", "return_code", "period_key", "version_no", "state", "source",
    "declared_from", "revision", "upload_id", "figures", "cells", "digest", "prepared_by", "prepared_by_name",
    "created_at", "changed_at", "approved_by", "approved_by_name", "submitted_at", "accepted_at", "loaded_at",
)  # fmt: skip
_FACT = (
    "district_id", "indicator", "period_key", "school_id", "numerator", "denominator", "value", "is_partial",
    "version_id", "accepted_at",
)  # fmt: skip
_NOBODY = UUID(int=0)


def _version(
    district_id: int, school_id: int, duty_id: UUID, version_id: UUID, ret: Return, period: Period,
    sent: datetime, dice: random.Random, *, is_waiting: bool,
) -> tuple[Any, ...]:  # fmt: skip
    accepted = None if is_waiting else sent + timedelta(days=1)
    figures = {part.code: [_row(ret, part.code, dice)] for part in ret.parts}
    cells = {
        part.code: {
            "sheet": part.label.zh,
            "columns": {field.code: _letters(at) for at, field in enumerate(part.fields, 2)},
            "rows": [4],
        }
        for part in ret.parts
    }
    return (
        district_id, school_id, version_id, duty_id, ret.code, period.key, 1, "submitted" if is_waiting else "accepted",
        "file", ret.valid_from, 1, new_key(), figures, cells, version_id.bytes, _NOBODY, "李会计", sent, sent, _NOBODY,
        "王校长", sent, accepted, accepted,
    )  # fmt: skip


def _row(ret: Return, part: str, dice: random.Random) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for field in ret.part(part).fields:
        if field.need is not Need.REQUIRED:
            continue
        if field.kind is Kind.BOOL:
            row[field.code] = True
        elif field.facility_kind:
            row[field.code] = "C01"
        elif field.kind in {Kind.INT, Kind.DEC1, Kind.MONEY, Kind.SMONEY}:
            row[field.code] = str(dice.randrange(20, 44))
    return row


def _facts(wanted: Sequence[tuple[Any, ...]], dice: random.Random) -> Iterator[tuple[Any, ...]]:
    for district_id, key, school_id, version_id, sent, indicator in wanted:
        above, below = _figure(indicator, dice, school_id)
        value: float | None = above * indicator.scale
        if indicator.denominator is not None:
            value = above * indicator.scale / below if below else None
        yield (
            district_id, indicator.code, key, school_id, round(above, 4), below,
            None if value is None else round(value, 6), False, version_id, sent,
        )  # fmt: skip


def _figure(indicator: Indicator, dice: random.Random, school_id: int) -> tuple[float, int | None]:
    lean = math.sin(school_id * 12.9898) * 0.6  # a school is good or bad for years, not by the month
    if indicator.code in _COUNTS:
        middle, chance, size = _COUNTS[indicator.code]
        return middle + (round(dice.random() * size) if dice.random() < chance else 0), None
    if indicator.code in _RATIOS:
        middle, spread, size = _RATIOS[indicator.code]
        below = max(1, round(size * dice.uniform(0.6, 1.6)))
        return max(0.0, dice.gauss(middle + lean * spread, spread * 0.6)) * below, below
    middle, spread, size = _SHARES.get(indicator.code, (0.9, 0.1, 100))
    below = max(1, round(size * dice.uniform(0.7, 1.3)))
    share = dice.gauss(middle + lean * spread, spread * 0.6)
    if indicator.code == "canteen_balance_rate":
        return round(share * below), below
    return round(min(1.0, max(0.0, share)) * below), below


def _months(until: str, count: int) -> list[Period]:
    periods = [period_of(until)]
    while len(periods) < count:
        periods.append(previous(periods[-1]))
    return periods[::-1]


def _periods_of(ret: Return, months: Sequence[Period]) -> list[Period]:
    if ret.period is PeriodType.MONTH:
        return list(months)
    return list(dict.fromkeys(containing(ret.period, month.start) for month in months))


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
