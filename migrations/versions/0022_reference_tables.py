"""Reference tables of a district: aid programmes, energy coefficients, food items, suppliers, central purchase."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.rls import isolate

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLES: dict[str, tuple[tuple[str, ...], tuple[Any, ...]]] = {
    "aid_programme": (
        ("programme", "stage", "valid_from"),
        (sa.Column("yuan_a_term", sa.Numeric(14, 2), nullable=False),),
    ),
    "energy_coefficient": (("energy_type", "valid_from"), (sa.Column("kgce", sa.Numeric(10, 4), nullable=False),)),
    "food_item": (
        ("item_code",),
        tuple(sa.Column(name, sa.Text, nullable=False) for name in ("name_zh", "name_en", "food_category", "unit")),
    ),
    "supplier": (
        ("credit_code",),
        (
            sa.Column("name_zh", sa.Text, nullable=False),
            sa.Column("licence_no", sa.Text),
            sa.Column("licence_valid_to", sa.Date),
            sa.Column("categories", JSONB, nullable=False),
            sa.Column("pool_status", sa.Text, nullable=False),
            sa.Column("entered_on", sa.Date, nullable=False),
            sa.Column("left_on", sa.Date),
            sa.Column("last_score", sa.Numeric(5, 1)),
            sa.CheckConstraint("pool_status in ('in', 'suspended', 'out')", name="ck_supplier_pool_status"),
        ),
    ),
    "central_purchase": (("food_category", "valid_from"), (sa.Column("is_central", sa.Boolean, nullable=False),)),
}


def upgrade() -> None:
    for name, (keys, columns) in TABLES.items():
        own: list[sa.Column[Any]] = [sa.Column("district_id", sa.Integer, nullable=False)]
        own += [sa.Column(key, sa.Date if key == "valid_from" else sa.Text, nullable=False) for key in keys]
        op.create_table(name, *own, *columns, sa.PrimaryKeyConstraint("district_id", *keys, name=f"pk_{name}"))
        isolate(name, listed="district")
        op.execute(f"grant select on {name} to houqin_listed")
        op.execute(f"grant select, insert, update, delete on {name} to houqin_district")
        op.execute(f"grant select, insert, update on {name} to houqin_worker")


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
