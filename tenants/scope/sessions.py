"""Sessions that tell the database whose eyes they have, anew in every transaction."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.orm import Session, SessionTransaction

from tenants.personal.keyring import Keyring
from tenants.personal.seals import KEYRING, forget_keys
from tenants.returns.declaration import Return
from tenants.returns.own import OwnList, Reads, working_for
from tenants.scope.pools import Pools
from tenants.scope.viewer import Viewer
from tenants.settings.code_lists import own_code_lists
from tenants.supplementary.reading import published_returns

_SET_SCOPE = text("select set_config('houqin.scope', :token, true)")  # true: until the transaction ends
_WORK_FOR = text(
    "select set_config('houqin.scope', :token, true), sec.work_for(:district_id, sha256(cast(:token as bytea)))"
)


@contextmanager
def scoped_session(engine: Engine, scope_token: str, keyring: Keyring | None = None) -> Iterator[Session]:
    """A session with that scope in each of its transactions; commits at the end, rolls back on an error."""

    def open_scope(connection: Connection) -> None:
        connection.execute(_SET_SCOPE, {"token": scope_token})

    with _session(engine, open_scope, keyring) as session:
        yield session


@contextmanager
def viewer_session(pools: Pools, viewer: Viewer) -> Iterator[Session]:
    """A session that sees what the viewer may see."""
    with (
        scoped_session(pools.for_role(viewer.role), viewer.scope_token, pools.keyring) as session,
        _at_work(session, viewer.district_id),
    ):
        yield session


@contextmanager
def district_job_session(pools: Pools, district_id: int) -> Iterator[Session]:
    """A worker's session for one district; its scope ends with each transaction and is opened again in the next."""
    token = secrets.token_hex(16)

    def open_scope(connection: Connection) -> None:
        connection.execute(_WORK_FOR, {"token": token, "district_id": district_id})

    with _session(pools.worker, open_scope, pools.keyring) as session, _at_work(session, district_id):
        yield session


def _at_work(session: Session, district_id: int) -> AbstractContextManager[None]:
    """While the session is open, what the district defined itself is known."""
    return working_for(district_id, reads_with(lambda: nullcontext(session)))


def reads_with(open_session: Callable[[], AbstractContextManager[Session]]) -> Reads:
    """How what a district defined is read: each kind when it is first asked for, in a session opened for it."""

    def returns() -> tuple[Return, ...]:
        with open_session() as session:
            return published_returns(session)

    def lists() -> Mapping[str, OwnList]:
        with open_session() as session:
            return own_code_lists(session)

    return Reads(returns, lists)


def login_session(pools: Pools) -> AbstractContextManager[Session]:
    """A session over accounts and sign-ins only; it has no scope and sees no school's row."""
    return _session(pools.login, None)


def public_session(pools: Pools) -> AbstractContextManager[Session]:
    """A session over the release schema only."""
    return _session(pools.public, None)


@contextmanager
def _session(
    engine: Engine, open_scope: Callable[[Connection], None] | None, keyring: Keyring | None = None
) -> Iterator[Session]:
    session = Session(engine, expire_on_commit=False, info={KEYRING: keyring})
    event.listen(session, "after_soft_rollback", forget_keys)
    if open_scope is not None:

        def after_begin(_: Session, transaction: SessionTransaction, connection: Connection) -> None:
            if not transaction.nested:  # a savepoint keeps the scope of its transaction
                open_scope(connection)

        event.listen(session, "after_begin", after_begin)
    with session:
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
