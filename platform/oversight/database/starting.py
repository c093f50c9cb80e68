"""The gate every long-running process passes: all that is wrong is said at once, and nothing half-ready starts."""

import os

import click

from oversight.database.checks import problems, warnings
from oversight.settings import Settings, SettingsWrong
from tenants.text import Text


def settings_to_start() -> Settings:
    """The settings of this process, once nothing is wrong with them and with the database; else exit with status 1.

    The administrator's address, which only ``houqin db`` needs, is dropped from the process and what it starts.
    """
    wrong: list[Text] = []
    try:
        settings = Settings.load()
    except SettingsWrong as problem:
        settings, wrong = problem.usable, problem.problems
    os.environ.pop("DATABASE_ADMIN_URL", None)
    settings = settings.model_copy(update={"database_admin_url": None})
    wrong = [*wrong, *problems(settings)]
    say(warnings(settings), "!")
    if wrong:
        click.echo("Not started; mend all of this first: / 未启动，请先处理以下问题：", err=True)
        say(wrong, "-")
        raise SystemExit(1)
    return settings


def say(texts: list[Text], mark: str) -> None:
    """Each text on the terminal, in both languages."""
    for each in texts:
        click.echo(f"  {mark} {each.en}\n    {each.zh}", err=True)
