"""Whether the process, the database, the migrations and the queue are well; figures for monitoring."""

from flask import Blueprint, Response, abort, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from oversight.access import open_to_all
from oversight.database.migrating import head
from oversight.metrics import figures
from tenants.scope.pools import Pools

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@open_to_all
def alive() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@open_to_all
def ready() -> ResponseReturnValue:
    """The database can be reached, its tables are of this program's revision, the queue can be read."""
    pools: Pools = current_app.extensions["houqin.pools"]
    found = {"database": False, "migrations": False, "queue": False}
    try:
        with pools.listed.connect() as connection:
            found["database"] = connection.scalar(text("select true"))
            found["migrations"] = connection.scalar(text("select version_num from alembic_version")) == head()
            connection.execute(text("select 1 from queue.procrastinate_jobs limit 1"))
            found["queue"] = True
    except SQLAlchemyError:
        return jsonify(status="not ready", **found), 503
    is_ready = all(found.values())
    return jsonify(status="ok" if is_ready else "not ready", **found), 200 if is_ready else 503


@bp.get("/metrics")
@open_to_all
def metrics() -> ResponseReturnValue:
    """Process figures for a collector on this machine."""
    if request.remote_addr not in {"127.0.0.1", "::1"}:
        abort(404)
    return Response(figures(), content_type=CONTENT_TYPE_LATEST)
