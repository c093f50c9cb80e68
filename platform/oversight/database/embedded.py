"""The embedded PostgreSQL: a server of its own under HOUQIN_HOME, reached by its socket alone."""

import fcntl
import hashlib
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import URL

from oversight.database.hardening import write_configuration
from oversight.database.programs import (
    MAJOR,
    ProgramFailed,
    ServerUser,
    binaries,
    ensure_readable,
    give_passage,
    run,
    server_user,
)
from tenants.errors import OversightError
from tenants.text import Text

_LONGEST_SOCKET = 100  # bytes; systems allow 103 to 107
_SOCKET = ".s.PGSQL.5432"
_LEAVING_SECONDS = 5


class OtherVersion(OversightError):
    """The data were written by another major version."""

    says = Text(
        "数据目录属于 PostgreSQL {found}，当前程序为 {wanted}；请先用旧版本导出数据。",
        "The data are of PostgreSQL {found}, the programs of {wanted}: dump them with the old ones first.",
    )


class SocketTaken(OversightError):
    """The directory of the socket belongs to somebody else."""

    says = Text(
        "套接字目录 {path} 属于其他用户，请删除后重试。", "The socket directory {path} is another user's: remove it."
    )


class State(StrEnum):
    """What the server does at the moment."""

    RUNNING = "running"
    BUSY = "busy"  # starting, recovering or stopping
    STOPPED = "stopped"


@dataclass(frozen=True)
class Embedded:
    """The server of one HOUQIN_HOME; ``is_throwaway`` trades safety of the data for speed, for tests."""

    home: Path
    is_throwaway: bool = False

    @property
    def folder(self) -> Path:
        """Everything of the server."""
        return self.home.resolve() / "postgres"

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.folder / "data"

    @property
    def socket_folder(self) -> Path:
        """Where the socket is: in the home, or under /tmp where that path is too long for a socket."""
        near = self.folder / "run"
        if len(os.fsencode(near / _SOCKET)) <= _LONGEST_SOCKET and "," not in str(near):
            return near
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path("/") / "tmp" / f"houqin-{name}"  # the same for every process; made 0700, its owner is checked

    def url(self, database: str = "houqin") -> URL:
        """Where a role connects with its password."""
        return URL.create("postgresql", database=database, query={"host": str(self.socket_folder)})

    def admin_url(self, database: str = "houqin") -> URL:
        """Where the operating system's user connects as the superuser; for the ``db`` commands only."""
        return self.url(database).set(username="postgres")

    def state(self) -> State:
        """Whether the server answers."""
        if not self.data.exists():
            return State.STOPPED
        code = run(server_user(self.data), "pg_isready", "-q", "-t", "3", "-h", str(self.socket_folder), check=False)
        return {0: State.RUNNING, 1: State.BUSY}.get(code, State.STOPPED)

    def start(self) -> list[Path]:
        """Start the server and wait until it answers; gives directories that had to be opened for passage.

        A running server is left as it is. A server that was killed recovers; what it left behind is cleared away.
        """
        with self._alone():
            if self.state() is State.RUNNING:
                return []
            user = server_user(self.data)
            opened = give_passage(user, self.data, binaries())
            ensure_readable(user)
            self._ensure_socket_folder(user)
            self._ensure_data(user)
            write_configuration(self.data, self.socket_folder, user, is_throwaway=self.is_throwaway)
            self._clear_stale_pid()
            self._start(user)
            return opened

    def stop(self) -> None:
        """Stop the server: running transactions are rolled back, nothing committed is lost."""
        with self._alone():
            if self.data.exists() and self._postmaster() is not None:
                run(server_user(self.data), "pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", "-t", "60")

    def _start(self, user: ServerUser) -> None:
        logs = self.folder / "log"
        before = {path: path.stat().st_size for path in logs.iterdir()}
        try:
            run(user, "pg_ctl", "start", "-D", str(self.data), "-w", "-t", "60", "-l", str(logs / "start"))
        except ProgramFailed as problem:
            said = [path.read_bytes()[before.get(path, 0) :].decode(errors="replace") for path in logs.iterdir()]
            raise ProgramFailed(program="postgres", output="".join(said).strip()[-1500:]) from problem

    def _see_orphans_off(self) -> None:
        """Wait until the children of a killed server have left, and end those that do not notice."""
        deadline = time.monotonic() + _LEAVING_SECONDS
        while orphans := [pid for pid in _processes_in(self.data) if pid != os.getpid()]:
            if time.monotonic() > deadline:
                for pid in orphans:
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)

    def _ensure_socket_folder(self, user: ServerUser) -> None:
        folder = self.socket_folder
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            pass
        else:
            os.chown(folder, user.uid, user.gid)
        about = folder.lstat()
        if folder.is_symlink() or about.st_uid != user.uid or about.st_mode & 0o077:
            raise SocketTaken(path=folder)

    def _ensure_data(self, user: ServerUser) -> None:
        version = self.data / "PG_VERSION"
        if version.exists():
            if (found := version.read_text().strip()) != str(MAJOR):
                raise OtherVersion(found=found, wanted=MAJOR)
            return
        for half in self.folder.glob("data.*"):  # of an initdb that was killed
            shutil.rmtree(half)
        started = self.folder / f"data.{os.getpid()}"  # renamed when complete
        log = self.folder / "log"
        for folder in (started, log):
            folder.mkdir(mode=0o700, exist_ok=True)
            os.chown(folder, user.uid, user.gid)
        options = ["--username=postgres", "--auth-local=peer", "--auth-host=reject", "--encoding=UTF8"]
        options += ["--locale-provider=builtin", "--locale=C.UTF-8", "--data-checksums"]
        run(user, "initdb", "-D", str(started), *options, *(["--no-sync"] if self.is_throwaway else []))
        started.rename(self.data)

    def _postmaster(self) -> int | None:
        """The process that serves this directory; None if the one in its file is gone or is another program."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            os.kill(pid, 0)
        except (OSError, ValueError):
            return None
        proc = Path(f"/proc/{pid}/cwd")
        if proc.parent.exists() and (not proc.exists() or proc.resolve() != self.data):
            return None  # the number was given to another process since, as happens in containers
        return pid

    def _clear_stale_pid(self) -> None:
        if self._postmaster() is None:
            self._see_orphans_off()
            for left in (self.data / "postmaster.pid", self.socket_folder / f"{_SOCKET}.lock"):
                left.unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _processes_in(folder: Path) -> list[int]:
    """Processes that work in the directory, as a server and its children do; empty where there is no /proc."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            if (each / "cwd").readlink() == folder:
                found.append(int(each.name))
        except OSError:  # gone meanwhile, or another user's
            continue
    return found
