"""The seals of the schools a session sees, made from its district's key when they are first needed."""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session, SessionTransaction

from tenants.personal.keyring import KEY_BYTES, CannotOpen, Keyring
from tenants.personal.sealing import SchoolSeal

KEYRING = "keyring"  # where a session carries the keys of its process
_SEALS = "seals"

# Row security leaves the one row of the district in scope; who is a moment late takes the key of who came first.
_READ = text("select district_id, wrapped from district_key")
_MAKE = text("""
    insert into district_key (district_id, wrapped, made_at) values ((select sec.district()), :wrapped, :at)
    on conflict do nothing
""")
_REWRAP = text("update district_key set wrapped = :wrapped where district_id = :district_id and wrapped = :before")


class Seals:
    """Of one session and so of one district."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._key: tuple[int, bytes] | None = None
        self._schools: dict[int, SchoolSeal] = {}

    def school(self, school_id: int) -> SchoolSeal:
        """The seal of a school.

        Raises:
            CannotOpen: The key of the district is wrapped by none of ours.
        """
        if school_id not in self._schools:
            district_id, key = self.district_key
            self._schools[school_id] = SchoolSeal.of(key, district_id=district_id, school_id=school_id)
        return self._schools[school_id]

    def by_owner(self, schools: Sequence[int]) -> Callable[[int], SchoolSeal]:
        """The seal of each school of a batch by its index."""
        return lambda owner: self.school(schools[owner])

    @property
    def district_key(self) -> tuple[int, bytes]:
        """The district in scope and its key, made now if it is the first time."""
        if self._key is None:
            keys = keyring_of(self._session)
            row = self._session.execute(_READ).one_or_none()
            if row is None:
                wrapped = keys.wrap(os.urandom(KEY_BYTES))
                self._session.execute(_MAKE, {"wrapped": wrapped, "at": datetime.now(UTC)})
                row = self._session.execute(_READ).one()
            self._key = row.district_id, keys.unwrap(row.wrapped)
        return self._key


def seals_of(session: Session) -> Seals:
    """The seals of a session; the key is read when the first value needs it."""
    seals = session.info.get(_SEALS)
    if not isinstance(seals, Seals):
        seals = session.info[_SEALS] = Seals(session)
    return seals


def forget_keys(session: Session, _transaction: SessionTransaction) -> None:
    """Read the key anew after a rollback: one made in what was undone is not there any more."""
    session.info.pop(_SEALS, None)


def keyring_of(session: Session) -> Keyring:
    """The keys the session's process was given.

    Raises:
        CannotOpen: It was given none.
    """
    keys = session.info.get(KEYRING)
    if not isinstance(keys, Keyring):
        raise CannotOpen
    return keys


def rewrap_district_key(session: Session) -> bool:
    """Wrap the key of the district in scope with the newest key; whether there was one."""
    row = session.execute(_READ).one_or_none()
    if row is None:
        return False
    wrapped = keyring_of(session).rewrap(row.wrapped)
    session.execute(_REWRAP, {"wrapped": wrapped, "district_id": row.district_id, "before": row.wrapped})
    return True
