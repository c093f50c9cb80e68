"""``houqin demo``: a district of 66 schools over 13 months, filed through the road a school uses."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from etl.demo.plot import MONTHS
from etl.demo.running import SCHOOLS, make_plan, run
from etl.originals import Originals
from oversight.access.credentials import demo_credentials
from oversight.settings import Settings
from tenants.errors import OversightError
from tenants.text import Text


class NotForProduction(OversightError):
    """Demo accounts have a known password."""

    says = Text(
        "示范数据的账号密码是公开的，不能装入正式环境。",
        "Demo accounts have a known password: they are not for production.",
    )


@click.command()
@click.option("--schools", default=SCHOOLS, show_default=True, help="How many schools.")
@click.option("--months", default=MONTHS, show_default=True, help="How many months back.")
def demo(*, schools: int, months: int) -> None:
    """File a demo district through the real road; a run that was cut short goes on where it was."""
    settings = Settings.load()
    if settings.is_production:
        raise click.ClickException(NotForProduction().text.en)
    file_demo(settings, schools=schools, months=months)


def is_filed(settings: Settings) -> bool:
    """Whether the demo district is complete."""
    return bool(_state(settings.home).get("is_complete"))


def file_demo(settings: Settings, *, schools: int = SCHOOLS, months: int = MONTHS) -> None:
    """Draw up the district as of the moment of the first try, and perform what is not there yet."""
    state: dict[str, Any] = {"now": datetime.now(UTC).isoformat(), "schools": schools, "months": months} | _state(
        settings.home
    )
    _write(settings.home, state)
    plan = make_plan(datetime.fromisoformat(state["now"]), schools=state["schools"], months=state["months"])
    pools = settings.pools()
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=console) as progress:
            task = progress.add_task("Filing the demo district / 正在生成示范区县", total=len(plan.scenes))
            for told in run(
                pools, Originals(settings.home / "originals", pools.keyring), plan, demo_credentials(settings)
            ):
                progress.update(task, completed=told.done, total=told.total, description=f"{told.day}")
    finally:
        pools.dispose()
    _write(settings.home, {**state, "is_complete": True})


def _state(home: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((home / "demo.json").read_text())
    except FileNotFoundError:
        return {}
    return found


def _write(home: Path, state: dict[str, Any]) -> None:
    temporary = home / "demo.json.new"
    temporary.write_text(json.dumps(state))
    temporary.replace(home / "demo.json")
