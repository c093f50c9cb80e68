"""The returns a district defined itself, beside those of the catalogue: known only while one works for that district.

Whoever opens a scope says for which district and how its definitions are read (``working_for``); nothing is read until
somebody asks. Outside of a scope, and for any other district, these returns do not exist.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tenants.returns.declaration import Return

Read = Callable[[], tuple[Return, ...]]


class _District:
    """The district one works for."""

    def __init__(self, district_id: int, read: Read) -> None:
        self.district_id = district_id
        self._read = read
        self._found: tuple[Return, ...] | None = None

    def returns(self) -> tuple[Return, ...]:
        if self._found is None:
            self._found = ()  # what reads them may itself ask for returns
            self._found = self._read()
        return self._found


_AT_WORK: ContextVar[_District | None] = ContextVar("houqin_district", default=None)


def own_returns() -> tuple[Return, ...]:
    """The published definitions of the district one works for."""
    at_work = _AT_WORK.get()
    return at_work.returns() if at_work is not None else ()


def work_for(district_id: int | None, read: Read = tuple) -> None:
    """Work for a district from here on, or for none."""
    _AT_WORK.set(None if district_id is None else _District(district_id, read))


@contextmanager
def working_for(district_id: int, read: Read) -> Iterator[None]:
    """Work for a district for a while; one who works for it already goes on with what was read."""
    before = _AT_WORK.get()
    if before is None or before.district_id != district_id:
        _AT_WORK.set(_District(district_id, read))
    try:
        yield
    finally:
        _AT_WORK.set(before)
