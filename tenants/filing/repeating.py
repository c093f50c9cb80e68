"""The same request twice: what was answered the first time is answered again, and nothing happens twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from tenants.errors import OversightError
from tenants.filing.models import ApiAnswer
from tenants.scope.viewer import Viewer
from tenants.text import Text

KEPT_HOURS = 24


class KeyTaken(OversightError):
    """Another request used that key."""

    says = Text(
        "这个 Idempotency-Key 已用于另一个请求。请换一个新的键再发。",
        "This Idempotency-Key was used for another request; send this one with a new key.",
    )


@dataclass(frozen=True)
class Answer:
    """What was answered."""

    status: int
    body: str


def answered_before(
    session: Session, viewer: Viewer, school_id: int, key: str, request_sha256: bytes, *, at: datetime
) -> Answer | None:
    """The answer a key had within its day; None takes the key, in the transaction that will answer.

    A second request that comes while the first is at work waits for it here.

    Raises:
        KeyTaken: The key stands for another request.
    """
    mine = (ApiAnswer.school_id == school_id, ApiAnswer.account_id == viewer.account_id)
    session.execute(delete(ApiAnswer).where(ApiAnswer.school_id == school_id, ApiAnswer.expires_at <= at))
    taken = session.scalar(
        insert(ApiAnswer)
        .values(
            district_id=viewer.district_id,
            school_id=school_id,
            account_id=viewer.account_id,
            key=key,
            request_sha256=request_sha256,
            created_at=at,
            expires_at=at + timedelta(hours=KEPT_HOURS),
        )
        .on_conflict_do_nothing()
        .returning(ApiAnswer.key)
    )
    if taken is not None:
        return None
    kept = session.scalars(select(ApiAnswer).where(*mine, ApiAnswer.key == key)).one()
    if kept.request_sha256 != request_sha256:
        raise KeyTaken
    return Answer(kept.status or 500, kept.body or "")


def keep_answer(session: Session, viewer: Viewer, school_id: int, key: str, answer: Answer) -> None:
    """Keep what is answered now, in the transaction that does it."""
    asked = select(ApiAnswer).where(
        ApiAnswer.school_id == school_id, ApiAnswer.account_id == viewer.account_id, ApiAnswer.key == key
    )
    kept = session.scalars(asked).one()
    kept.status, kept.body = answer.status, answer.body
    session.flush()
