"""``houqin up`` as a new user runs it: it starts, survives kill -9 of its parts, and leaves nothing behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

HOUQIN = Path(sys.executable).parent / "houqin"
_PATIENCE_SECONDS = 60


@dataclass
class Running:
    """One ``houqin up`` with a home of its own."""

    home: Path
    port: int
    process: "subprocess.Popen[bytes]"

    def answers(self, path: str) -> int:
        """The status of an address; 0 where nothing answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as problem:
            with problem:
                return problem.code
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return 0

    def is_ready_within(self, seconds: float) -> bool:
        """Whether the site is ready before the time is over."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.answers("/readyz") == 200:
                return True
            time.sleep(0.3)
        return False

    def processes(self, word: str) -> list[int]:
        """Processes of this home whose command line has the word."""
        found = []
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            try:
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                environment = (folder / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            is_ours = str(self.home) in command or f"HOUQIN_HOME={self.home}" in environment
            if is_ours and word in command:
                found.append(int(folder.name))
        return found


@pytest.fixture
def running() -> Iterator[Running]:
    """Started without a demo district."""
    home = Path(tempfile.mkdtemp(prefix="houqin-up-", dir="/tmp"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HOUQIN_", "DATABASE_"))}
    environment |= {"HOUQIN_HOME": str(home), "PORT": str(port), "HOUQIN_ENV": "development", "WEB_CONCURRENCY": "1"}
    with (home / "up.out").open("wb") as out:
        process = subprocess.Popen([str(HOUQIN), "up", "--no-demo"], env=environment, stdout=out, stderr=out)
    made = Running(home, port, process)
    try:
        yield made
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        shutil.rmtree(home, ignore_errors=True)


def test_it_survives_the_death_of_its_parts(running: Running):
    assert running.is_ready_within(_PATIENCE_SECONDS), (running.home / "up.out").read_text()
    assert running.answers("/sign-in") == 200

    for pid in running.processes("gunicorn"):
        os.kill(pid, signal.SIGKILL)
    assert running.is_ready_within(_PATIENCE_SECONDS)

    for pid in running.processes("postgres"):
        os.kill(pid, signal.SIGKILL)
    assert running.answers("/readyz") in {503, 200}
    assert running.is_ready_within(_PATIENCE_SECONDS)

    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(timeout=60) == 0
    assert running.processes("postgres") + running.processes("gunicorn") == []
