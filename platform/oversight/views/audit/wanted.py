"""What the page of the audit trail is narrowed to, and what the address says of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tenants.audit.kinds import KINDS
from tenants.audit.queries import Asked, Place
from tenants.calendar.workdays import BUREAU_ZONE
from tenants.registry.search import schools_like


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the address asks for; what cannot be understood counts as not given."""

    person: str = ""
    what: str = ""  # a kind of ``KINDS``
    school: str = ""
    object: str = ""
    duty: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "Wanted":
        """From the query string."""
        typed = {name: args.get(name, "").replace("\x00", "").strip()[:120] for name in cls.__dataclass_fields__}
        typed["what"] = typed["what"] if typed["what"] in KINDS else ""
        typed["duty"] = typed["duty"] if _key(typed["duty"]) else ""
        days = {name: typed[name] if _day(typed[name]) else "" for name in ("since", "until")}
        return cls(**typed | days)

    def as_args(self) -> dict[str, Any]:
        """The query string without what is empty."""
        return {name: value for name, value in asdict(self).items() if value}

    def asked(self, session: Session, *, own_school: int | None, before: str = "") -> Asked:
        """The same as a question; of a head about the school alone."""
        since, until = _day(self.since), _day(self.until)
        if own_school is not None:
            schools: tuple[int, ...] | None = (own_school,)
        else:
            schools = tuple(session.scalars(schools_like(self.school))) if self.school else None
        return Asked(
            person=self.person,
            kind=self.what,
            subject=self.object,
            school_ids=schools,
            duty_id=_key(self.duty),
            since=_begin(since) if since else None,
            until=_begin(until + timedelta(days=1)) if until else None,
            before=_place(before),
        )


def place_words(place: Place) -> str:
    """Where a page ends, as the address of the next one says it."""
    at, entry_id = place
    return f"{at.isoformat()}_{entry_id}"


def _place(words: str) -> Place | None:
    at, _, entry_id = words.partition("_")
    found = _key(entry_id)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (moment, found) if found and moment.tzinfo else None


def _key(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None


def _day(words: str) -> date | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if date(2000, 1, 1) <= day <= date(2100, 1, 1) else None


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), BUREAU_ZONE)
