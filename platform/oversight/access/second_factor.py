"""Codes of an authenticator app (TOTP, RFC 6238): secrets sealed for the database, each code good once."""

import base64
import io
import os
from datetime import datetime

import pyotp
import segno
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PERIOD_SECONDS = 30
_NONCE = 12
_ABOUT = b"houqin totp"


def new_secret() -> str:
    """A secret as apps take it."""
    return pyotp.random_base32()


def seal(key: bytes, secret: str) -> bytes:
    """The secret as the database keeps it; the key stays outside."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, secret.encode(), _ABOUT)


def unseal(key: bytes, sealed: bytes) -> str | None:
    """The secret again; None if it was sealed with another key."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _ABOUT).decode()
    except InvalidTag:
        return None


def step_of(secret: str, code: str, *, at: datetime, after: int | None) -> int | None:
    """The time step the code belongs to, if it is right and later than the last one used; one step of drift is borne."""
    typed = "".join(code.split())
    now = int(at.timestamp()) // PERIOD_SECONDS
    for step in (now - 1, now, now + 1):
        is_right = pyotp.utils.strings_equal(typed, pyotp.TOTP(secret).generate_otp(step))
        if is_right and (after is None or step > after):
            return step
    return None


def code_at(secret: str, *, at: datetime, after: int | None = None) -> str:
    """The code to type now: the next one where the present one was used already."""
    now = int(at.timestamp()) // PERIOD_SECONDS
    return pyotp.TOTP(secret).generate_otp(max(now, min(now + 1, (after or 0) + 1)))


def picture(secret: str, login_name: str) -> str:
    """The QR code that an app scans, as an image address of our own."""
    address = pyotp.TOTP(secret).provisioning_uri(name=login_name, issuer_name="Houqin")
    target = io.BytesIO()
    segno.make(address, error="m").save(
        target, kind="svg", scale=5, border=3, light="#fff", svgclass=None, lineclass=None
    )
    return "data:image/svg+xml;base64," + base64.b64encode(target.getvalue()).decode()
