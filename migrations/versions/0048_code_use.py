"""Codes a district uses or not, from a day on."""

import sqlalchemy as sa
from alembic import op

from migrations.rls import isolate

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "code_use",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("list_name", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("is_used", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("district_id", "list_name", "code", "valid_from", name="pk_code_use"),
    )
    isolate("code_use", listed="district")
    op.execute("grant select on code_use to houqin_listed, houqin_worker")
    op.execute("grant select, insert, update, delete on code_use to houqin_district")


def downgrade() -> None:
    op.drop_table("code_use")
