"""From when a district asks for a return."""

import sqlalchemy as sa
from alembic import op

from migrations.rls import isolate

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "return_use",
        sa.Column("district_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("return_code", sa.Text, primary_key=True),
        sa.Column("asked_from", sa.Date, nullable=False),
        sa.Column("asked_until", sa.Date),
        sa.CheckConstraint("asked_until is null or asked_until >= asked_from", name="ck_return_use_span"),
    )
    isolate("return_use", listed="district")
    op.execute("grant select on return_use to houqin_listed")
    op.execute("grant select, insert, update, delete on return_use to houqin_district")
    op.execute("grant select, insert, update on return_use to houqin_worker")


def downgrade() -> None:
    op.drop_table("return_use")
