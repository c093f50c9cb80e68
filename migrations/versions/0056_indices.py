"""Indices as facts: what each is made of stands beside it, and a figure formed of others has no version of its own."""

import sqlalchemy as sa
from alembic import op

from migrations.rls import isolate

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

_FIGURE = sa.Numeric(20, 6)


def upgrade() -> None:
    op.alter_column("fact", "version_id", nullable=True)
    op.alter_column("fact", "accepted_at", nullable=True)
    op.create_table(
        "index_part",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("period_key", sa.Text, nullable=False),
        sa.Column("school_id", sa.Integer, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Column("share", _FIGURE),
        sa.Column("points", _FIGURE),
        sa.Column("value", _FIGURE),
        sa.Column("source_period", sa.Text),
        sa.PrimaryKeyConstraint("district_id", "indicator", "period_key", "school_id", "part", name="pk_index_part"),
        sa.ForeignKeyConstraint(
            ["district_id", "school_id"], ["school.district_id", "school.school_id"], name="fk_index_part_school"
        ),
        sa.CheckConstraint(
            "state in ('counted', 'missing', 'awaited', 'left_out', 'deducted', 'capped')",
            name="ck_index_part_partstate",
        ),
    )
    isolate("index_part")
    op.execute("grant select on index_part to houqin_listed, houqin_district")
    op.execute("grant select, insert, delete on index_part to houqin_worker")


def downgrade() -> None:
    op.drop_table("index_part")
    op.execute("alter table fact no force row level security")  # its owner takes away what has no version
    op.execute("delete from fact where version_id is null")
    op.execute("alter table fact force row level security")
    op.alter_column("fact", "version_id", nullable=False)
    op.alter_column("fact", "accepted_at", nullable=False)
