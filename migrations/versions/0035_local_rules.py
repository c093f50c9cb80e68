"""Rules a district writes itself, each wording with the days it holds."""

import sqlalchemy as sa
from alembic import op

from migrations.rls import isolate

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_TEXTS = ("return_code", "part", "severity", "holds", "says_zh", "says_en", "remedy_zh", "remedy_en")


def upgrade() -> None:
    op.create_table(
        "local_rule",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in _TEXTS),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("district_id", "code", "version", name="pk_local_rule"),
        sa.CheckConstraint("code ~ '^LR-[1-9][0-9]*$'", name="ck_local_rule_code"),
        sa.CheckConstraint("severity in ('error', 'query', 'warning')", name="ck_local_rule_severity"),
        sa.CheckConstraint("length(holds) <= 1000", name="ck_local_rule_size"),
    )
    isolate("local_rule", listed="district")
    op.execute("grant select on local_rule to houqin_listed, houqin_worker")
    op.execute("grant select, insert, update, delete on local_rule to houqin_district")


def downgrade() -> None:
    op.drop_table("local_rule")
