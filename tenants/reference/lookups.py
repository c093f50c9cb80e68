"""Reference tables as rules look them up, on a day: the district's own rows over the declared defaults."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.inspections.schemes import items_on
from tenants.reference.models import (
    AidProgramme,
    CentralPurchase,
    EnergyCoefficient,
    FoodItem,
    MenuReference,
    Supplier,
)
from tenants.registry.register import registered_schools
from tenants.returns.reference_defaults import DEFAULTS, Table, scheme_tables

Tables = dict[date, Table]


def reference_tables(session: Session, name: str, days: set[date]) -> Tables:
    """One table of a district as it holds on each of the days, in one statement.

    Raises:
        KeyError: There is no such table.
    """
    if name in _OF_SCHEMES:
        return {day: scheme_tables(items)[name] for day, items in items_on(session, days).items()}
    found = _LOADERS[name](session) if name in _LOADERS else []
    return {day: dict(DEFAULTS.get(name, {})) | _on(found, day) for day in days}


_Rows = list[tuple[tuple[str, ...], date, dict[str, Any]]]  # key, valid from, columns


def _on(rows: _Rows, day: date) -> dict[tuple[str, ...], dict[str, Any]]:
    """The latest columns of each key that hold on a day."""
    latest: dict[tuple[str, ...], tuple[date, dict[str, Any]]] = {}
    for key, valid_from, columns in rows:
        if valid_from <= day and (key not in latest or latest[key][0] <= valid_from):
            latest[key] = (valid_from, columns)
    return {key: columns for key, (_, columns) in latest.items()}


def _aid(session: Session) -> _Rows:
    return [
        ((each.programme, each.stage), each.valid_from, {"yuan_a_term": each.yuan_a_term})
        for each in session.scalars(select(AidProgramme))
    ]


def _energy(session: Session) -> _Rows:
    return [
        ((each.energy_type,), each.valid_from, {"kgce": each.kgce})
        for each in session.scalars(select(EnergyCoefficient))
    ]


def _food(session: Session) -> _Rows:
    return [
        ((each.item_code,), date.min, {"category": each.food_category}) for each in session.scalars(select(FoodItem))
    ]


def _suppliers(session: Session) -> _Rows:
    return [
        ((each.credit_code,), date.min, {"pool_status": each.pool_status}) for each in session.scalars(select(Supplier))
    ]


def _central(session: Session) -> _Rows:
    return [
        ((each.food_category,), each.valid_from, {"is_central": each.is_central})
        for each in session.scalars(select(CentralPurchase))
    ]


def _menu(session: Session) -> _Rows:
    return [
        (
            (each.stage,),
            each.valid_from,
            {"veg_low": each.veg_low, "meat_low": each.meat_low, "salt_high": each.salt_high},
        )
        for each in session.scalars(select(MenuReference))
    ]


def _register(session: Session) -> _Rows:
    return [
        ((each.school_code,), date.min, {"name_zh": each.name.zh, "name_en": each.name.en})
        for each in registered_schools(session)
    ]


_OF_SCHEMES = {"scheme_item", "scheme"}
_LOADERS: dict[str, Callable[[Session], _Rows]] = {
    "aid_programme": _aid,
    "energy_coefficient": _energy,
    "food_item": _food,
    "supplier": _suppliers,
    "central_purchase": _central,
    "menu_reference": _menu,
    "school_register": _register,
}
