"""Which state of a draft a writer looked at: ETag of a version, If-Match of a write, repeated requests."""

import hashlib
from collections.abc import Callable
from typing import Any

from flask import Response, json, request
from sqlalchemy.orm import Session

from oversight.api.asked import now, viewer
from oversight.api.problems import Refused
from tenants.filing.errors import DraftChanged, StillReading
from tenants.filing.locks import latest_version
from tenants.filing.models import Upload, UploadState, Version, VersionState
from tenants.filing.queries import uploads_of
from tenants.filing.repeating import Answer, answered_before, keep_answer
from tenants.filing.steps import edits_since
from tenants.text import Text

LONGEST_KEY = 100
_MISSING = Text(
    "请用 If-Match 头给出您看到的版本的 ETag，以免覆盖他人的改动。",
    "Give the ETag of the version you looked at in If-Match, so that nobody's changes are overwritten.",
)
_NO_KEY = Text(
    "Idempotency-Key 须为1至100个可见的 ASCII 字符。", "An Idempotency-Key has 1 to 100 visible ASCII characters."
)


def etag_of(version: Version) -> str:
    """Changes with every change of a draft and with every step of its version."""
    return f'"{version.id}.{version.revision}.{version.state.value}"'


def ensure_match(session: Session, version: Version) -> None:
    """The writer looked at the version as it is now.

    Raises:
        Refused: 428 without If-Match.
        DraftChanged: Somebody changed it since.
        StillReading: Figures sent before wait to be checked.
    """
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise Refused(428, "precondition-required", _MISSING)
    wanted = [each.strip().removeprefix("W/") for each in given.split(",")]  # a proxy that compresses weakens tags
    if "*" not in wanted and etag_of(version) not in wanted:
        raise DraftChanged(edits_since(session, version, _revision(wanted[0], version)), revision=version.revision)
    if any(each.state is UploadState.WAITING for each in waiting(session, version)):
        raise StillReading


def locked_draft(session: Session, duty_id: Any) -> Version | None:
    """The duty's draft, held until the transaction ends."""
    latest = latest_version(session, duty_id, lock=True)
    return latest if latest is not None and latest.state is VersionState.DRAFT else None


def waiting(session: Session, version: Version) -> list[Upload]:
    """What was received for the version's duty."""
    return uploads_of(session, version.duty_id)


def once(session: Session, school_id: int, work: Callable[[], tuple[dict[str, Any], int]]) -> Response:
    """What the work answers; with an Idempotency-Key that was answered before, that very answer."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        body, status = work()
        return dressed(Answer(status, json.dumps(body)))
    if not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise Refused(422, "mistaken", _NO_KEY, errors=[{"pointer": "Idempotency-Key", "detail": _NO_KEY.en}])
    asked = hashlib.sha256("\0".join((request.method, request.path, "")).encode() + request.get_data()).digest()
    before = answered_before(session, viewer(), school_id, key, asked, at=now())
    if before is not None:
        answer = dressed(before)
        answer.headers["Idempotency-Replayed"] = "true"
        return answer
    body, status = work()
    made = Answer(status, json.dumps(body))
    keep_answer(session, viewer(), school_id, key, made)
    return dressed(made)


def dressed(answer: Answer) -> Response:
    """An answer with what its body says of itself in headers too."""
    made = Response(answer.body, status=answer.status, mimetype="application/json")
    told = json.loads(answer.body)
    if etag := told.get("etag"):
        made.headers["ETag"] = etag
    if answer.status in {201, 202} and (url := told.get("url")):
        made.headers["Location"] = url
    return made


def _revision(etag: str, version: Version) -> int:
    """The revision an ETag names, to tell what changed since."""
    name, _, rest = etag.strip('"').partition(".")
    said = rest.partition(".")[0]
    return int(said) if name == str(version.id) and said.isdecimal() and len(said) < 9 else version.revision
