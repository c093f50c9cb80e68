"""The schools of the demo district: what they are called, how large they are, how they feed their pupils."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from etl.demo.names import AREAS, DISTRICT, AreaNames, Township
from tenants.text import Text

FOUNDED = date(2005, 9, 1)
_CODE_DIGITS = {
    "kindergarten": "11", "primary": "21", "teaching_point": "21", "junior": "31", "nine_year": "31",
    "complete_secondary": "34", "senior": "34", "vocational": "36", "special": "51",
}  # fmt: skip
_STAGES = {
    "kindergarten": ("preschool",), "primary": ("primary",), "teaching_point": ("primary",), "junior": ("junior",),
    "nine_year": ("primary", "junior"), "complete_secondary": ("junior", "senior"), "senior": ("senior",),
    "vocational": ("vocational",), "special": ("special",),
}  # fmt: skip
GRADES = {"preschool": 3, "primary": 6, "junior": 3, "senior": 3, "vocational": 3, "special": 6}
_SIZES = {
    "kindergarten": (130, 340), "primary": (320, 1500), "teaching_point": (18, 60), "junior": (520, 1500),
    "nine_year": (560, 1300), "complete_secondary": (1500, 2300), "senior": (1900, 2900), "vocational": (900, 1500),
    "special": (60, 110),
}  # fmt: skip
_PRIMARY_SIZES = {"city": (900, 1500), "town": (450, 1100), "rural": (280, 620)}


@dataclass(frozen=True)
class Canteen:
    """A canteen or delivery point, and how its kitchen is kept."""

    number: str
    share: float  # of the school's diners
    licence_no: str
    licence_to: date
    quant_grade: str
    risk_grade: str
    graded_on: date
    cameras: int
    is_open_to_public: bool


@dataclass(frozen=True)
class DemoSchool:
    """A school with everything the figures are drawn from."""

    index: int
    code: str
    area: str
    name: Text
    short: str
    school_type: str
    sponsor: str
    locality: str
    boarding: str
    canteen_mode: str
    nutrition_pilot: str
    pupils: int
    lon: Decimal
    lat: Decimal
    care: float  # 0 to 1: how carefully it keeps and files its records
    parent_code: str | None = None
    canteens: tuple[Canteen, ...] = ()
    dorms: int = 0
    shops: int = 0
    buses: int = 0
    waters: int = 1
    stages: tuple[str, ...] = field(default=())

    def draws(self, *what: object) -> random.Random:
        """Random numbers of this school for one purpose, the same in every run."""
        return random.Random(f"{self.code}/{'/'.join(str(each) for each in what)}")  # noqa: S311 - invented figures


@dataclass(frozen=True)
class _Named:
    """A school before it has its figures."""

    area: str
    zh: str
    en: str
    school_type: str
    locality: str
    sponsor: str = "public"
    is_small: bool = False


def plan_schools(seed: int, count: int = 66) -> list[DemoSchool]:
    """The schools of a seed; a smaller district takes the first of every kind in turn."""
    named = list(_town_centre()) + [each for area in AREAS[1:] for each in _of_area(area)]
    if count < len(named):
        step = len(named) / count
        named = [named[int(at * step)] for at in range(count)]
    schools: list[DemoSchool] = []
    for index, each in enumerate(named):
        schools.append(_school(seed, index, each, schools))
    return schools


def plan_unit(schools: list[DemoSchool]) -> DemoSchool:
    """The aid centre, which files for the district: it stands after the schools and has nothing of a school."""
    return DemoSchool(
        index=len(schools),
        code="aid_centre",
        area="",
        name=Text("资助中心", "Aid centre"),
        short="资助中心",
        school_type="",
        sponsor="",
        locality="",
        boarding="none",
        canteen_mode="none",
        nutrition_pilot="none",
        pupils=0,
        lon=Decimal(0),
        lat=Decimal(0),
        care=0.95,
        waters=0,
    )


def _town_centre() -> Iterator[_Named]:
    area = AREAS[0].code
    for zh, en, sponsor in (
        ("实验幼儿园", "Experimental Kindergarten", "public"),
        ("文昌幼儿园", "Wenchang Kindergarten", "public"),
        ("童心幼儿园", "Tongxin Kindergarten", "private"),
    ):
        yield _Named(area, zh, en, "kindergarten", "city", sponsor)
    for zh, en in (
        ("实验小学", "Experimental Primary School"),
        ("育才小学", "Yucai Primary School"),
        ("文昌小学", "Wenchang Primary School"),
        ("城关第二小学", "Chengguan No. 2 Primary School"),
        ("城关第三小学", "Chengguan No. 3 Primary School"),
    ):
        yield _Named(area, zh, en, "primary", "city")
    yield _Named(area, "实验中学", "Experimental Middle School", "junior", "city")
    yield _Named(area, "城关初级中学", "Chengguan Junior School", "junior", "city")
    yield _Named(area, "第一中学", "No. 1 Senior School", "senior", "city")
    yield _Named(area, "第二中学", "No. 2 Secondary School", "complete_secondary", "city")
    yield _Named(area, "职业技术学校", "Vocational School", "vocational", "city")
    yield _Named(area, "特殊教育学校", "Special School", "special", "city")


def _of_area(area: AreaNames) -> Iterator[_Named]:
    larger, smaller = area.townships
    for town in (larger, smaller):
        yield from _of_township(area, town)
    yield _Named(area.code, f"{larger.name.zh}初级中学", f"{larger.name.en} Junior School", "junior", "town")
    if area.code in ("A02", "A05"):
        yield _Named(area.code, f"{smaller.name.zh}高级中学", f"{smaller.name.en} Senior School", "senior", "town")
        yield _Named(area.code, f"{smaller.name.zh}初级中学", f"{smaller.name.en} Junior School", "junior", "town")
    else:
        zh, en = f"{smaller.name.zh}九年一贯制学校", f"{smaller.name.en} Nine-year School"
        yield _Named(area.code, zh, en, "nine_year", "rural")


def _of_township(area: AreaNames, town: Township) -> Iterator[_Named]:
    zh, en = town.name
    locality = "town" if town.is_town else "rural"
    yield _Named(area.code, f"{zh}中心幼儿园", f"{en} Central Kindergarten", "kindergarten", locality)
    yield _Named(area.code, f"{zh}中心小学", f"{en} Central Primary School", "primary", locality)
    first, second = town.villages
    yield _Named(area.code, f"{zh}{first.zh}小学", f"{first.en} Primary School", "primary", "rural", is_small=True)
    yield _Named(area.code, f"{zh}{second.zh}教学点", f"{second.en} Teaching Point", "teaching_point", "rural")


def _school(seed: int, index: int, named: _Named, before: list[DemoSchool]) -> DemoSchool:
    kind = named.school_type
    draw = random.Random(f"{seed}/{named.zh}")  # noqa: S311 - invented figures
    low, high = _SIZES[kind]
    if named.is_small:
        low, high = 90, 260
    elif kind == "primary":
        low, high = _PRIMARY_SIZES[named.locality]
    pupils = draw.randint(low, high)
    boarding = _boarding(kind, named, draw)
    mode = _mode(kind, named, draw)
    code = f"{_CODE_DIGITS[kind]}99{index + 1:06d}"
    return DemoSchool(
        index=index,
        code=code,
        area=named.area,
        name=Text(f"{DISTRICT.zh}{named.zh}", f"{named.en}, Lanchuan"),
        short=named.zh,
        school_type=kind,
        sponsor=named.sponsor,
        locality=named.locality,
        boarding=boarding,
        canteen_mode=mode,
        nutrition_pilot="local" if named.locality == "rural" and kind in ("primary", "nine_year") else "none",
        pupils=pupils,
        lon=Decimal(f"{111.9 + int(named.area[1:]) * 0.07 + draw.uniform(-0.03, 0.03):.6f}"),
        lat=Decimal(f"{29.4 + int(named.area[1:]) % 3 * 0.09 + draw.uniform(-0.03, 0.03):.6f}"),
        care=draw.betavariate(6, 2),
        parent_code=_parent(named, before),
        canteens=tuple(_canteens(kind, mode, pupils, index, draw)),
        dorms=0 if boarding == "none" else max(1, round(pupils / 500)),
        shops=1 if kind in ("senior", "complete_secondary", "vocational") or draw.random() < 0.08 else 0,
        buses=draw.randint(1, 3) if kind == "kindergarten" and draw.random() < 0.4 else 0,
        waters=1 if pupils < 300 else 2 if pupils < 1200 else 3,
        stages=_STAGES[kind],
    )


def _parent(named: _Named, before: list[DemoSchool]) -> str | None:
    if named.school_type != "teaching_point":
        return None
    central = [each for each in before if each.area == named.area and each.short.endswith("中心小学")]
    primary = [each for each in before if each.school_type == "primary"]
    return (central or primary)[-1].code if central or primary else None


def _boarding(kind: str, named: _Named, draw: random.Random) -> str:
    if kind == "senior":
        return "full" if named.locality == "town" else "partial"
    if kind in ("vocational", "complete_secondary", "special"):
        return "partial"
    if kind in ("junior", "nine_year") and named.locality != "city":
        return "partial"
    return "partial" if kind == "primary" and named.locality == "rural" and draw.random() < 0.2 else "none"


def _mode(kind: str, named: _Named, draw: random.Random) -> str:
    if kind == "teaching_point":
        return "delivered" if draw.random() < 0.6 else "none"
    if kind == "primary" and named.locality == "city":
        return draw.choice(("self_run", "self_run", "delivered"))
    if kind in ("vocational", "senior") and draw.random() < 0.5:
        return "contracted"
    return "self_run"


def _canteens(kind: str, mode: str, pupils: int, index: int, draw: random.Random) -> Iterator[Canteen]:
    if mode == "none":
        return
    count = 1 + (pupils > 1700 and kind != "primary") + (pupils > 2500)
    for number in range(1, count + 1):
        first = "2" if mode == "delivered" else "3"
        good = draw.random()
        cameras = 1 if mode == "delivered" else draw.randint(3, 9)
        yield Canteen(
            number=f"C{number:02d}",
            share=1 / count,
            licence_no=f"JY{first}9901{index + 1:04d}{number:02d}{draw.randint(100, 999)}",
            licence_to=date(2027, 1, 1).replace(year=draw.choice((2027, 2028, 2028, 2029)), month=draw.randint(1, 12)),
            quant_grade="A" if good > 0.62 else "B" if good > 0.12 else "C",
            risk_grade="A" if good > 0.5 else "B" if good > 0.1 else "C",
            graded_on=date(2025, draw.randint(3, 9), draw.randint(1, 28)),
            cameras=0 if kind == "teaching_point" and draw.random() < 0.5 else cameras,
            is_open_to_public=draw.random() < 0.7,
        )
