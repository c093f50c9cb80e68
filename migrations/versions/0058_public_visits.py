"""Results of inspections as the public reads them: visits, findings past their deadline, year scores."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

_TABLES = ("visit", "visit_finding", "year_score")


def upgrade() -> None:
    op.create_table(
        "visit",
        sa.Column("visit_no", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("district_code", "school_code", "name_zh", "name_en")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("visit_type", "scheme_code")),
        sa.Column("visited_on", sa.Date, nullable=False),
        sa.Column("score", sa.Numeric(5, 2), nullable=False),
        sa.Column("grade", sa.Text, nullable=False),
        sa.Column("star", sa.Integer, nullable=False),
        sa.Column("vetoes", sa.Text, nullable=False),
        sa.Column("version_no", sa.Integer, nullable=False),
        sa.Column("published_on", sa.Date, nullable=False),
        sa.Column("corrected_on", sa.Date),
        sa.Index("ix_visit_school_code", "school_code", "visited_on"),
        schema="release",
    )
    op.create_table(
        "visit_finding",
        sa.Column("visit_no", sa.Text, sa.ForeignKey("release.visit.visit_no", ondelete="CASCADE"), primary_key=True),
        sa.Column("finding_no", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("item_zh", "item_en", "severity", "description")),
        sa.Column("deadline", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
        schema="release",
    )
    op.create_table(
        "year_score",
        sa.Column("school_code", sa.Text, primary_key=True),
        sa.Column("period_key", sa.Text, primary_key=True),
        sa.Column("district_code", sa.Text, nullable=False),
        sa.Column("score", sa.Numeric(5, 2), nullable=False),
        sa.Column("grade_at_best", sa.Text, nullable=False),
        schema="release",
    )
    for table in _TABLES:
        op.execute(f"grant select, insert, update, delete on release.{table} to houqin_worker")
        op.execute(f"grant select on release.{table} to houqin_public")


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table, schema="release")
