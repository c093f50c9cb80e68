"""Who eats where, which meals are served and what they cost: what both monthly returns are drawn from."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from etl.demo.calendar import teaching_months
from etl.demo.figures.profile import boarders_of, pupils_of
from etl.demo.schools import DemoSchool
from tenants.calendar.periods import Period, containing
from tenants.registry.profile import main_stage
from tenants.returns.declaration import PeriodType

_LUNCH_SHARE = {"kindergarten": 0.97, "teaching_point": 0.96, "special": 0.97, "senior": 0.94, "junior": 0.92}
_SWIPED = {"breakfast": Decimal("3.5"), "lunch": Decimal("9.5"), "dinner": Decimal("8.5")}
_PACKAGE = {"preschool": 280, "primary": 205, "junior": 240, "senior": 260, "vocational": 250, "special": 190}
_LEVEL = {"city": Decimal("1.00"), "town": Decimal("0.93"), "rural": Decimal("0.86")}
_HALF = Decimal("0.5")


@dataclass(frozen=True)
class Served:
    """Meals of one canteen in a month: pupils a day by meal, days and occasions."""

    days: int
    occasions: int
    breakfast: int
    lunch: int
    dinner: int

    @property
    def meals(self) -> int:
        """Meals in the whole month."""
        return self.days * (self.breakfast + self.lunch + self.dinner)


@dataclass(frozen=True)
class Price:
    """One row of the price part."""

    stage: str
    meal: str
    charge_mode: str
    price: Decimal


@lru_cache(maxsize=8)
def _taught(year: Period) -> dict[tuple[str, str], int]:
    return {(each.month, each.stage): each.teaching_days for each in teaching_months(year)}


def teaching_days(school: DemoSchool, month: Period) -> int:
    """Teaching days of the school in a month."""
    year = containing(PeriodType.SCHOOL_YEAR, month.start)
    return _taught(year)[month.key, main_stage(school.stages, school.school_type)]


def opened_of(month: Period) -> int:
    """The year in which the month's school year opened."""
    return containing(PeriodType.SCHOOL_YEAR, month.start).start.year


def served(school: DemoSchool, month: Period, number: str) -> Served:
    """What a canteen serves in a month."""
    opened = opened_of(month)
    draw = school.draws("served", month.key, number)
    (canteen,) = (each for each in school.canteens if each.number == number)
    taught = teaching_days(school, month)
    days = min(month.days, taught + (draw.randint(0, 2) if school.boarding != "none" and taught > 10 else 0))
    share = _LUNCH_SHARE.get(school.school_type, 0.72 if school.locality == "city" else 0.93)
    swing = draw.uniform(0.965, 1.03)
    lunch = round(pupils_of(school, opened) * share * canteen.share * swing)
    boarders = round(boarders_of(school, opened) * canteen.share * draw.uniform(0.95, 1))
    if school.school_type == "kindergarten":
        return Served(days, days * 3, round(lunch * 0.9), lunch, 0)  # morning snack, lunch, afternoon snack
    meals = 1 if not boarders else 3
    return Served(days, days * meals, round(boarders * 0.94), lunch, boarders)


def prices(school: DemoSchool, month: Period) -> list[Price]:
    """What the school charges; reviewed once a year in September."""
    opened = opened_of(month)
    level = _LEVEL[school.locality]
    rise = Decimal("0.03") * (opened - 2025) if school.draws("rise").random() < 0.5 else Decimal(0)
    own = Decimal(f"{school.draws('price').uniform(0.94, 1.08):.3f}") * (1 + rise)
    found = []
    for stage in school.stages:
        if stage in ("preschool", "primary", "special"):
            whole = (_PACKAGE[stage] * level * own / 5).quantize(Decimal(1)) * 5
            if school.nutrition_pilot != "none":
                whole = Decimal(100)  # the pilot's subsidy pays the rest
            found.append(Price(stage, "lunch", "package", whole))
            continue
        for meal, price in _SWIPED.items():
            if meal == "lunch" or school.boarding != "none":
                found.append(Price(stage, meal, "swipe", (price * level * own / _HALF).quantize(Decimal(1)) * _HALF))
    return found
