"""Complaints that anybody hands in on the public pages: kept through one function, dealt with by the bureau."""

import sqlalchemy as sa
from alembic import op

from migrations.rls import allow, isolate

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

# The public may hand in and read nothing: no right on the table, only on this.
_TAKE = """
create function sec.take_complaint(district_code text, id uuid, number text, at timestamptz, school_code text,
    domain text, content text, contact bytea)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    taken integer;
begin
    insert into public.complaint_notice (district_id, id, number, received_at, school_code, domain, content, contact, state)
    select d.district_id, take_complaint.id, take_complaint.number, take_complaint.at, take_complaint.school_code,
        take_complaint.domain, take_complaint.content, take_complaint.contact, 'received'
    from public.district d where d.code = take_complaint.district_code;
    get diagnostics taken = row_count;
    return taken = 1;
end $$
"""
_ARGUMENTS = "text, uuid, text, timestamptz, text, text, text, bytea"


def upgrade() -> None:
    op.create_table(
        "complaint_notice",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("school_code", sa.Text),
        sa.Column("domain", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("contact", sa.LargeBinary),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("finding", sa.Text),
        sa.Column("action", sa.Text),
        sa.Column("public_reply", sa.Text),
        sa.Column("handled_by_name", sa.Text),
        sa.PrimaryKeyConstraint("district_id", "id", name="pk_complaint_notice"),
        sa.CheckConstraint("state in ('received', 'acknowledged', 'closed')", name="ck_complaint_notice_state"),
        sa.CheckConstraint("length(content) between 10 and 2000", name="ck_complaint_notice_content"),
        sa.CheckConstraint(
            "(state = 'received') = (acknowledged_at is null)", name="ck_complaint_notice_acknowledged_at"
        ),
        sa.CheckConstraint("(state = 'closed') = (closed_at is not null)", name="ck_complaint_notice_closed_at"),
        sa.CheckConstraint(
            "(state = 'closed') = (finding is not null and action is not null)", name="ck_complaint_notice_finding"
        ),
        sa.Index("uq_complaint_notice_number", "number", unique=True),
        sa.Index("ix_complaint_notice_state", "district_id", "state", "received_at"),
    )
    isolate("complaint_notice", listed="bureau")
    allow("complaint_notice", "houqin_owner", "true", command="insert")
    op.execute("grant select, update on complaint_notice to houqin_district, houqin_worker")
    op.execute(_TAKE)
    op.execute(f"revoke all on function sec.take_complaint({_ARGUMENTS}) from public")
    op.execute(f"grant execute on function sec.take_complaint({_ARGUMENTS}) to houqin_public")
    op.execute("grant usage on schema sec to houqin_public")


def downgrade() -> None:
    op.execute("revoke usage on schema sec from houqin_public")
    op.execute(f"drop function sec.take_complaint({_ARGUMENTS})")
    op.drop_table("complaint_notice")
