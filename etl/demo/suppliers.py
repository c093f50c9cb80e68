"""Who supplies the schools of the demo, and under which contracts."""

from datetime import date

from etl.demo.schools import DemoSchool

SUPPLIERS = (
    ("91430199MA0HQDEMA8", "岚川粮油配送中心"), ("91430199MA0HQDEMBB", "惠民生鲜配送公司"),
    ("91430199MA0HQDEMCE", "田园蔬菜合作社"), ("91430199MA0HQDEMDH", "兴旺肉类食品公司"),
)  # fmt: skip
MAKER = ("91430199MA0HQDEMUW", "岚川学生服装厂")
VEGETABLES, OTHER_FOOD, UNIFORM = "vegetables", "other", "uniform"
_PAIRS = ((2, 0), (1, 3))  # who delivers vegetables, and who the rest


def contracts_of(school: DemoSchool) -> tuple[str, ...]:
    """What a school signs contracts about each August, in the order of their numbers."""
    food = (VEGETABLES, OTHER_FOOD) if school.canteen_mode in ("self_run", "contracted") else ()
    return (*food, *((UNIFORM,) if school.stages[0] in ("primary", "junior", "senior") else ()))


def supplier_of(school: DemoSchool, what: str) -> tuple[str, str]:
    """Credit code and name of who supplies it."""
    if what == UNIFORM:
        return MAKER
    return SUPPLIERS[_PAIRS[school.index % 2][what == OTHER_FOOD]]


def contract_no(school: DemoSchool, what: str, day: date) -> str:
    """The number of the contract in force on a day: signed in the August before."""
    year = day.year if day.month > 8 else day.year - 1
    return f"{school.code}-PC-{year}-{contracts_of(school).index(what) + 1:04d}"
