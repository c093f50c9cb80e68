"""The keys from outside the database: they wrap the key of each district, and a new one takes over without a pause."""

import base64
import binascii
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from tenants.errors import OversightError
from tenants.text import Text

KEY_BYTES = 32


class CannotOpen(OversightError):
    """Personal data are sealed with a key that this installation does not have."""

    says = Text(
        "个人信息无法解密：系统的密钥与保存时不同。请联系系统管理员核对 PERSONAL_KEY。",
        "Personal data cannot be opened: the key is not the one they were sealed with. Ask the system's administrator "
        "to check PERSONAL_KEY.",
    )


def new_key() -> str:
    """A key as PERSONAL_KEY and the secrets file hold it: 32 random bytes in URL-safe base64."""
    return Fernet.generate_key().decode()


def is_key(text: str) -> bool:
    """Whether a text is such a key, and not one that somebody made up."""
    try:
        key = base64.urlsafe_b64decode(text.encode())
    except (ValueError, binascii.Error):
        return False
    return len(key) == KEY_BYTES and len(set(key)) > KEY_BYTES // 2


class Keyring:
    """The newest key first; the others still open what they wrapped."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = MultiFernet([Fernet(each) for each in keys]) if keys else None

    def wrap(self, key: bytes) -> bytes:
        """A district's key as the database keeps it, wrapped by the newest key."""
        return self._having.encrypt(key)

    def unwrap(self, wrapped: bytes) -> bytes:
        """The district's key again.

        Raises:
            CannotOpen: None of the keys wrapped it.
        """
        try:
            return self._having.decrypt(wrapped)
        except InvalidToken:
            raise CannotOpen from None

    def rewrap(self, wrapped: bytes) -> bytes:
        """The same district's key wrapped by the newest key.

        Raises:
            CannotOpen: None of the keys wrapped it.
        """
        try:
            return self._having.rotate(wrapped)
        except InvalidToken:
            raise CannotOpen from None

    @property
    def _having(self) -> MultiFernet:
        if self._keys is None:
            raise CannotOpen
        return self._keys
