"""What a district defined itself, beside the catalogue: its returns, what it calls codes. Known while one works for it.

Whoever opens a scope says for which district and how its definitions are read (``working_for``); nothing is read until
somebody asks. Outside of a scope, and for any other district, they do not exist.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from tenants.returns.declaration import Return
from tenants.text import Text


@dataclass(frozen=True)
class OwnList:
    """A code list as the district has it."""

    labels: Mapping[str, Text]  # every code, declared or added, and what it is called today
    former: tuple[tuple[str, Text], ...] = field(default=())  # codes and what else they are called in files


@dataclass(frozen=True)
class Reads:
    """How a district's definitions are read."""

    returns: Callable[[], tuple[Return, ...]] = tuple
    lists: Callable[[], Mapping[str, OwnList]] = dict


class _District:
    """The district one works for."""

    def __init__(self, district_id: int, reads: Reads) -> None:
        self.district_id = district_id
        self._reads = reads
        self._returns: tuple[Return, ...] | None = None
        self._lists: Mapping[str, OwnList] | None = None

    def returns(self) -> tuple[Return, ...]:
        if self._returns is None:
            self._returns = ()  # what reads them may itself ask for returns
            self._returns = self._reads.returns()
        return self._returns

    def lists(self) -> Mapping[str, OwnList]:
        if self._lists is None:
            self._lists = {}
            self._lists = self._reads.lists()
        return self._lists


_AT_WORK: ContextVar[_District | None] = ContextVar("houqin_district", default=None)


def own_returns() -> tuple[Return, ...]:
    """The published definitions of the district one works for."""
    at_work = _AT_WORK.get()
    return at_work.returns() if at_work is not None else ()


def own_lists() -> Mapping[str, OwnList]:
    """The code lists in which the district one works for calls something its own way."""
    at_work = _AT_WORK.get()
    return at_work.lists() if at_work is not None else {}


def work_for(district_id: int | None, reads: Reads | None = None) -> None:
    """Work for a district from here on, or for none."""
    _AT_WORK.set(None if district_id is None else _District(district_id, reads or Reads()))


@contextmanager
def working_for(district_id: int, reads: Reads) -> Iterator[None]:
    """Work for a district for a while; one who works for it already goes on with what was read."""
    before = _AT_WORK.get()
    if before is None or before.district_id != district_id:
        _AT_WORK.set(_District(district_id, reads))
    try:
        yield
    finally:
        _AT_WORK.set(before)
