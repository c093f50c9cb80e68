"""Complaints as the public reads them: published replies, and by school year how many were dealt with in time."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

_TABLES = ("complaint_reply", "complaint_year")


def upgrade() -> None:
    op.create_table(
        "complaint_reply",
        sa.Column("complaint_no", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("district_code", "school_code", "name_zh", "name_en")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("domain_zh", "domain_en", "reply")),
        sa.Column("closed_on", sa.Date, nullable=False),
        sa.Index("ix_complaint_reply_closed_on", "closed_on"),
        schema="release",
    )
    op.create_table(
        "complaint_year",
        sa.Column("school_code", sa.Text, primary_key=True),
        sa.Column("period_key", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("district_code", "name_zh", "name_en")),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("received", "acknowledged_in_time", "due", "closed_in_time")
        ),
        schema="release",
    )
    for table in _TABLES:
        op.execute(f"grant select, insert, update, delete on release.{table} to houqin_worker")
        op.execute(f"grant select on release.{table} to houqin_public")


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table, schema="release")
