"""The accepted rows of any part, whether it has a table of its own or stands among the supplementary rows."""

from sqlalchemy import FromClause, Numeric, cast, select

from tenants.returns.declaration import NUMBERS, Part, Return
from tenants.returns.own import own_returns
from tenants.returns.tables import OWN_COLUMNS, table_of
from tenants.supplementary.models import SupplementaryRow


def is_own(ret: Return) -> bool:
    """Whether the district at work defined it itself."""
    return any(each.code == ret.code for each in own_returns())


def rows_of(ret: Return, part: Part) -> FromClause:
    """A table, or what reads like one: a column for each field, numbers as such and everything else as text."""
    if not is_own(ret):
        return table_of(ret, part)
    kept = SupplementaryRow.__table__.c
    values = ((each, kept.figures[each.code].astext) for each in part.fields)
    columns = [(cast(text, Numeric) if each.kind in NUMBERS else text).label(each.code) for each, text in values]
    own = [kept[name] for name in OWN_COLUMNS]
    asked = select(*own, *columns).where(kept.return_code == ret.code, kept.part == part.code)
    return asked.subquery(f"{ret.code}_{part.code}")
