"""Files at rest: each sealed under a key of the folder, and that under the keys from outside (docs/decisions/0012)."""

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tenants.personal.keyring import KEY_BYTES, CannotOpen, Keyring

MARK = b"houqin sealed 1\n"
_ONCE = bytes(12)  # a key seals one content alone, so its nonce need not vary
_KEY_FILE = "folder.key"


class FolderSeal:
    """Seals what goes into a folder and opens it again; the folder's key is made with its first file."""

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        self._path = folder / _KEY_FILE
        self._keyring = keyring
        self._key: bytes | None = None

    def seal(self, blob: bytes, sha256: bytes) -> bytes:
        """The file as it stands on the disk: the same content gives the same file."""
        return MARK + self._of(sha256).encrypt(_ONCE, blob, sha256)

    def open(self, stored: bytes, sha256: bytes) -> bytes:
        """The content again; a file from before there was a seal is as it is.

        Raises:
            CannotOpen: It was sealed under another key, or is not whole.
        """
        if not stored.startswith(MARK):
            return stored
        try:
            return self._of(sha256).decrypt(_ONCE, stored[len(MARK) :], sha256)
        except InvalidTag:
            raise CannotOpen from None

    def rewrap(self) -> None:
        """Wrap the folder's key with the newest key from outside; no file is touched.

        Raises:
            CannotOpen: None of the keys wrapped it.
        """
        if self._path.is_file():
            write_whole(self._path, self._keyring.rewrap(self._path.read_bytes()))

    def _of(self, sha256: bytes) -> AESGCM:
        if self._key is None:
            self._key = self._keyring.unwrap(self._wrapped())
        return AESGCM(HKDF(SHA256(), KEY_BYTES, salt=None, info=b"houqin original " + sha256).derive(self._key))

    def _wrapped(self) -> bytes:
        """The folder's key as it is kept; of several processes that make it at once, one wins."""
        if not self._path.is_file():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            made = self._path.with_suffix(f".{secrets.token_hex(8)}")
            write_whole(made, self._keyring.wrap(secrets.token_bytes(KEY_BYTES)))
            try:
                os.link(made, self._path)
            except FileExistsError:
                pass
            finally:
                made.unlink()
        return self._path.read_bytes()


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place of what is there, whole or not at all, and onto the disk."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with fresh.open("xb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    fresh.chmod(0o440)
    fresh.replace(path)
    to_disk(path.parent)


def to_disk(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
