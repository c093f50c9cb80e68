"""The audit trail by person, action, object and school, each from an index; a school reads what is about it."""

import sqlalchemy as sa
from alembic import op

from migrations.rls import allow

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

_INDEXES = {
    "audit_entry": ("account_name", "action", "subject", "school_id"),
    "step": ("account_name", "action", "school_id"),
}


def upgrade() -> None:
    op.add_column("audit_entry", sa.Column("school_id", sa.Integer))
    for table, columns in _INDEXES.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, ["district_id", column, "at"])
    op.execute("drop policy houqin_listed on audit_entry")
    op.execute(
        "create policy houqin_listed on audit_entry to houqin_listed"
        " using (district_id = (select sec.district()) and school_id = any((select sec.schools())::int[])"
        " and not (select sec.is_bureau()))"
        " with check (district_id = (select sec.district())"
        " and (school_id is null or school_id = any((select sec.schools())::int[])))"
    )
    op.execute("grant select on audit_entry to houqin_listed")


def downgrade() -> None:
    op.execute("revoke select on audit_entry from houqin_listed")
    op.execute("drop policy houqin_listed on audit_entry")
    allow("audit_entry", "houqin_listed", "district_id = (select sec.district())", command="insert")
    for table, columns in _INDEXES.items():
        for column in columns:
            op.drop_index(f"ix_{table}_{column}", table)
    op.drop_column("audit_entry", "school_id")
