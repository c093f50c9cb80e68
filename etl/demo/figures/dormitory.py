"""The dormitory buildings of a school at the start of a term (R14)."""

from decimal import Decimal
from typing import Any

from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import boarders_of
from etl.demo.schools import DemoSchool
from tenants.calendar.periods import Period

_BEDS_A_ROOM = 8
_AREA_A_BED = (2.9, 4.1)


def dormitory_rows(school: DemoSchool, term: Period) -> dict[str, list[dict[str, Any]]]:
    """One row for each building; boarders are spread over them and drift a little from term to term."""
    boarders = boarders_of(school, opened_of(term))
    shares = [boarders // school.dorms + (number < boarders % school.dorms) for number in range(school.dorms)]
    return {"main": [_row(school, term, number, share) for number, share in enumerate(shares, 1)]}


def _row(school: DemoSchool, term: Period, number: int, share: int) -> dict[str, Any]:
    house = school.draws("dorm", number)  # the building stays as it is
    beds = -(-round(share * house.uniform(1.0, 1.18) + 4) // _BEDS_A_ROOM) * _BEDS_A_ROOM
    area, hot_water, showers = house.uniform(*_AREA_A_BED), house.random() < 0.5 + 0.5 * school.care, beds // 12 + 2
    extinguishers, exits = beds // 20 + 4, 2 + (beds > 300)
    now = school.draws("dorm", number, term.key)
    boarders = max(0, share - now.randint(0, max(1, share // 60)))
    wardens = max(1, -(-boarders // now.randint(95, 165)))
    is_careful = now.random() < 0.35 + 0.65 * school.care
    rooms = beds // _BEDS_A_ROOM
    return {
        "facility_no": f"D{number:02d}",
        "rooms": rooms,
        "beds": beds,
        "boarders": boarders,
        "living_area": Decimal(f"{beds * area:.1f}"),
        "wardens": wardens,
        "wardens_certified": wardens - (0 if is_careful else 1),
        "shared_beds": 0 if now.random() < 0.97 else now.randint(2, 6),
        "separate_sexes": True,
        "duty_24h": True,
        "info_posted": is_careful or now.random() < 0.8,
        "rules_complete": is_careful or now.random() < 0.7,
        "plan_ready": True,
        "hydrants": 2 * (rooms // 12 + 1),
        "extinguishers": extinguishers,
        "exits": exits,
        "exits_clear": exits - (0 if now.random() < 0.96 else 1),
        "staff_fire_trained": wardens - (0 if now.random() < 0.5 + 0.5 * school.care else 1),
        "hot_water": hot_water,
        "showers": showers,
        "civilised_rooms": min(rooms, round(rooms * now.uniform(0.74, 0.99))),
    }
