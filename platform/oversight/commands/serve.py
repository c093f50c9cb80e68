"""``houqin serve``: the web application under gunicorn."""

import os
import shutil
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
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_empty(settings.home / "run" / f"metrics-{os.environ['PORT']}"))
    gunicorn = Path(sys.executable).parent / "gunicorn"
    os.execv(str(gunicorn), [str(gunicorn), "--config", "python:oversight.serving", "oversight.wsgi:app"])


def _empty(folder: Path) -> Path:
    """A folder in which the processes of this server put their figures together; those of the last one are gone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
