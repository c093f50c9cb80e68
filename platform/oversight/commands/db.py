"""``houqin db``: start, stop, create, migrate and check the database; the only commands that work as administrator."""

import os
import subprocess

import click
from psycopg import OperationalError

from oversight.database import migrating
from oversight.database.checks import problems, warnings
from oversight.database.embedded import Embedded
from oversight.database.initialising import init_database
from oversight.database.programs import binaries
from oversight.database.starting import say
from oversight.secret_file import ensure_secrets
from oversight.settings import Settings, SettingsWrong
from tenants.errors import OversightError


class _Group(click.Group):
    """Says what a person can mend in both languages, without a trace."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SettingsWrong as problem:
            say(problem.problems, "-")
        except OversightError as problem:
            say([problem.text], "-")
        except OperationalError as problem:
            click.echo(f"  - {str(problem).strip().splitlines()[-1]}", err=True)
        raise SystemExit(1)


@click.group(cls=_Group)
def db() -> None:
    """Start, stop, create, migrate and check the database."""


@db.command()
def start() -> None:
    """Start the embedded server, making it and its roles and tables if they are not there."""
    settings = Settings.load()
    start_embedded(settings)
    click.echo("running")


@db.command()
def stop() -> None:
    """Stop the embedded server."""
    _embedded(Settings.load()).stop()
    click.echo("stopped")


@db.command()
def status() -> None:
    """Tell whether the embedded server runs; exit status 1 if not."""
    state = _embedded(Settings.load()).state()
    click.echo(state.value)
    raise SystemExit(0 if state.value == "running" else 1)


@db.command()
def init() -> None:
    """Make roles, passwords, database, tables and policies; again, it makes what is missing."""
    init_and_migrate(Settings.load())
    click.echo("ready")


@db.command()
@click.argument("revision", default="head")
def migrate(revision: str) -> None:
    """Bring the database to the newest revision (or the one named)."""
    migrating.migrate(Settings.load().admin_url, revision)
    click.echo("migrated")


@db.command()
def check() -> None:
    """Say all that forbids a start; exit status 1 if there is anything."""
    settings = Settings.load()
    say(warnings(settings), "!")
    found = problems(settings)
    say(found, "-")
    if found:
        raise SystemExit(1)
    click.echo("ready")


@db.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def psql(arguments: tuple[str, ...]) -> None:
    """Open psql as the administrator."""
    url = Settings.load().admin_url.set(drivername="postgresql")
    address = url.set(password=None).render_as_string(hide_password=False)
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    raise SystemExit(subprocess.call([str(binaries() / "psql"), address, *arguments], env=environment))


def start_embedded(settings: Settings) -> None:
    """Start the embedded server and bring its database up to the code."""
    for directory in _embedded(settings).start():
        click.echo(f"opened for passage (not for listing): {directory}", err=True)
    init_and_migrate(settings)


def init_and_migrate(settings: Settings) -> None:
    """Make secrets, roles, database and tables; what is there stays."""
    init_database(settings.admin_url, ensure_secrets(settings.secrets_path).roles)
    migrating.migrate(settings.admin_url)


def _embedded(settings: Settings) -> Embedded:
    if settings.embedded is None:
        raise click.UsageError("DATABASE_URL names a server of your own; start and stop it there.")
    return settings.embedded
