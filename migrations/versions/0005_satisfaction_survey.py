"""The tables of R33 ``satisfaction_survey``."""

from alembic import op

from migrations.rls import isolate
from migrations.sql import run_file

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("returns.satisfaction_survey_main",)


def upgrade() -> None:
    run_file("0005_satisfaction_survey.sql")
    for name in TABLES:
        isolate(name)
        op.execute(f"grant select on {name} to houqin_listed, houqin_district")
        op.execute(f"grant select, insert, update, delete on {name} to houqin_worker")


def downgrade() -> None:
    for name in TABLES:
        op.execute(f"drop table {name}")
