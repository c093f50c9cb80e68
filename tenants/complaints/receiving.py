"""Taking in a complaint from the public: through one door of the database that gives nothing back."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from tenants.base import new_key
from tenants.errors import NotFound
from tenants.personal.keyring import Keyring

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another
_TAKE = text("select sec.take_complaint(:district, :id, :number, :at, :school, :domain, :content, :contact)")


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Who complained, as far as they said."""

    name: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What somebody hands in."""

    district_code: str
    school_code: str | None
    domain: str
    content: str
    contact: Contact | None


def take_in(session: Session, complaint: Complaint, keyring: Keyring, *, at: datetime) -> str:
    """Keep a complaint, in the public's session; gives the number its author is told.

    Raises:
        NotFound: There is no such district.
    """
    number = f"TS-{at.year}-{''.join(secrets.choice(_LETTERS) for _ in range(8))}"
    values = {
        "district": complaint.district_code, "id": new_key(), "number": number, "at": at,
        "school": complaint.school_code, "domain": complaint.domain, "content": complaint.content,
        "contact": wrapped(complaint.contact, keyring) if complaint.contact else None,
    }  # fmt: skip
    if not session.scalar(_TAKE, values):
        raise NotFound
    return number


def wrapped(contact: Contact, keyring: Keyring) -> bytes:
    """A contact as the database keeps it."""
    return keyring.wrap(json.dumps([contact.name, contact.phone], ensure_ascii=False).encode())


def opened(contact: bytes, keyring: Keyring) -> Contact:
    """The contact again; CannotOpen where the keys are others."""
    name, phone = json.loads(keyring.unwrap(contact))
    return Contact(name=name, phone=phone)
