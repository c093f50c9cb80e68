"""``houqin recompute``: rows, facts and marts again, from what was accepted; the same numbers come out."""

import click
from rich.progress import Progress

from etl.facts.recomputing import compare_originals, districts, recompute_district
from etl.originals import Originals
from etl.workbook.guard.pool import GuardPool
from oversight.settings import Settings
from tenants.scope.pools import Pools


@click.command()
@click.option(
    "--originals", is_flag=True, help="Read every original again first and compare it with what was accepted."
)
@click.option("--batch", default=500, show_default=True, help="Versions in one transaction.")
def recompute(*, originals: bool, batch: int) -> None:
    """Write typed rows, facts, areas and peer groups of every accepted version again."""
    settings = Settings.load()
    pools = settings.pools(size=2)
    try:
        with Progress() as progress, GuardPool() as guard:
            store = Originals(settings.home / "originals", pools.keyring)
            told = [
                _district(progress, pools, (store, guard) if originals else None, *district, batch=batch)
                for district in districts(pools)
            ]
    finally:
        pools.dispose()
    if sum(told):
        raise SystemExit(1)


def _district(
    progress: Progress,
    pools: Pools,
    reading: tuple[Originals, GuardPool] | None,
    district_id: int,
    name: str,
    *,
    batch: int,
) -> int:
    """Recompute one district; gives how many originals say something else than what was accepted."""
    differing = 0
    if reading is not None:
        task = progress.add_task(f"{name}: originals", total=None)
        for outcome in compare_originals(pools, *reading, district_id, batch=batch):
            progress.update(task, total=outcome.total, completed=outcome.done)
            for receipt in outcome.differing:
                differing += 1
                progress.console.print(f"{receipt}: the original does not give the accepted figures")
    task = progress.add_task(f"{name}: facts", total=None)
    for done, total in recompute_district(pools, district_id, batch=batch):
        progress.update(task, total=total, completed=done)
    return differing
