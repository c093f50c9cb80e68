"""``houqin worker``: run jobs until told to stop."""

import click

from etl.jobs.running import run_worker
from etl.jobs.workshop import Workshop
from etl.originals import Originals
from etl.workbook.guard.pool import GuardPool
from oversight.database.starting import settings_to_start


@click.command()
@click.option("--until-empty", is_flag=True, help="Stop when no job is left instead of waiting for more.")
def worker(*, until_empty: bool) -> None:
    """Run a job worker; start as many as there are cores to spare, on any machine that reaches the database."""
    settings = settings_to_start()
    pools = settings.pools(size=2)
    with GuardPool() as guard:
        guard.warm()
        try:
            run_worker(
                Workshop(pools, Originals(settings.home / "originals", pools.keyring), guard), wait=not until_empty
            )
        finally:
            pools.dispose()
