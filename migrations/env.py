"""Runs the revisions as the owner of the tables, each in a transaction of its own."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine, make_url, text

from migrations.metadata import metadata

SCHEMAS = {None, "access", "returns", "release"}  # sec and queue are made by SQL alone


def run(connection: Connection) -> None:
    """Bring the connected database to the revision asked for."""
    connection.execute(text("set role houqin_owner"))
    connection.execute(text("set lock_timeout = '5s'"))  # a lock waits seconds, not minutes
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_schemas=True,
        include_name=lambda name, kind, _: name in SCHEMAS if kind == "schema" else True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.execute(text("reset role"))
    connection.commit()


if (given := context.config.attributes.get("connection")) is not None:
    run(given)
else:
    url = make_url(os.environ.get("DATABASE_ADMIN_URL") or os.environ["DATABASE_URL"])
    with create_engine(url.set(drivername="postgresql+psycopg")).connect() as made:
        run(made)
