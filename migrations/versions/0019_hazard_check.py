"""The tables of R18 ``hazard_check``."""

from alembic import op

from migrations.rls import isolate
from migrations.sql import run_file

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLES = ("returns.hazard_check_check", "returns.hazard_check_hazard")


def upgrade() -> None:
    run_file("0019_hazard_check.sql")
    for name in TABLES:
        isolate(name)
        op.execute(f"grant select on {name} to houqin_listed, houqin_district")
        op.execute(f"grant select, insert, update, delete on {name} to houqin_worker")


def downgrade() -> None:
    for name in TABLES:
        op.execute(f"drop table {name}")
