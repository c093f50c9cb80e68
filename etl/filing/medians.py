"""What schools of the district paid in the same month: medians of accepted returns, told only from five schools on.

Only a session that sees the whole district can work them out; a school learns the median, never another's price.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Table, distinct, func, select
from sqlalchemy.orm import Session

from tenants.returns.catalogue import every_version
from tenants.returns.tables import table_of

LEAST_SCHOOLS = 5
DISTRICT_TABLES = frozenset({"district_price", "district_energy_price"})
Medians = dict[str, dict[tuple[str, ...], dict[str, Any]]]  # by period


def medians(session: Session, name: str, period_keys: Iterable[str]) -> Medians:
    """Median price by item, or by kind of energy, for each of the periods; one statement."""
    if name == "district_price":
        table = _main("food_purchase")
        price: ColumnElement[Any] = table.c.unit_price
        key = table.c.item_code
    else:
        table = _main("energy_water")
        price, key = table.c.cost / table.c.qty, table.c.energy_type
    schools = func.count(distinct(table.c.school_id))
    asked = (
        select(table.c.period_key, key, func.percentile_cont(0.5).within_group(price), schools)
        .where(table.c.period_key.in_(set(period_keys)), table.c.qty > 0)
        .group_by(table.c.period_key, key)
        .having(schools >= LEAST_SCHOOLS)
    )
    found: Medians = {}
    for period_key, code, median, count in session.execute(asked):
        found.setdefault(period_key, {})[(code,)] = {"median_yuan": round(median, 4), "schools": count}
    return found


def _main(return_code: str) -> Table:
    ret = next(each for each in every_version() if each.code == return_code)
    return table_of(ret, ret.parts[0])
