"""Sealed values: readable with the key alone, and only in the place they were sealed for.

AES-SIV (RFC 5297) binds a value to its district and school (through the key) and to return, part, field and row (as
associated data): moved anywhere else it does not open. The same value in the same place gives the same text, so that
figures can be compared and signed without opening them; in another row it gives another, so that nothing can be counted.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tenants.personal.keyring import CannotOpen

_SIV_BYTES = 64  # AES-256 in SIV mode takes two keys
_MARK = "sealed:1:"


@dataclass(frozen=True)
class SchoolSeal:
    """The two keys of one school: for values, and for the digests by which values are compared."""

    _values: AESSIV = field(repr=False)
    _index: bytes = field(repr=False)

    @classmethod
    def of(cls, district_key: bytes, *, district_id: int, school_id: int) -> Self:
        """The keys of a school, worked out from its district's."""
        place = f"{district_id}/{school_id}"
        return cls(
            AESSIV(_derived(district_key, f"values {place}", _SIV_BYTES)), _derived(district_key, f"index {place}", 32)
        )

    def seal(self, value: str, *place: str) -> str:
        """A value as documents keep it."""
        return _MARK + base64.urlsafe_b64encode(self._values.encrypt(value.encode(), _about(place))).decode()

    def open(self, sealed: str, *place: str) -> str:
        """The value again.

        Raises:
            CannotOpen: It was sealed with another key or for another place.
        """
        if not is_sealed(sealed):
            raise CannotOpen
        try:
            return self._values.decrypt(bytes_of(sealed), _about(place)).decode()
        except InvalidTag:
            raise CannotOpen from None

    def index(self, kind: str, value: str) -> bytes:
        """A keyed digest: equal for equal values of a kind within the school, and telling nothing else."""
        return hmac.digest(self._index, f"{kind}\0{value}".encode(), hashlib.sha256)


def is_sealed(value: object) -> bool:
    """Whether a stored value is sealed."""
    return isinstance(value, str) and value.startswith(_MARK)


def bytes_of(sealed: str) -> bytes:
    """A sealed value as a typed column keeps it."""
    return base64.urlsafe_b64decode(sealed.removeprefix(_MARK))


def _derived(key: bytes, purpose: str, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=f"houqin {purpose}".encode()).derive(key)


def _about(place: tuple[str, ...]) -> list[bytes]:
    return [each.encode() for each in place]
