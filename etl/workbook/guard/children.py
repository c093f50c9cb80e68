"""One guarded child: its process, its pipes, and requests posted ahead of their answers."""

import contextlib
import fcntl
import os
import select
import signal
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

from etl.workbook.guard.verdict import Refused

MAX_ANSWER_BYTES = 64 * 2**20
_PIPE_BYTES = 2**20
_PIECE_BYTES = 2**18
_ROOT = Path(__file__).resolve().parents[3]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from etl.workbook.guard.child import main; main()"


class Gone(Exception):
    """The child ended before it answered."""


class Child:
    """Requests go in, answers come out in the same order; nothing blocks but ``wait``."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-c", _START, str(_ROOT)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={}, cwd="/", start_new_session=True, close_fds=True, bufsize=0,
        )  # fmt: skip
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._in, self._out = self.process.stdin.fileno(), self.process.stdout.fileno()
        for number in (self._in, self._out):
            os.set_blocking(number, False)
            with contextlib.suppress(OSError):
                fcntl.fcntl(number, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)  # room to work ahead
        self._outgoing: deque[memoryview] = deque()
        self._incoming = bytearray()
        self._answers: deque[bytes] = deque()
        self.posted = self.answered = 0

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self.process.poll() is None

    @property
    def is_idle(self) -> bool:
        """Whether every request has had its answer."""
        return self.posted == self.answered

    def post(self, head: bytes, blob: bytes) -> None:
        """Hand over a request; it is written when there is room."""
        self._outgoing.append(memoryview(head))
        self._outgoing.append(memoryview(blob))
        self.posted += 1
        with contextlib.suppress(Gone):  # who waits for the answer is told
            self._write()

    def wait(self, wall_seconds: float) -> bytes:
        """The next answer.

        Raises:
            Gone: The child ended without it.
            Refused: It took longer than the wall allows, or the answer is too long.
        """
        deadline = time.monotonic() + wall_seconds
        while not self._answers:
            poll = select.poll()
            poll.register(self._out, select.POLLIN)
            if self._outgoing:
                poll.register(self._in, select.POLLOUT)
            events = poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
            if not events:
                raise Refused("took_too_long")
            for number, _ in events:
                if number == self._out:
                    self._read()
                else:
                    with contextlib.suppress(Gone):  # answers given before the end may still be read
                        self._write()
        self.answered += 1
        return self._answers.popleft()

    def end(self) -> None:
        """Kill the process and whatever it may have started, and leave no zombie."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def _write(self) -> None:
        while self._outgoing:
            piece = self._outgoing[0]
            try:
                written = os.write(self._in, piece[:_PIECE_BYTES]) if piece else 0
            except BlockingIOError:
                return
            except OSError as broken:
                self._outgoing.clear()
                raise Gone from broken
            if written < len(piece):
                self._outgoing[0] = piece[written:]
            else:
                self._outgoing.popleft()

    def _read(self) -> None:
        try:
            piece = os.read(self._out, _PIECE_BYTES)
        except BlockingIOError:
            return
        if not piece:
            raise Gone
        self._incoming += piece
        while (end := self._incoming.find(b"\n", 0, 20)) >= 0:
            length = int(self._incoming[:end])
            if length > MAX_ANSWER_BYTES:
                raise Refused("too_many_cells", limit=1_000_000)
            if len(self._incoming) < end + 1 + length:
                return
            self._answers.append(bytes(self._incoming[end + 1 : end + 1 + length]))
            del self._incoming[: end + 1 + length]
        if len(self._incoming) > 20:
            raise Gone  # no length where one belongs: it is not ours any more
