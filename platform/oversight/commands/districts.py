"""Which district a command is about."""

import click
from sqlalchemy import text

from tenants.scope.pools import Pools


def district_of(pools: Pools, code: str | None) -> int:
    """The district of that code, or the only one there is."""
    with pools.worker.connect() as connection:
        rows = connection.execute(text("select district_id, code from sec.districts()")).all()
    found = [int(row.district_id) for row in rows if code in (None, row.code)]
    if len(found) != 1:
        raise click.UsageError(f"Name the district: {', '.join(row.code for row in rows)} (--district)")
    return found[0]
