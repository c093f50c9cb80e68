"""The job queue of procrastinate 3.10 in the schema ``queue``; web roles add jobs, the worker runs them."""

from alembic import op

from migrations.sql import run_file

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

DEFERRING = "houqin_listed, houqin_district, houqin_login"


def upgrade() -> None:
    op.execute("create schema queue")
    op.execute("set local search_path = queue")
    run_file("0002_job_queue.sql")
    op.execute("set local search_path = public")
    op.execute("revoke all on all functions in schema queue from public")
    op.execute(f"grant usage on schema queue to {DEFERRING}, houqin_worker")
    op.execute(f"grant select, insert on queue.procrastinate_jobs to {DEFERRING}")
    op.execute(f"grant insert on queue.procrastinate_events to {DEFERRING}")
    op.execute(
        f"grant usage on sequence queue.procrastinate_jobs_id_seq, queue.procrastinate_events_id_seq to {DEFERRING}"
    )
    op.execute(
        "grant execute on function queue.procrastinate_defer_jobs_v1(queue.procrastinate_job_to_defer_v1[])"
        f" to {DEFERRING}"
    )
    op.execute("grant select, insert, update, delete on all tables in schema queue to houqin_worker")
    op.execute("grant usage on all sequences in schema queue to houqin_worker")
    op.execute("grant execute on all functions in schema queue to houqin_worker")


def downgrade() -> None:
    op.execute("drop schema queue cascade")
