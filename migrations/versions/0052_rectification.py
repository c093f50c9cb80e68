"""The tables of R38 ``rectification``."""

from alembic import op

from migrations.rls import isolate
from migrations.sql import run_file

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

TABLES = ("returns.rectification_main",)


def upgrade() -> None:
    run_file("0052_rectification.sql")
    for name in TABLES:
        isolate(name)
        op.execute(f"grant select on {name} to houqin_listed, houqin_district")
        op.execute(f"grant select, insert, update, delete on {name} to houqin_worker")


def downgrade() -> None:
    for name in TABLES:
        op.execute(f"drop table {name}")
