"""The files as they came, kept for ever under the SHA-256 of their content and never written twice."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore

from tenants.errors import OversightError
from tenants.text import Text

LARGEST_BYTES = 25 * 2**20
_CHUNK = 2**18
_INCOMING = "incoming"


class FileTooLarge(OversightError):
    """The file is larger than anything a return can be."""

    says = Text(
        "文件超过 {limit} MB，无法接收。填报表通常不到 1 MB，请确认没有粘贴图片或选错文件。",
        "The file is larger than {limit} MB. A return is usually under 1 MB: look for pasted pictures or a wrong file.",
    )


class EmptyFile(OversightError):
    """Nothing arrived."""

    says = Text("文件是空的，请重新选择文件上传。", "The file is empty; choose the file again.")


@dataclass(frozen=True)
class Original:
    """What was stored."""

    sha256: bytes
    size: int


class Originals:
    """A folder of originals: ``<first two digits>/<sha256>``; what is acknowledged is on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store: LocalStore | None = None

    def keep(self, stream: IO[bytes], *, largest: int = LARGEST_BYTES) -> Original:
        """Store a stream; returns when file and folder are on the disk. The same content again is one file.

        Raises:
            FileTooLarge: More bytes came than ``largest``; nothing is stored.
            EmptyFile: No byte came.
        """
        with self._incoming() as received:
            original = _receive(stream, received, largest)
            self._put(original, received)
        return original

    def path_of(self, sha256: bytes) -> Path:
        """Where an original stands."""
        return self.folder / _key(sha256)

    def holds(self, sha256: bytes) -> bool:
        """Whether the original is there and still has the content of its name."""
        path = self.path_of(sha256)
        return path.is_file() and _sha256_of(path) == sha256

    def _put(self, original: Original, received: Path) -> None:
        if self._store is None:
            self._store = LocalStore(str(self.folder), mkdir=True)
        key, path = _key(original.sha256), self.path_of(original.sha256)
        with received.open("rb") as content:
            try:
                obstore.put(self._store, key, content, mode="create", use_multipart=False)
            except AlreadyExistsError:
                if self.holds(original.sha256):
                    return
                # Torn by a power cut before it was ever acknowledged: the right content takes its place.
                content.seek(0)
                obstore.put(self._store, key, content, mode="overwrite", use_multipart=False)
        path.chmod(0o440)
        for each in (path, path.parent, self.folder):
            _to_disk(each)

    @contextmanager
    def _incoming(self) -> Iterator[Path]:
        folder = self.folder / _INCOMING
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / secrets.token_hex(16)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


def _receive(stream: IO[bytes], target: Path, largest: int) -> Original:
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as received:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > largest:
                raise FileTooLarge(limit=largest // 2**20)
            digest.update(chunk)
            received.write(chunk)
    if not size:
        raise EmptyFile
    return Original(digest.digest(), size)


def _key(sha256: bytes) -> str:
    name = sha256.hex()
    return f"{name[:2]}/{name}"


def _sha256_of(path: Path) -> bytes:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").digest()


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
