"""Warm guarded children: each reads many files, dies for any of them alone, and is replaced."""

import contextlib
import io
import json
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from etl.workbook.guard.children import Child, Gone
from etl.workbook.guard.structure import look_at_size, look_into
from etl.workbook.guard.verdict import Refused
from etl.workbook.layout import GUIDE_SHEET, LISTS_SHEET, PREVIOUS_SHEET, STAMP_PROPERTY, STAMP_SHEET, SUMMARY_SHEET

SHARE = 500  # files a child reads before a fresh one takes its place
WALL_SECONDS = 30.0
_AHEAD, _AHEAD_BYTES = 32, 2**20  # files and bytes handed to a child before their answers are wanted
_READ = {
    "stamp_sheet": STAMP_SHEET,
    "stamp_property": STAMP_PROPERTY,
    "stamp_lines": 80,
    "known": [STAMP_SHEET, LISTS_SHEET, *GUIDE_SHEET, *PREVIOUS_SHEET, *SUMMARY_SHEET],
}


@dataclass
class Raw:
    """A workbook as the child gave it: cells by sheet, not yet understood."""

    stamp: list[str]
    property: str | None
    sheets: list[tuple[str, str]]  # name, state
    pictures: bool
    grids: dict[str, Any]  # by sheet: rows and traps


@dataclass
class _Request:
    """A file on its way: what is sent, or the verdict that made sending needless."""

    head: bytes = b""
    blob: bytes = b""
    verdict: Refused | None = None


class Readable(Protocol):
    """A file to be read: one on the disk, or an original."""

    def read_bytes(self) -> bytes:
        """Its content."""


class GuardPool:
    """At most cores − 1 children, started when first needed; safe to share between threads."""

    def __init__(self, size: int | None = None, *, wall_seconds: float = WALL_SECONDS) -> None:
        self.size = size or max(1, (os.cpu_count() or 2) - 1)
        self.wall_seconds = wall_seconds
        self._free: list[Child] = []
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(self.size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read_one(self, file: Readable) -> Raw:
        """The cells of one workbook.

        Raises:
            Refused: It is not an .xlsx, breaks a limit, or ended its reader.
        """
        (raw,) = self.read_many([file])
        if isinstance(raw, Refused):
            raise raw
        return raw

    def read_many(self, files: Iterable[Readable]) -> Iterator[Raw | Refused]:
        """The cells of many workbooks in their order; while the caller works on one, the children read the next."""
        for answer in self._ask(_read_request(file) for file in files):
            try:
                yield answer if isinstance(answer, Refused) else _raw(answer)
            except Refused as verdict:
                yield verdict

    def mark(self, blob: bytes, options: dict[str, Any]) -> bytes:
        """The workbook with comments and colours (``etl.workbook.annotate`` calls this).

        Raises:
            Refused: The workbook could not be rewritten.
        """
        (answer,) = self._ask([_request("mark", blob, options)])
        if isinstance(answer, Refused):
            raise answer
        if not answer.startswith(b"PK"):
            _raw(answer)
            raise Refused("damaged")
        return answer

    def warm(self) -> None:
        """Start one child now, so that the first reader need not wait for it."""
        with self._lock:
            if not self._free:
                self._free.append(Child())

    def close(self) -> None:
        """End the children that are free."""
        with self._lock:
            children, self._free = self._free, []
        for each in children:
            each.end()

    def _ask(self, requests: Iterable[_Request]) -> Iterator[bytes | Refused]:
        """The answers in order, over as many lanes as are free (one at least)."""
        pending = iter(requests)
        with contextlib.ExitStack() as stack:
            lanes = [stack.enter_context(_Lane(self))]
            queue: deque[_Lane] = deque()
            is_done = False
            while True:
                while not is_done and len(queue) < _AHEAD and sum(lane.bytes_ahead for lane in lanes) < _AHEAD_BYTES:
                    request = next(pending, None)
                    is_done = request is None
                    if request is not None:
                        if queue and len(lanes) < self.size and self._places.acquire(blocking=False):
                            lanes.append(stack.enter_context(_Lane(self, has_place=True)))
                        lane = min(lanes, key=lambda each: len(each.waiting))
                        lane.post(request)
                        queue.append(lane)
                if not queue:
                    return
                yield queue.popleft().answer()

    def _take(self) -> Child:
        with self._lock:
            while self._free:
                child = self._free.pop()
                if child.is_alive:
                    return child
                child.end()
        return Child()

    def _give_back(self, child: Child) -> None:
        if child.is_alive and child.is_idle and child.answered < SHARE:
            with self._lock:
                self._free.append(child)
        else:
            child.end()


class _Lane:
    """A place in the pool with a child, and the requests it still owes answers to."""

    def __init__(self, pool: GuardPool, *, has_place: bool = False) -> None:
        self._pool = pool
        if not has_place:
            pool._places.acquire()
        self._child = pool._take()
        self.waiting: deque[_Request] = deque()
        self.bytes_ahead = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool._give_back(self._child)
        self._pool._places.release()

    def post(self, request: _Request) -> None:
        self.waiting.append(request)
        self.bytes_ahead += len(request.blob)
        if request.verdict is None:
            self._child.post(request.head, request.blob)

    def answer(self) -> bytes | Refused:
        request = self.waiting.popleft()
        self.bytes_ahead -= len(request.blob)
        if request.verdict is not None:
            return request.verdict
        try:
            return self._child.wait(self._pool.wall_seconds)
        except Gone:
            self._replace()
            return Refused("needs_too_much")  # a limit or a bomb ended the child
        except Refused as verdict:
            self._replace()
            return verdict
        finally:
            if self._child.answered >= SHARE and not self._child.is_idle:
                self._replace()

    def _replace(self) -> None:
        """A fresh child takes over what the last one still owed."""
        self._child.end()
        self._child = Child()
        for request in self.waiting:
            if request.verdict is None:
                self._child.post(request.head, request.blob)


def _read_request(file: Readable) -> _Request:
    try:
        if isinstance(file, Path):
            look_at_size(file.stat().st_size)
        blob = file.read_bytes()
        kind = look_into(io.BytesIO(blob), len(blob))
    except Refused as verdict:
        return _Request(verdict=verdict)
    return _request(kind, blob, _READ)


def _request(task: str, blob: bytes, options: dict[str, Any]) -> _Request:
    head = json.dumps({"task": task, "bytes": len(blob), "with": options}).encode() + b"\n"
    return _Request(head, blob)


def _raw(answer: bytes) -> Raw:
    try:
        given = json.loads(answer)
        if "refused" in given:
            raise Refused(str(given["refused"]), **given["values"])
        sheets = [(str(name), str(state)) for name, state in given["sheets"]]
        return Raw(given["stamp"], given["property"], sheets, given["pictures"], given["grids"])
    except (ValueError, TypeError, KeyError, RecursionError) as broken:
        raise Refused("damaged") from broken
