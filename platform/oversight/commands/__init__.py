"""The ``houqin`` command line: each command's module is imported when it is called, so that ``check`` starts fast."""

from importlib import import_module

import click

# name -> (module, attribute, help shown in the list)
_COMMANDS = {
    "db": ("db", "db", "Start, stop, create, migrate and check the database."),
    "up": ("up", "up", "Everything for a first look: database, demo district, web and worker."),
    "serve": ("serve", "serve", "Run the web application."),
    "worker": ("worker", "worker", "Run a job worker."),
    "demo": ("demo", "demo", "File a demo district through the real road."),
    "catalogue": ("catalogue", "catalogue", "Print every return as declared."),
    "template": ("template", "template", "Write the workbook of one school, return and period."),
    "check": ("check", "check", "Check a filled workbook without a server."),
    "ingest": ("ingest", "ingest_folder", "File a folder of workbooks for the schools they are marked for."),
    "recompute": ("recompute", "recompute", "Recompute facts from the accepted versions."),
    "keys": ("keys", "keys", "Make and change the key of personal data."),
    "accounts": ("accounts", "accounts", "List, create and lock accounts."),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, attribute, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"oversight.commands.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry[2]) for name, entry in sorted(_COMMANDS.items())])


@click.group(cls=_LazyGroup)
def main() -> None:
    """Houqin: reporting and oversight of school logistics."""
