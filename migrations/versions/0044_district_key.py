"""The key of each district's personal data, wrapped by a key from outside the database."""

import sqlalchemy as sa
from alembic import op

from migrations.rls import isolate

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "district_key",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("district_id", name="pk_district_key"),
        sa.ForeignKeyConstraint(["district_id"], ["district.district_id"], name="fk_district_key_district"),
    )
    isolate("district_key", listed="district")
    op.execute("grant select, insert on district_key to houqin_listed")
    op.execute("grant select on district_key to houqin_district")
    op.execute("grant select, insert, update (wrapped) on district_key to houqin_worker")


def downgrade() -> None:
    op.drop_table("district_key")
