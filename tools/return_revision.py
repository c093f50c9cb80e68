"""``python -m tools.return_revision dormitory``: write the revision that makes the tables of a declared return.

It writes ``migrations/sql/<revision>_<code>.sql`` and ``migrations/versions/<revision>_<code>.py`` from the declaration
of today; a revision never reads the declarations again.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable, SchemaItem

from tenants.returns.catalogue import get_return
from tenants.returns.tables import table_of

MIGRATIONS = Path(__file__).parents[1] / "migrations"
REVISION = '''"""The tables of {number} ``{code}``."""

from alembic import op

from migrations.rls import isolate
from migrations.sql import run_file

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None

TABLES = {tables}


def upgrade() -> None:
    run_file("{revision}_{code}.sql")
    for name in TABLES:
        isolate(name)
        op.execute(f"grant select on {{name}} to houqin_listed, houqin_district")
        op.execute(f"grant select, insert, update, delete on {{name}} to houqin_worker")


def downgrade() -> None:
    for name in TABLES:
        op.execute(f"drop table {{name}}")
'''


def main(code: str) -> None:
    """Write both files."""
    ret = get_return(code, datetime.now(UTC).date())
    tables = [table_of(ret, part) for part in ret.parts]
    scripts = ScriptDirectory(str(MIGRATIONS))
    before = str(scripts.get_current_head())
    revision = f"{int(before) + 1:04d}"
    lines = [f"-- The tables of {ret.number} {code}, as it was declared then."]
    for table in tables:
        lines.append("\n" + _ddl(CreateTable(table)))
        lines += [_ddl(CreateIndex(each)) for each in sorted(table.indexes, key=lambda index: str(index.name))]
    (MIGRATIONS / "sql" / f"{revision}_{code}.sql").write_text("\n".join(lines) + "\n")
    names = tuple(str(table) for table in tables)
    text = REVISION.format(number=ret.number, code=code, revision=revision, before=before, tables=repr(names))
    (MIGRATIONS / "versions" / f"{revision}_{code}.py").write_text(text.replace("'", '"'))


def _ddl(element: SchemaItem) -> str:
    text = str(element.compile(dialect=postgresql.dialect(paramstyle="named"))).strip().replace("\t", "    ")
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + ";"


if __name__ == "__main__":
    main(sys.argv[1])
