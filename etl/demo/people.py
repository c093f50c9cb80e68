"""The accounts of the demo district: a clerk and a head for every school, and the bureau's people."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from etl.demo.names import AREAS, SURNAMES
from etl.demo.plot import Act, Scene
from etl.demo.schools import DemoSchool
from etl.facts.peers import LEAST_FOR_QUARTILES
from tenants.accounts.roles import Role
from tenants.calendar.periods import period_of
from tenants.returns.declaration import PeriodType

PASSWORD = "houqin-demo-2026"  # noqa: S105 - printed at the start, for invented people only


@dataclass(frozen=True)
class DemoAccount:
    """Who signs in as what; a surname and an office, never a whole name."""

    login: str
    name: str
    role: Role
    school: int | None = None  # index
    areas: tuple[str, ...] = ()


def plan_accounts(schools: list[DemoSchool], unit: DemoSchool, scenes: list[Scene], seed: int) -> list[DemoAccount]:
    """All accounts; ``clerk`` and ``head`` belong to a school that has something to do, ``inspector`` to its area."""
    draw = Random(f"{seed}/people")  # noqa: S311 - invented names
    shown = shown_school(schools, scenes)
    others = [each for each in schools if each is not shown]
    people = []
    for number, school in enumerate([shown, *others], 1):
        suffix = "" if number == 1 else f"{number:02d}"
        clerk, head = draw.sample(SURNAMES, 2)
        people.append(DemoAccount(f"clerk{suffix}", f"{clerk}老师", Role.SCHOOL_CLERK, school.index))
        title = "园长" if school.school_type == "kindergarten" else "校长"
        people.append(DemoAccount(f"head{suffix}", f"{head}{title}", Role.SCHOOL_HEAD, school.index))
    return people + _bureau(shown, draw) + _of_unit(unit, draw)


def shown_school(schools: list[DemoSchool], scenes: list[Scene]) -> DemoSchool:
    """A school among peers whose latest month is sent back or not signed yet; else the first one with a canteen."""
    months = [period_of(each.period_key) for each in scenes]
    latest = max(each.key for each in months if each.type is PeriodType.MONTH)
    standing: dict[tuple[int, str], Act] = {}
    for scene in scenes:
        if scene.period_key == latest and schools[scene.school].canteens:
            standing[scene.school, scene.return_code] = scene.act
    open_acts = {Act.SEND_BACK: 2, Act.UPLOAD: 1}
    points = {each.index: 0 for each in schools if each.canteens}
    for (index, _), act in standing.items():
        points[index] += open_acts.get(act, 0)
    kinds = Counter(each.school_type for each in schools)

    def fitness(index: int) -> tuple[bool, bool, int, int]:
        school = schools[index]
        has_three_meals = points[index] > 0 and school.boarding != "none"
        return kinds[school.school_type] >= LEAST_FOR_QUARTILES, has_three_meals, points[index], -index

    return schools[max(points, key=fitness)]


def _of_unit(unit: DemoSchool, draw: Random) -> list[DemoAccount]:
    """Who fills in and who signs for the aid centre."""
    filler, signer = draw.sample(SURNAMES, 2)
    return [
        DemoAccount("aid", f"{filler}老师", Role.SCHOOL_CLERK, unit.index),
        DemoAccount("aidhead", f"{signer}主任", Role.SCHOOL_HEAD, unit.index),
    ]


def _bureau(shown: DemoSchool, draw: Random) -> list[DemoAccount]:
    codes = [each.code for each in AREAS]
    at = codes.index(shown.area)
    turned = codes[at:] + codes[:at]
    titles = [
        ("inspector", "督查员", Role.INSPECTOR, turned[0:2]),
        ("inspector02", "督查员", Role.INSPECTOR, turned[2:4]),
        ("inspector03", "督查员", Role.INSPECTOR, turned[4:6]),
        ("officer", "专员（资助经费）", Role.FUNDING_OFFICER, []),
        ("logistics", "专员（后勤）", Role.LOGISTICS_OFFICER, []),
        ("admin", "管理员", Role.BUREAU_ADMIN, []),
    ]
    names = draw.sample(SURNAMES, len(titles))
    return [
        DemoAccount(login, f"{surname}{title}", role, None, tuple(areas))
        for surname, (login, title, role, areas) in zip(names, titles, strict=True)
    ]
