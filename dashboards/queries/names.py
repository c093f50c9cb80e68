"""What areas and schools are called."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tenants.registry.models import Area
from tenants.text import Text

_NAMES = text("""
    select 'area' as line, name_zh, name_en from area where area_code = :area
    union all
    select 'school', name_zh, name_en from school where school_code = :school
""")


def names(session: Session, *, area: str | None, school: str | None) -> dict[str, Text]:
    """Names by line of a trend; what the session may not see has none."""
    rows = session.execute(_NAMES, {"area": area, "school": school})
    return {row.line: Text(row.name_zh, row.name_en) for row in rows}


def area_names(session: Session) -> dict[str, Text]:
    """The district's areas by code."""
    rows = session.execute(select(Area.area_code, Area.name_zh, Area.name_en))
    return {row.area_code: Text(row.name_zh, row.name_en) for row in rows}
