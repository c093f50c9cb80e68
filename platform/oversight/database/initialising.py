"""Making the roles and the database, once, as the server's administrator; the revisions make the rest."""

from collections.abc import Mapping
from contextlib import closing

import psycopg
from psycopg import sql
from sqlalchemy import URL

from tenants.scope.database_roles import APPLICATION_ROLES, BACKUP, OWNER, WORKER

Connection = psycopg.Connection[tuple[object, ...]]


def init_database(admin: URL, passwords: Mapping[str, str]) -> None:
    """Make what is missing of roles and database, set the passwords, and leave nothing to PUBLIC.

    Args:
        admin: Who may create roles and databases, and the database to make; it may be there already.
        passwords: One for each application role.
    """
    _ensure_database(admin)
    with closing(connect(admin)) as connection:
        _ensure_roles(connection, passwords)
        _hand_over(connection, admin)


def connect(url: URL) -> Connection:
    """A plain connection, each statement on its own."""
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True, connect_timeout=5, application_name="houqin db")


def _ensure_database(admin: URL) -> None:
    try:
        connect(admin).close()
    except psycopg.OperationalError as problem:
        if "does not exist" not in str(problem):
            raise
        with closing(connect(admin.set(database="postgres"))) as connection:
            name = sql.Identifier(str(admin.database))
            connection.execute(sql.SQL("create database {} encoding 'UTF8' template template0").format(name))


def _ensure_roles(connection: Connection, passwords: Mapping[str, str]) -> None:
    there = {str(row[0]) for row in connection.execute("select rolname from pg_roles where rolname like 'houqin\\_%'")}
    for role in (OWNER, *APPLICATION_ROLES):
        if role not in there:
            connection.execute(sql.SQL("create role {}").format(sql.Identifier(role)))
        can = "nologin" if role == OWNER else "login"
        flags = "nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit"
        if _is_superuser(connection):
            connection.execute(
                sql.SQL("alter role {} {} {}").format(sql.Identifier(role), sql.SQL(can), sql.SQL(flags))
            )
        else:
            connection.execute(sql.SQL("alter role {} {}").format(sql.Identifier(role), sql.SQL(can)))
    for role in APPLICATION_ROLES:
        # The verifier and not the password: statements can end up in a server's log.
        verifier = connection.pgconn.encrypt_password(passwords[role].encode(), role.encode(), b"scram-sha-256")
        connection.execute(
            sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(verifier.decode()))
        )
    if BACKUP not in there and _is_superuser(connection):
        connection.execute(sql.SQL("create role {} nologin bypassrls").format(sql.Identifier(BACKUP)))
        connection.execute(sql.SQL("grant pg_read_all_data to {}").format(sql.Identifier(BACKUP)))


def _hand_over(connection: Connection, admin: URL) -> None:
    database, owner = sql.Identifier(str(admin.database)), sql.Identifier(OWNER)
    if not _is_superuser(connection):
        connection.execute(sql.SQL("grant {} to current_user").format(owner))
    connection.execute(sql.SQL("grant create, connect on database {} to {}").format(database, owner))
    connection.execute(sql.SQL("grant usage, create on schema public to {}").format(owner))
    connection.execute("revoke create on schema public from public")
    connection.execute(sql.SQL("revoke all on database {} from public").format(database))
    names = sql.SQL(", ").join(sql.Identifier(role) for role in APPLICATION_ROLES)
    connection.execute(sql.SQL("grant connect on database {} to {}").format(database, names))
    connection.execute(sql.SQL("grant temporary on database {} to {}").format(database, sql.Identifier(WORKER)))


def _is_superuser(connection: Connection) -> bool:
    row = connection.execute("select rolsuper from pg_roles where rolname = current_user").fetchone()
    return bool(row and row[0])
