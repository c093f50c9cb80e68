"""The embedded server's configuration, written anew at every start: no trust, no network, no values in logs."""

import os
import pwd
import shutil
from pathlib import Path

from oversight.database.programs import ServerUser

_MAP = "houqin"
_MB = 1024 * 1024


def write_configuration(data: Path, socket_folder: Path, user: ServerUser, *, is_throwaway: bool) -> None:
    """Write who may connect and the settings into the data directory."""
    _write(data / "pg_hba.conf", _access_rules(), user)
    _write(data / "pg_ident.conf", _superuser_map(user), user)
    _write(data / "houqin.conf", _settings(socket_folder, is_throwaway=is_throwaway), user)
    main = (data / "postgresql.conf").read_text()
    if "include 'houqin.conf'" not in main:
        _write(data / "postgresql.conf", main + "\ninclude 'houqin.conf'\n", user)


def _access_rules() -> str:
    """Only the socket: the server's own user is the superuser, everybody else proves a password."""
    return f"local all postgres peer map={_MAP}\nlocal all all scram-sha-256\n"


def _superuser_map(user: ServerUser) -> str:
    names = sorted({user.name, pwd.getpwuid(os.geteuid()).pw_name})  # not what the environment claims
    return "".join(f'{_MAP} "{name}" postgres\n' for name in names)


def _settings(socket_folder: Path, *, is_throwaway: bool) -> str:
    settings: dict[str, str | int] = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket_folder),
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "max_connections": 200,
        "shared_buffers": f"{_shared_buffers_mb()}MB",
        "random_page_cost": "1.1",
        "jit": "off",  # its start costs more than our short queries
        "max_wal_size": "2GB",
        "wal_compression": "on",
        "timezone": "UTC",
        "datestyle": "ISO, YMD",
        # Logs hold no values: neither parameters, nor statements that failed, nor the rows in an error's details.
        "logging_collector": "on",
        "log_directory": "../log",
        "log_filename": "postgresql-%a.log",
        "log_truncate_on_rotation": "on",
        "log_rotation_age": "1d",
        "log_file_mode": "0600",
        "log_statement": "none",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": 0,
        "log_parameter_max_length_on_error": 0,
    }
    shared = Path("/") / "dev" / "shm"
    if not shared.exists() or shutil.disk_usage(shared).total < 256 * _MB:
        settings["dynamic_shared_memory_type"] = "mmap"  # containers give 64 MB by default
    if is_throwaway:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
    quoted = {name: str(value).replace("'", "''") for name, value in settings.items()}
    return "".join(f"{name} = '{value}'\n" for name, value in quoted.items())


def _shared_buffers_mb() -> int:
    """An eighth of the memory, from 64 to 1024 MB."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(64, min(1024, memory // _MB // 8))


def _write(path: Path, text: str, user: ServerUser) -> None:
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(text)
    if user.is_other:
        os.chown(fresh, user.uid, user.gid)
    fresh.replace(path)
