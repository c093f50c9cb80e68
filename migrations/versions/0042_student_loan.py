"""The tables of R10 ``student_loan``."""

from alembic import op

from migrations.rls import isolate
from migrations.sql import run_file

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

TABLES = ("returns.student_loan_application", "returns.student_loan_repayment")


def upgrade() -> None:
    run_file("0042_student_loan.sql")
    for name in TABLES:
        isolate(name)
        op.execute(f"grant select on {name} to houqin_listed, houqin_district")
        op.execute(f"grant select, insert, update, delete on {name} to houqin_worker")


def downgrade() -> None:
    for name in TABLES:
        op.execute(f"drop table {name}")
