"""The files as they came, kept for ever under the SHA-256 of their content, sealed, and never written twice."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore

from etl.sealed_files import MARK, FolderSeal, to_disk, write_whole
from tenants.errors import OversightError
from tenants.personal.keyring import CannotOpen, Keyring
from tenants.text import Text

LARGEST_BYTES = 25 * 2**20
_CHUNK = 2**18


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


@dataclass(frozen=True)
class StoredFile:
    """An original, read when it is needed."""

    sha256: bytes
    _originals: "Originals" = field(repr=False, compare=False)

    def read_bytes(self) -> bytes:
        """Its content; FileNotFoundError where it was never kept, CannotOpen where the keys are not those it has."""
        return self._originals.read(self.sha256)

    def is_file(self) -> bool:
        """Whether it is there."""
        return self._originals.path_of(self.sha256).is_file()


class Originals:
    """A folder of originals: ``<first two digits>/<sha256>``; what is acknowledged is on the disk.

    With a keyring what is kept is sealed; files from before are read as they are. Without one nothing is sealed, and
    nothing sealed can be read.
    """

    def __init__(self, folder: Path, keyring: Keyring | None) -> None:
        self.folder = folder
        self._seal = FolderSeal(folder, keyring) if keyring else None
        self._store: LocalStore | None = None

    def keep(self, stream: IO[bytes], *, largest: int = LARGEST_BYTES) -> Original:
        """Store a stream; returns when file and folder are on the disk. The same content again is one file.

        Raises:
            FileTooLarge: More bytes came than ``largest``; nothing is stored.
            EmptyFile: No byte came.
        """
        blob = _received(stream, largest)
        original = Original(hashlib.sha256(blob).digest(), len(blob))
        self._put(original, blob)
        return original

    def file_of(self, sha256: bytes) -> StoredFile:
        """An original, to be read."""
        return StoredFile(sha256, self)

    def path_of(self, sha256: bytes) -> Path:
        """Where an original stands, sealed."""
        return self.folder / _key(sha256)

    def read(self, sha256: bytes) -> bytes:
        """The content of an original.

        Raises:
            FileNotFoundError: It was never kept.
            CannotOpen: It was sealed with another key.
        """
        stored = self.path_of(sha256).read_bytes()
        if self._seal is not None:
            return self._seal.open(stored, sha256)
        if stored.startswith(MARK):
            raise CannotOpen
        return stored

    def holds(self, sha256: bytes) -> bool:
        """Whether the original is there and still has the content of its name."""
        try:
            return hashlib.sha256(self.read(sha256)).digest() == sha256
        except (FileNotFoundError, CannotOpen):
            return False

    def rewrap(self) -> None:
        """Let the newest of the keys open the folder; CannotOpen where none of them does."""
        if self._seal is not None:
            self._seal.rewrap()

    def seal_open_files(self) -> Iterator[bytes]:
        """Seal what was kept before there was a seal; gives the name of each file that was sealed now."""
        for path in sorted(self.folder.glob("??/*")):
            stored, sha256 = path.read_bytes(), bytes.fromhex(path.name)
            if self._seal is not None and not stored.startswith(MARK):
                write_whole(path, self._seal.seal(stored, sha256))
                yield sha256

    def _put(self, original: Original, blob: bytes) -> None:
        if self._store is None:
            self._store = LocalStore(str(self.folder), mkdir=True)
        key, path = _key(original.sha256), self.path_of(original.sha256)
        content = self._seal.seal(blob, original.sha256) if self._seal is not None else blob
        try:
            obstore.put(self._store, key, content, mode="create", use_multipart=False)
        except AlreadyExistsError:
            if self.holds(original.sha256):
                return
            # Torn by a power cut before it was ever acknowledged: the right content takes its place.
            obstore.put(self._store, key, content, mode="overwrite", use_multipart=False)
        path.chmod(0o440)
        for each in (path, path.parent, self.folder):
            to_disk(each)


def _received(stream: IO[bytes], largest: int) -> bytes:
    """A stream as a whole, which is never on the disk in the open."""
    received = bytearray()
    while chunk := stream.read(_CHUNK):
        received += chunk
        if len(received) > largest:
            raise FileTooLarge(limit=largest // 2**20)
    if not received:
        raise EmptyFile
    return bytes(received)


def _key(sha256: bytes) -> str:
    name = sha256.hex()
    return f"{name[:2]}/{name}"
