"""Files that stand behind a field of a version."""

import sqlalchemy as sa
from alembic import op

from migrations.rls import isolate
from migrations.sql import run_file

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

KINDS = "('pdf', 'jpg', 'png', 'xlsx')"


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("school_id", sa.Integer, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("version_id", sa.Uuid, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("part", "field", "row_key")),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid, nullable=False),
        sa.Column("added_by_name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("district_id", "school_id", "id", name="pk_attachment"),
        sa.ForeignKeyConstraint(
            ["district_id", "school_id", "version_id"],
            ["version.district_id", "version.school_id", "version.id"],
            name="fk_attachment_version",
        ),
        sa.CheckConstraint(f"kind in {KINDS}", name="ck_attachment_filekind"),
        sa.CheckConstraint("size_bytes between 1 and 10485760", name="ck_attachment_size_bytes"),
    )
    place = ["district_id", "school_id", "version_id", "part", "field", "row_key", "sha256"]
    op.create_index("uq_attachment_sha256", "attachment", place, unique=True)
    isolate("attachment")
    op.execute("grant select, insert, delete on attachment to houqin_listed, houqin_worker")
    op.execute("grant select, insert on attachment to houqin_district")
    run_file("0036_attachment.sql")


def downgrade() -> None:
    op.drop_table("attachment")
    op.execute("drop function sec.keep_attachment()")
