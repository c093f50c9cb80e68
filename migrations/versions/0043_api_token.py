"""Programs that file and read: tokens of accounts, and the answers that a repeated request gets again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.rls import isolate

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_OWNER = ["district_id", "school_id"]


def upgrade() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("membership_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scopes", JSONB, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.Column("last_used_from", sa.Text, nullable=False, server_default=""),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_api_token"),
        sa.ForeignKeyConstraint(["account_id"], ["access.account.id"], name="fk_api_token_account"),
        sa.ForeignKeyConstraint(["membership_id"], ["access.membership.id"], name="fk_api_token_membership"),
        sa.CheckConstraint("expires_at <= created_at + interval '366 days'", name="ck_api_token_expires_at"),
        sa.CheckConstraint("jsonb_array_length(scopes) > 0", name="ck_api_token_scopes"),
        schema="access",
    )
    op.create_index("ix_api_token_account_id", "api_token", ["account_id"], schema="access")
    op.execute("grant select, insert, update on access.api_token to houqin_login")
    op.add_column(
        "web_session",
        sa.Column("api_token_id", sa.Uuid, sa.ForeignKey("access.api_token.id", name="fk_web_session_api_token")),
        schema="access",
    )
    op.alter_column("upload", "source", type_=sa.String(30))  # as every list of words is kept
    op.create_table(
        "api_answer",
        *(sa.Column(name, sa.Integer, nullable=False) for name in _OWNER),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("request_sha256", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("body", sa.Text),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(*_OWNER, "account_id", "key", name="pk_api_answer"),
        sa.ForeignKeyConstraint(_OWNER, ["school.district_id", "school.school_id"], name="fk_api_answer_school"),
    )
    isolate("api_answer")
    op.execute("grant select, insert, update, delete on api_answer to houqin_listed")


def downgrade() -> None:
    op.alter_column("upload", "source", type_=sa.Text)
    op.drop_table("api_answer")
    op.execute("delete from access.web_session where api_token_id is not null")
    op.drop_column("web_session", "api_token_id", schema="access")
    op.drop_table("api_token", schema="access")
