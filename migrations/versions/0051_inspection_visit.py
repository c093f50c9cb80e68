"""The tables of R37 ``inspection_visit``."""

from alembic import op

from migrations.rls import isolate
from migrations.sql import run_file

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

TABLES = ("returns.inspection_visit_visit", "returns.inspection_visit_score", "returns.inspection_visit_finding")


def upgrade() -> None:
    run_file("0051_inspection_visit.sql")
    for name in TABLES:
        isolate(name)
        op.execute(f"grant select on {name} to houqin_listed, houqin_district")
        op.execute(f"grant select, insert, update, delete on {name} to houqin_worker")


def downgrade() -> None:
    for name in TABLES:
        op.execute(f"drop table {name}")
