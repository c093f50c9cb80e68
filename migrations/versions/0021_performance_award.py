"""The tables of R35 ``performance_award``."""

from alembic import op

from migrations.rls import isolate
from migrations.sql import run_file

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLES = ("returns.performance_award_evaluation", "returns.performance_award_award")


def upgrade() -> None:
    run_file("0021_performance_award.sql")
    for name in TABLES:
        isolate(name)
        op.execute(f"grant select on {name} to houqin_listed, houqin_district")
        op.execute(f"grant select, insert, update, delete on {name} to houqin_worker")


def downgrade() -> None:
    for name in TABLES:
        op.execute(f"drop table {name}")
