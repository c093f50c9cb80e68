"""The tables of R16 ``school_bus``."""

from alembic import op

from migrations.rls import isolate
from migrations.sql import run_file

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

TABLES = ("returns.school_bus_vehicle", "returns.school_bus_traffic")


def upgrade() -> None:
    run_file("0046_school_bus.sql")
    for name in TABLES:
        isolate(name)
        op.execute(f"grant select on {name} to houqin_listed, houqin_district")
        op.execute(f"grant select, insert, update, delete on {name} to houqin_worker")


def downgrade() -> None:
    for name in TABLES:
        op.execute(f"drop table {name}")
