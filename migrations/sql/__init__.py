"""Functions and triggers of the revisions, as SQL files named after their revision."""

from pathlib import Path

from alembic import op

_HERE = Path(__file__).parent


def run_file(name: str) -> None:
    """Execute one of the files beside this module."""
    statements = (_HERE / name).read_text(encoding="utf-8")
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(statements)
