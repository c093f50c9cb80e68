"""``houqin serve``: the web application under gunicorn."""

import os
import sys
from pathlib import Path

import click

from oversight.database.starting import settings_to_start


@click.command()
@click.option("--port", type=int, help="Instead of PORT.")
def serve(*, port: int | None) -> None:
    """Run the web application, once nothing is wrong with settings and database."""
    settings = settings_to_start()
    os.environ["PORT"] = str(port or settings.port)
    gunicorn = Path(sys.executable).parent / "gunicorn"
    config = Path(__file__).parents[3] / "gunicorn.conf.py"
    arguments = [str(gunicorn), "--config", str(config), "oversight.wsgi:app"]
    os.execv(str(gunicorn), arguments)
