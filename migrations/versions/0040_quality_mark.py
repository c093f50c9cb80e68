"""Marks on accepted versions, read by the bureau alone: a reason to look at a filing, never a finding for the school."""

import sqlalchemy as sa
from alembic import op

from migrations.rls import isolate

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quality_mark",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("school_id", sa.Integer, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("duty_id", sa.Uuid, nullable=False),
        sa.Column("version_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("says_zh", sa.Text, nullable=False),
        sa.Column("says_en", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("district_id", "school_id", "id", name="pk_quality_mark"),
        sa.ForeignKeyConstraint(
            ["district_id", "school_id", "duty_id"],
            ["duty.district_id", "duty.school_id", "duty.id"],
            name="fk_quality_mark_duty",
        ),
        sa.CheckConstraint(
            "kind in ('repeated_figures', 'last_digits', 'same_justification')", name="ck_quality_mark_markkind"
        ),
    )
    op.create_index("ix_quality_mark_version", "quality_mark", ["district_id", "school_id", "version_id"])
    isolate("quality_mark", listed="reviewers")
    op.execute("grant select on quality_mark to houqin_listed, houqin_district")
    op.execute("grant select, insert, delete on quality_mark to houqin_worker")


def downgrade() -> None:
    op.drop_table("quality_mark")
