"""The worker's role may take in files, too: the bureau files folders of workbooks from the command line."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("grant insert on upload to houqin_worker")


def downgrade() -> None:
    op.execute("revoke insert on upload from houqin_worker")
