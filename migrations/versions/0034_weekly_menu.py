"""The tables of R04 ``weekly_menu``."""

from alembic import op

from migrations.rls import isolate
from migrations.sql import run_file

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TABLES = ("returns.weekly_menu_main",)


def upgrade() -> None:
    run_file("0034_weekly_menu.sql")
    for name in TABLES:
        isolate(name)
        op.execute(f"grant select on {name} to houqin_listed, houqin_district")
        op.execute(f"grant select, insert, update, delete on {name} to houqin_worker")


def downgrade() -> None:
    for name in TABLES:
        op.execute(f"drop table {name}")
