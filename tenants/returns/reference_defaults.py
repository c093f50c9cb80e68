"""What reference tables hold where a district has not said otherwise (returns catalogue 1.10 and 2.3)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tenants.returns.schemes import ITEMS, SchemeItem

Table = dict[tuple[str, ...], dict[str, Any]]

_PROGRAMMES: dict[str, tuple[str, ...]] = {
    "textbook_free": ("primary", "junior"),
    "living_boarder": ("primary", "junior"),
    "living_day": ("primary", "junior"),
    "preschool_aid": ("preschool",),
    "preschool_fee_waiver": ("preschool",),
    "senior_grant": ("senior",),
    "senior_tuition": ("senior",),
    "voc_grant": ("vocational",),
    "voc_tuition": ("vocational",),
    "special_hardship": ("preschool", "primary", "junior", "senior", "vocational", "special"),
    "township_living": ("preschool", "primary", "junior", "senior", "vocational", "special"),
    "freshman_travel": ("senior",),
    "social_donation": ("preschool", "primary", "junior", "senior", "vocational", "special"),
}
# Half of the yearly amount of the urban-rural compulsory education fund measures, in force since 2023.
_YUAN_A_TERM = {
    ("living_boarder", "primary"): Decimal(625),
    ("living_boarder", "junior"): Decimal(750),
    ("living_day", "primary"): Decimal("312.50"),
    ("living_day", "junior"): Decimal(375),
}
# GB/T 2589-2020; natural gas from 1.1000 to 1.3300 and biomass are set by the district.
_KGCE = {
    "electricity": "0.1229", "natural_gas": "1.2143", "lpg": "1.7143", "coal": "0.7143", "gasoline": "1.4714",
    "diesel": "1.4571", "heat": "34.12", "biomass": "0.5", "tap_water": "0", "well_water": "0",
}  # fmt: skip
# WS/T 554-2017, one lunch or dinner: primary as 9 to 11 years, junior 12 to 14, senior and vocational 15 to 17.
_MENU = {
    "primary": (140, 32, "2"),
    "junior": (160, 40, "2"),
    "senior": (180, 44, "2.5"),
    "vocational": (180, 44, "2.5"),
}


def scheme_tables(items: Iterable[SchemeItem]) -> dict[str, Table]:
    """Scheme items as rules look them up: by item, and what a scheme has in all."""
    listed = list(items)
    domains = [(each.scheme_code, each.domain) for each in listed]
    of_items: Table = {
        (each.item_code,): {
            "scheme": each.scheme_code,
            "domain": each.domain,
            "domain_items": domains.count((each.scheme_code, each.domain)),
            "method": each.method,
            "max_points": each.max_points,
            "lo": each.lo,
            "hi": each.hi,
            "veto_below": each.veto_below,
        }
        for each in listed
    }
    of_schemes: Table = {
        (code,): {"items": sum(one == code for one, _ in domains)} for code in dict.fromkeys(one for one, _ in domains)
    }
    return {"scheme_item": of_items, "scheme": of_schemes}


_OWN: dict[str, Table] = {
    "aid_programme": {
        (programme, stage): {"yuan_a_term": _YUAN_A_TERM.get((programme, stage))}
        for programme, stages in _PROGRAMMES.items()
        for stage in stages
    },
    "energy_coefficient": {(name,): {"kgce": Decimal(value)} for name, value in _KGCE.items()},
    "menu_reference": {
        (stage,): {"veg_low": Decimal(veg), "meat_low": Decimal(meat), "salt_high": Decimal(salt)}
        for stage, (veg, meat, salt) in _MENU.items()
    },
}
DEFAULTS: dict[str, Table] = _OWN | scheme_tables(ITEMS)
