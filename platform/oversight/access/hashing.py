"""Passwords: argon2id at a cost a busy morning can bear, the same time whether the account exists or not."""

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 200
_AT_ONCE = threading.BoundedSemaphore(2)  # each takes 19 MiB and a core: a rush must not starve the pages
_COMMON = frozenset(
    [
        "1234567890",
        "0123456789",
        "0987654321",
        "1234512345",
        "1111111111",
        "0000000000",
        "qwertyuiop",
        "asdfghjkl1",
        "password12",
        "password123",
        "password1234",
        "passw0rd123",
        "adminadmin",
        "admin12345",
        "admin123456",
        "administrator",
        "houqin12345",
        "houqin2026",
        "a123456789",
        "aa12345678",
        "abc1234567",
        "abcd123456",
        "woaini1314",
        "woaini520520",
        "5201314520",
        "iloveyou12",
        "zxcvbnm123",
        "1qaz2wsx3edc",
        "qwerty12345",
        "qq123456789",
    ]
)

# OWASP's second choice for argon2id: 19 MiB and two passes took 54 ms here, the library's default 374 ms and 64 MiB
hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hash_password(password: str) -> str:
    """What is stored of a password."""
    with _AT_ONCE:
        return hasher.hash(password)


def is_password(stored: str | None, given: str) -> bool:
    """Whether the password is the stored one; takes as long where nothing is stored."""
    with _AT_ONCE:
        try:
            hasher.verify(stored or _nobodys(), given[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether it was hashed at another cost than today's."""
    return hasher.check_needs_rehash(stored)


def is_weak(password: str, login_name: str) -> bool:
    """Whether anybody would try it early: short, common, the sign-in name, or few different characters."""
    low = password.lower()
    return (
        not SHORTEST <= len(password) <= LONGEST
        or low in _COMMON
        or (len(login_name) > 3 and login_name.lower() in low and len(low) - len(login_name) < 6)
        or len(set(low)) < 5
    )


@cache
def _nobodys() -> str:
    return hasher.hash("nobody's password")
