"""Returns filled in on a page: the rows as typed until they are checked, and by which way an original came."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.rls import isolate

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_SCHOOL = ["district_id", "school_id"]


def upgrade() -> None:
    op.create_table(
        "form_draft",
        *(sa.Column(name, sa.Integer, nullable=False) for name in _SCHOOL),
        sa.Column("duty_id", sa.Uuid, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("checked_revision", sa.Integer),
        sa.Column("upload_id", sa.Uuid),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(*_SCHOOL, "duty_id", name="pk_form_draft"),
        sa.ForeignKeyConstraint(
            [*_SCHOOL, "duty_id"], ["duty.district_id", "duty.school_id", "duty.id"], name="fk_form_draft_duty"
        ),
    )
    op.create_table(
        "form_row",
        *(sa.Column(name, sa.Integer, nullable=False) for name in _SCHOOL),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("duty_id", sa.Uuid, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("position", sa.Double, nullable=False),
        sa.Column("cells", JSONB, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("is_removed", sa.Boolean, nullable=False),
        sa.Column("changed_by", sa.Uuid, nullable=False),
        sa.Column("changed_by_name", sa.Text, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(*_SCHOOL, "id", name="pk_form_row"),
        sa.ForeignKeyConstraint(
            [*_SCHOOL, "duty_id"],
            ["form_draft.district_id", "form_draft.school_id", "form_draft.duty_id"],
            name="fk_form_row_form_draft",
        ),
        sa.CheckConstraint("jsonb_typeof(cells) = 'object'", name="ck_form_row_cells"),
    )
    op.create_index("ix_form_row_duty", "form_row", [*_SCHOOL, "duty_id"])
    for table in ("form_draft", "form_row"):
        isolate(table)
        op.execute(f"grant select, insert, update on {table} to houqin_listed")
    op.execute("grant delete on form_row to houqin_listed")
    op.add_column("upload", sa.Column("source", sa.Text, nullable=False, server_default="file"))
    op.create_check_constraint("ck_upload_source", "upload", "source in ('form', 'file', 'api')")


def downgrade() -> None:
    op.drop_column("upload", "source")
    op.drop_table("form_row")
    op.drop_table("form_draft")
