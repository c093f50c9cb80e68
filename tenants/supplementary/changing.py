"""Defining a supplementary return: drafted, published from a period on, ended; what is published is never rewritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tenants.calendar.models import ReturnUse
from tenants.calendar.periods import containing
from tenants.errors import NotFound
from tenants.returns.declaration import PeriodType
from tenants.scope.viewer import Viewer
from tenants.settings.errors import ReasonMissing
from tenants.settings.history import Noted, note
from tenants.supplementary.declaring import declare
from tenants.supplementary.errors import IsPublished, NotAPeriod, NotPublished
from tenants.supplementary.models import SupplementaryReturn

KIND = "supplementary_return"
_LONGEST_REASON = 500


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a definition says of the whole return."""

    label_zh: str
    label_en: str
    period: str
    due: str
    accepting: str
    basis: str


def all_definitions(session: Session) -> list[SupplementaryReturn]:
    """Every definition of the district, drafts too."""
    return sorted(session.scalars(select(SupplementaryReturn)), key=lambda each: int(each.number[1:]))


def definition(session: Session, code: str) -> SupplementaryReturn:
    """One definition.

    Raises:
        NotFound: The district has none of that code.
    """
    found = session.scalar(select(SupplementaryReturn).where(SupplementaryReturn.code == code))
    if found is None:
        raise NotFound
    return found


def begin(
    session: Session, viewer: Viewer, head: Head, *, at: datetime, fields: Sequence[Mapping[str, Any]] = ()
) -> str:
    """A new draft; gives its code."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"{KIND}:{viewer.district_id}"))))
    number = max((int(each.number[1:]) for each in all_definitions(session)), default=0) + 1
    kept = SupplementaryReturn(
        district_id=viewer.district_id,
        code=f"s{viewer.district_id}_{number}",
        number=f"S{number}",
        fields=[dict(each) for each in fields],
        published_from=None,
        changed_at=at,
        changed_by=viewer.account_name,
        **vars(head),
    )
    session.add(kept)
    session.flush()
    note(session, viewer, KIND, Noted(subject=kept.code, action="drafted", after=vars(head)), at=at)
    return kept.code


def change_head(session: Session, viewer: Viewer, code: str, head: Head, *, at: datetime) -> None:
    """Say something else of the whole return."""
    kept = _draft(session, code)
    before = {name: getattr(kept, name) for name in vars(head)}
    for name, value in vars(head).items():
        setattr(kept, name, value)
    _touch(session, kept, viewer, at)
    note(session, viewer, KIND, Noted(subject=code, action="changed", before=before, after=vars(head)), at=at)


def set_fields(
    session: Session, viewer: Viewer, code: str, fields: Sequence[Mapping[str, Any]], *, at: datetime
) -> None:
    """Put these fields in place of those there were; while it is a draft they may still contradict each other."""
    kept = _draft(session, code)
    before = {"fields": list(kept.fields)}
    kept.fields = [dict(each) for each in fields]
    _touch(session, kept, viewer, at)
    told = Noted(subject=code, action="changed", before=before, after={"fields": kept.fields})
    note(session, viewer, KIND, told, at=at)


def publish(
    session: Session, viewer: Viewer, code: str, first: date, reason: str, *, at: datetime, today: date
) -> None:
    """Ask all schools for it from the period on that begins on that day.

    Raises:
        CannotDeclare: Its fields contradict each other.
        NotAPeriod: No period of its kind begins on that day, or it is over.
        ReasonMissing: It does not say why.
    """
    kept = _draft(session, code)
    declare(kept)
    span = containing(PeriodType(kept.period), first)
    if span.start != first or span.end < today:
        raise NotAPeriod
    reason = _reason(reason)
    kept.published_from = first
    _touch(session, kept, viewer, at)
    session.add(ReturnUse(district_id=viewer.district_id, return_code=code, asked_from=first, asked_until=None))
    session.flush()
    note(session, viewer, KIND, Noted(subject=code, action="published", valid_from=first), at=at, reason=reason)


def end(
    session: Session, viewer: Viewer, code: str, first_without: date, reason: str, *, at: datetime, today: date
) -> None:
    """Ask for it no longer for periods that begin on that day or later; what was filed stays.

    Raises:
        NotPublished: Nobody is asked for it.
        NotAPeriod: The day is past.
    """
    kept = definition(session, code)
    use = session.get(ReturnUse, (viewer.district_id, code))
    if kept.published_from is None or use is None:
        raise NotPublished
    if first_without <= max(use.asked_from, today.replace(day=1) - timedelta(days=1)):
        raise NotAPeriod
    reason = _reason(reason)
    use.asked_until = first_without - timedelta(days=1)
    session.flush()
    note(session, viewer, KIND, Noted(subject=code, action="ended", valid_from=first_without), at=at, reason=reason)


def copy_of(session: Session, viewer: Viewer, code: str, *, at: datetime) -> str:
    """A new draft with the same words and fields; gives its code."""
    kept = definition(session, code)
    head = Head(
        label_zh=kept.label_zh, label_en=kept.label_en, period=kept.period, due=kept.due, accepting=kept.accepting,
        basis=kept.basis,
    )  # fmt: skip
    return begin(session, viewer, head, at=at, fields=kept.fields)


def discard(session: Session, viewer: Viewer, code: str, *, at: datetime) -> None:
    """Throw a draft away."""
    kept = _draft(session, code)
    session.execute(delete(SupplementaryReturn).where(SupplementaryReturn.code == kept.code))
    note(session, viewer, KIND, Noted(subject=code, action="discarded"), at=at)


def _draft(session: Session, code: str) -> SupplementaryReturn:
    kept = definition(session, code)
    if kept.published_from is not None:
        raise IsPublished
    return kept


def _touch(session: Session, kept: SupplementaryReturn, viewer: Viewer, at: datetime) -> None:
    kept.changed_at, kept.changed_by = at, viewer.account_name
    session.flush()


def _reason(reason: str) -> str:
    reason = reason.strip()[:_LONGEST_REASON]
    if not reason:
        raise ReasonMissing
    return reason
