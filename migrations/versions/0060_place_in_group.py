"""A school's place in its peer group, told without the others' figures."""

from alembic import op

from migrations.sql import run_file

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_file("0060_place_in_group.sql")


def downgrade() -> None:
    op.execute("drop function sec.place_in_group(integer, text[], text[], text[], text[], numeric[])")
