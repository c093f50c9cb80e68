"""``houqin recompute``: rows, facts and marts again, from what was accepted; the same numbers come out."""

import click
from rich.progress import Progress

from etl.facts.recomputing import compare_originals, districts, recompute_district
from etl.originals import Originals
from etl.workbook.guard.pool import GuardPool
from oversight.settings import Settings


@click.command()
@click.option(
    "--originals", is_flag=True, help="Read every original again first and compare it with what was accepted."
)
@click.option("--batch", default=500, show_default=True, help="Versions in one transaction.")
def recompute(*, originals: bool, batch: int) -> None:
    """Write typed rows, facts, areas and peer groups of every accepted version again."""
    settings = Settings.load()
    pools = settings.pools(size=2)
    differing = 0
    with Progress() as progress, GuardPool() as guard:
        for district_id, name in districts(pools):
            if originals:
                task = progress.add_task(f"{name}: originals", total=None)
                store = Originals(settings.home / "originals")
                for outcome in compare_originals(pools, store, guard, district_id, batch=batch):
                    progress.update(task, total=outcome.total, completed=outcome.done)
                    for receipt in outcome.differing:
                        differing += 1
                        progress.console.print(f"{receipt}: the original does not give the accepted figures")
            task = progress.add_task(f"{name}: facts", total=None)
            for done, total in recompute_district(pools, district_id, batch=batch):
                progress.update(task, total=total, completed=done)
    pools.dispose()
    if differing:
        raise SystemExit(1)
