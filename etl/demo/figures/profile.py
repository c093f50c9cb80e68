"""A school's pupils by grade, staff and buildings in a school year (R01)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from etl.demo.schools import GRADES, DemoSchool

_CLASS_SIZES = {"preschool": 30, "primary": 44, "junior": 48, "senior": 52, "vocational": 46, "special": 12}
_HARDSHIP = {"city": (0.004, 0.022), "town": (0.02, 0.06), "rural": (0.05, 0.13)}
_BOARDING = {"none": 0.0, "partial": 0.38, "full": 0.97}
_PUPILS_PER_TEACHER = {"preschool": 14, "primary": 17, "junior": 13, "senior": 13, "vocational": 16, "special": 5}


@dataclass(frozen=True)
class Grade:
    """One row of the enrolment part."""

    stage: str
    grade: int
    classes: int
    students: int
    girls: int
    boarders: int
    hardship: int
    bus_riders: int


def grades_of(school: DemoSchool, opened: int) -> list[Grade]:
    """The grades of a school year; the number of pupils drifts a little from year to year."""
    drift = school.draws("growth").uniform(-0.035, 0.025)
    pupils = school.pupils * (1 + drift * (opened - 2025))
    count = sum(GRADES[stage] for stage in school.stages)
    share = pupils / count
    found = []
    for stage in school.stages:
        for grade in range(1, (4 if school.school_type == "teaching_point" else GRADES[stage]) + 1):
            draw = school.draws("grade", opened - grade, stage)  # a cohort keeps its size as it grows older
            students = max(3, round(share * draw.uniform(0.88, 1.12)))
            found.append(_grade(school, stage, grade, students, opened))
    return found


def pupils_of(school: DemoSchool, opened: int) -> int:
    """All pupils of a school year."""
    return sum(each.students for each in grades_of(school, opened))


def boarders_of(school: DemoSchool, opened: int) -> int:
    """All boarders of a school year."""
    return sum(each.boarders for each in grades_of(school, opened))


def profile_rows(school: DemoSchool, opened: int) -> dict[str, list[dict[str, Any]]]:
    """Both parts of the return."""
    grades = grades_of(school, opened)
    pupils = sum(each.students for each in grades)
    teachers = max(2, sum(round(each.students / _PUPILS_PER_TEACHER[each.stage]) for each in grades))
    draw = school.draws("site")
    site = pupils * draw.uniform(16, 32) + 800
    return {
        "main": [
            {
                "staff_total": round(teachers * draw.uniform(1.08, 1.22)) + 1,
                "teachers": teachers,
                "site_area": Decimal(f"{site:.1f}"),
                "building_area": Decimal(f"{site * draw.uniform(0.35, 0.55):.1f}"),
                "canteens": len(school.canteens),
                "dorm_buildings": school.dorms,
                "shops": school.shops,
                "buses": school.buses,
                "parent_committee": draw.random() < 0.95,
                "logistics_plan": draw.random() < 0.9,
            }
        ],
        "enrolment": [
            {
                "stage": each.stage, "grade": each.grade, "classes": each.classes, "students": each.students,
                "girls": each.girls, "boarders": each.boarders, "hardship_students": each.hardship,
                "bus_riders": each.bus_riders,
            }
            for each in grades
        ],
    }  # fmt: skip


def _grade(school: DemoSchool, stage: str, grade: int, students: int, opened: int) -> Grade:
    draw = school.draws("within", opened, stage, grade)
    low, high = _HARDSHIP[school.locality]
    boards = _BOARDING[school.boarding] * (0.4 if stage == "primary" and grade < 5 else 1)
    riders = draw.uniform(0.15, 0.3) if school.buses else 0
    return Grade(
        stage=stage,
        grade=grade,
        classes=max(1, -(-students // _CLASS_SIZES[stage])),
        students=students,
        girls=round(students * draw.uniform(0.44, 0.5)),
        boarders=min(students, round(students * boards * draw.uniform(0.92, 1.05))),
        hardship=round(students * draw.uniform(low, high)),
        bus_riders=round(students * riders),
    )
