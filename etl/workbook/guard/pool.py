"""Warm guarded children: each reads many files, dies for any of them alone, and is replaced."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from etl.workbook.guard.structure import look
from etl.workbook.guard.verdict import Refused
from etl.workbook.layout import GUIDE_SHEET, LISTS_SHEET, PREVIOUS_SHEET, STAMP_PROPERTY, STAMP_SHEET, SUMMARY_SHEET

SHARE = 500  # files a child reads before a fresh one takes its place
WALL_SECONDS = 30.0
MAX_ANSWER_BYTES = 64 * 2**20
_AHEAD = 64  # answers kept ready while the caller works
_ROOT = Path(__file__).resolve().parents[3]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from etl.workbook.guard.child import main; main()"
_KNOWN = [STAMP_SHEET, LISTS_SHEET, *GUIDE_SHEET, *PREVIOUS_SHEET, *SUMMARY_SHEET]
_STAMP_LINES = 40


@dataclass
class Raw:
    """A workbook as the child gave it: cells by sheet, not yet understood."""

    stamp: list[str]
    property: str | None
    sheets: list[tuple[str, str]]  # name, state
    pictures: bool
    grids: dict[str, Any]


class GuardPool:
    """At most cores − 1 children, started when first needed; safe to share between threads."""

    def __init__(self, size: int | None = None, *, wall_seconds: float = WALL_SECONDS) -> None:
        self.size = size or max(1, (os.cpu_count() or 2) - 1)
        self.wall_seconds = wall_seconds
        self._free: list[_Child] = []
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(self.size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read_one(self, path: Path) -> Raw:
        """The cells of one workbook.

        Raises:
            Refused: It is not an .xlsx, breaks a limit, or ended its reader.
        """
        look(path)
        options = {
            "stamp_sheet": STAMP_SHEET, "stamp_property": STAMP_PROPERTY, "stamp_lines": _STAMP_LINES, "known": _KNOWN,
        }  # fmt: skip
        return _raw(self._ask("read", path.read_bytes(), options))

    def read_many(self, paths: Iterable[Path]) -> Iterator[Raw | Refused]:
        """The cells of many workbooks in their order, read ahead while the caller works on the ones before."""
        pending = iter(paths)
        with ThreadPoolExecutor(self.size) as threads:
            ahead = [threads.submit(self._read_or_refuse, path) for path in islice(pending, _AHEAD)]
            ahead.reverse()
            while ahead:
                raw = ahead.pop().result()
                ahead[:0] = [threads.submit(self._read_or_refuse, path) for path in islice(pending, 1)]
                yield raw

    def mark(self, blob: bytes, options: dict[str, Any]) -> bytes:
        """The workbook with comments and colours (``etl.workbook.annotate`` calls this).

        Raises:
            Refused: The workbook could not be rewritten.
        """
        answer = self._ask("mark", blob, options)
        if not answer.startswith(b"PK"):
            _raw(answer)
            raise Refused("damaged")
        return answer

    def warm(self) -> None:
        """Start one child now, so that the first reader need not wait for it."""
        with self._places, self._lock:
            if not self._free:
                self._free.append(_Child())

    def close(self) -> None:
        """End the children that are free."""
        with self._lock:
            children, self._free = self._free, []
        for each in children:
            each.end()

    def _read_or_refuse(self, path: Path) -> Raw | Refused:
        try:
            return self.read_one(path)
        except Refused as verdict:
            return verdict

    def _ask(self, task: str, blob: bytes, options: dict[str, Any]) -> bytes:
        with self._places:
            with self._lock:
                child = self._free.pop() if self._free else None
            if child is None or not child.is_alive:
                child = _Child()
            try:
                answer = child.ask(task, blob, options, wall_seconds=self.wall_seconds)
            except BaseException:
                child.end()
                raise
            if child.done >= SHARE:
                child.end()
            else:
                with self._lock:
                    self._free.append(child)
            return answer


class _Child:
    """One process and the pipes to it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-c", _START, str(_ROOT)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={}, cwd="/", start_new_session=True, close_fds=True, bufsize=0,
        )  # fmt: skip
        self.done = 0

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, task: str, blob: bytes, options: dict[str, Any], *, wall_seconds: float) -> bytes:
        deadline = time.monotonic() + wall_seconds
        request = json.dumps({"task": task, "bytes": len(blob), "with": options}).encode() + b"\n"
        self._send(memoryview(request + blob), deadline)
        self.done += 1
        return self._receive(deadline)

    def end(self) -> None:
        """Kill the process and whatever it may have started, and leave no zombie."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def _send(self, content: memoryview, deadline: float) -> None:
        assert self.process.stdin is not None
        number = self.process.stdin.fileno()
        os.set_blocking(number, False)
        while content:
            _await(number, deadline, select.POLLOUT)
            try:
                content = content[os.write(number, content[: 2**20]) :]
            except BlockingIOError:
                continue
            except (BrokenPipeError, OSError) as gone:
                raise Refused("damaged") from gone

    def _receive(self, deadline: float) -> bytes:
        assert self.process.stdout is not None
        number = self.process.stdout.fileno()
        received = bytearray()
        wanted: int | None = None
        start = 0
        while wanted is None or len(received) < start + wanted:
            _await(number, deadline, select.POLLIN)
            piece = os.read(number, 2**20)
            if not piece:
                raise Refused("needs_too_much")  # a limit or a bomb ended the child
            received += piece
            if wanted is None and b"\n" in received[:20]:
                start = received.index(b"\n") + 1
                wanted = int(received[: start - 1])
            if (wanted or 0) > MAX_ANSWER_BYTES or len(received) > MAX_ANSWER_BYTES + 20:
                raise Refused("too_many_cells", limit=1_000_000)
        return bytes(received[start:])


def _await(number: int, deadline: float, event: int) -> None:
    poll = select.poll()
    poll.register(number, event)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise Refused("took_too_long")


def _raw(answer: bytes) -> Raw:
    try:
        given = json.loads(answer)
    except (ValueError, RecursionError) as broken:
        raise Refused("damaged") from broken
    if not isinstance(given, dict) or "refused" in given:
        told = given if isinstance(given, dict) else {}
        raise Refused(str(told.get("refused", "damaged")), **told.get("values", {}))
    sheets = [(str(name), str(state)) for name, state in given["sheets"]]
    return Raw(given["stamp"], given["property"], sheets, given["pictures"], given["grids"])
