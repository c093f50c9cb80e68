"""Schools begin records of events themselves; every other duty is still raised by the calendar."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_EVENT = r"^\d{4}-\d{2}-\d{2}\.\d{4}$"


def upgrade() -> None:
    op.execute("grant insert on duty to houqin_listed")
    op.execute(
        "create policy listed_begin_events on duty as restrictive for insert to houqin_listed "
        f"with check (period_key ~ '{_EVENT}')"
    )


def downgrade() -> None:
    op.execute("drop policy listed_begin_events on duty")
    op.execute("revoke insert on duty from houqin_listed")
