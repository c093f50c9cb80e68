"""What a district sets for itself: the trail of every change, targets of indicators, the menu reference."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.rls import isolate

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_DATED: dict[str, tuple[str, dict[str, sa.types.TypeEngine[Any]]]] = {
    "indicator_target": ("indicator", {"target": sa.Numeric(14, 4), "red": sa.Numeric(14, 4)}),
    "menu_reference": (
        "stage",
        {"veg_low": sa.Numeric(8, 2), "meat_low": sa.Numeric(8, 2), "salt_high": sa.Numeric(8, 2)},
    ),
}
_TAKEN_BACK = ("parameter_value", "cost_share_limit", "meal_fee_cap")  # what is planned may be taken back


def upgrade() -> None:
    op.create_table(
        "setting_change",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("account_name", "kind", "subject", "action")),
        sa.Column("valid_from", sa.Date),
        sa.Column("before", JSONB),
        sa.Column("after", JSONB),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("district_id", "id", name="pk_setting_change"),
    )
    op.create_index("ix_setting_change_subject", "setting_change", ["district_id", "kind", "subject", "at"])
    isolate("setting_change", listed="bureau")
    op.execute("grant select on setting_change to houqin_listed")
    op.execute("grant select, insert on setting_change to houqin_district")
    for name, (key, columns) in _DATED.items():
        op.create_table(
            name,
            sa.Column("district_id", sa.Integer, nullable=False),
            sa.Column(key, sa.Text, nullable=False),
            sa.Column("valid_from", sa.Date, nullable=False),
            *(sa.Column(column, kind, nullable=False) for column, kind in columns.items()),
            sa.PrimaryKeyConstraint("district_id", key, "valid_from", name=f"pk_{name}"),
        )
        isolate(name, listed="district")
        op.execute(f"grant select on {name} to houqin_listed, houqin_worker")
        op.execute(f"grant select, insert, update, delete on {name} to houqin_district")
    for name in _TAKEN_BACK:
        op.execute(f"grant delete on {name} to houqin_district")
    op.execute("alter table energy_coefficient alter column kgce type numeric(12, 6)")


def downgrade() -> None:
    op.execute("alter table energy_coefficient alter column kgce type numeric(10, 4)")
    for name in _TAKEN_BACK:
        op.execute(f"revoke delete on {name} from houqin_district")
    for name in ("setting_change", *_DATED):
        op.drop_table(name)
