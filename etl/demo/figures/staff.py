"""Who works in the kitchens: the same count for the canteen's months and for the roster."""

from functools import lru_cache

from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import pupils_of
from etl.demo.schools import DemoSchool
from tenants.calendar.periods import Period

_PUPILS_A_WORKER = (58, 82)


def kitchen_staff(school: DemoSchool, number: str, period: Period) -> int:
    """Food staff of a canteen on duty in a school year; a delivery point has one or two who hand out."""
    (canteen,) = (each for each in school.canteens if each.number == number)
    diners = _pupils(school, opened_of(period)) * canteen.share
    if school.canteen_mode == "delivered":
        return 1 + (diners > 200)
    return max(2, -(-round(diners) // school.draws("kitchen", number).randint(*_PUPILS_A_WORKER)))


@lru_cache(maxsize=512)
def _pupils(school: DemoSchool, opened: int) -> int:
    return pupils_of(school, opened)
