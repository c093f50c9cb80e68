"""Units of the bureau that file returns for the whole district (catalogue 1.1): made when they are first asked for."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.registry.models import BureauUnit
from tenants.returns.lists import LISTS


def open_unit(session: Session, district_id: int, code: str, *, opened_on: date) -> BureauUnit:
    """The unit of that code; it owes its returns for every period that starts on the day or later.

    Raises:
        KeyError: The catalogue has no such unit.
    """
    name = LISTS["bureau_unit"][code]
    found = session.scalar(select(BureauUnit).where(BureauUnit.school_code == code))
    if found is not None:
        return found
    unit = BureauUnit(
        district_id=district_id,
        school_code=code,
        name_zh=name.zh,
        name_en=name.en[:1].upper() + name.en[1:],
        short_name_zh=name.zh,
        opened_on=opened_on,
        sort_key=f"zzz {code}",  # after the schools
        initials="",
    )
    session.add(unit)
    session.flush()
    return unit
