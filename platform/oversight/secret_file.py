"""The secrets a home makes for itself: passwords of the database roles and the keys of the application."""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tenants.personal.keyring import new_key
from tenants.scope.database_roles import APPLICATION_ROLES


@dataclass(frozen=True)
class Secrets:
    """What is in the file; nothing of it is ever printed."""

    roles: dict[str, str] = field(repr=False)
    secret_key: str = field(repr=False)  # signs cookies and forms
    field_key: str = field(repr=False)  # encrypts single columns, in hexadecimal, 32 bytes
    personal_keys: tuple[str, ...] = field(default=(), repr=False)  # open personal data, the newest first


def ensure_secrets(path: Path) -> Secrets:
    """The secrets of the file; makes the file, or what it lacks, readable by its owner alone."""
    have = _content(path)
    roles = {role: have.get("roles", {}).get(role) or secrets.token_urlsafe(24) for role in APPLICATION_ROLES}
    want = {
        "roles": roles,
        "secret_key": have.get("secret_key") or secrets.token_urlsafe(48),
        "field_key": have.get("field_key") or secrets.token_hex(32),
        "personal_keys": have.get("personal_keys") or [new_key()],
    }
    if want != have:
        _write(path, want)
    return read_secrets(path)


def read_secrets(path: Path) -> Secrets:
    """The secrets of the file; empty where there is no file yet."""
    have = _content(path)
    keys = tuple(have.get("personal_keys", ()))
    return Secrets(have.get("roles", {}), have.get("secret_key", ""), have.get("field_key", ""), keys)


def keep_personal_keys(path: Path, keys: Sequence[str]) -> None:
    """Put other keys of personal data into the file."""
    _write(path, _content(path) | {"personal_keys": list(keys)})


def _content(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    return content


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
        json.dump(content, target, indent=2)
        target.flush()
        os.fsync(target.fileno())
    fresh.replace(path)
