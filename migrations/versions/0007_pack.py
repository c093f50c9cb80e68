"""Packs: all returns due in a month in one workbook."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.rls import isolate

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATES = "('waiting', 'read', 'refused', 'absent', 'unchanged')"
STATES_BEFORE = "('waiting', 'read', 'refused')"


def upgrade() -> None:
    op.create_table(
        "pack",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("school_id", sa.Integer, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("receipt_no", sa.Text, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.Uuid, nullable=False),
        sa.Column("received_by_name", sa.Text, nullable=False),
        sa.Column("received_as", sa.Text, nullable=False),
        sa.Column("unknown_sheets", JSONB),
        sa.PrimaryKeyConstraint("district_id", "school_id", "id", name="pk_pack"),
        sa.ForeignKeyConstraint(
            ["district_id", "school_id"], ["school.district_id", "school.school_id"], name="fk_pack_school"
        ),
    )
    op.create_index("uq_pack_sha256", "pack", ["district_id", "school_id", "month", "sha256"], unique=True)
    op.create_index("uq_pack_receipt_no", "pack", ["district_id", "school_id", "receipt_no"], unique=True)
    isolate("pack")
    op.execute("grant select, insert on pack to houqin_listed")
    op.execute("grant select on pack to houqin_district")
    op.execute("grant select, insert, update (unknown_sheets) on pack to houqin_worker")
    op.add_column("upload", sa.Column("pack_id", sa.Uuid))
    _states(STATES)


def downgrade() -> None:
    op.execute("alter table upload disable trigger keep")
    op.execute("delete from upload where state in ('absent', 'unchanged')")
    op.execute("alter table upload enable trigger keep")
    _states(STATES_BEFORE)
    op.drop_column("upload", "pack_id")
    op.drop_table("pack")


def _states(allowed: str) -> None:
    op.execute("alter table upload drop constraint ck_upload_uploadstate")
    op.execute(f"alter table upload add constraint ck_upload_uploadstate check (state in {allowed})")
