"""Where a duty stands, for the list of duties: what was done last and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tenants.filing.models import VersionState
from tenants.text import Text


class Standing(StrEnum):
    """What a duty's latest version and uploads amount to."""

    NOT_STARTED = "not_started"
    READING = "reading"  # a file waits to be checked
    REFUSED = "refused"  # the latest file was no filing of this duty
    TO_CORRECT = "to_correct"  # errors are open
    TO_EXPLAIN = "to_explain"  # queries lack their justification
    TO_SIGN = "to_sign"
    SENT_BACK = "sent_back"  # cells wait for correction
    REOPENED = "reopened"
    SUBMITTED = "submitted"
    TO_RECHECK = "to_recheck"  # a rectification that counts, and that no inspector has rechecked
    ACCEPTED = "accepted"


class Timeliness(StrEnum):
    """Status against the due date (catalogue 1.5)."""

    NOT_DUE = "not_due"
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"


STANDING_LABELS = {
    Standing.NOT_STARTED: Text("未填报", "Not started"),
    Standing.READING: Text("检查中", "Being checked"),
    Standing.REFUSED: Text("文件未被接收", "File refused"),
    Standing.TO_CORRECT: Text("有错误待改", "Errors to correct"),
    Standing.TO_EXPLAIN: Text("有疑问待说明", "Queries to explain"),
    Standing.TO_SIGN: Text("待校长签字", "To be signed"),
    Standing.SENT_BACK: Text("已退回待改", "Sent back"),
    Standing.REOPENED: Text("已重新开放", "Reopened"),
    Standing.SUBMITTED: Text("已提交待审", "With the bureau"),
    Standing.TO_RECHECK: Text("待复查", "Waiting for the recheck"),
    Standing.ACCEPTED: Text("已通过", "Accepted"),
}
TIMELINESS_LABELS = {
    Timeliness.NOT_DUE: Text("未到期", "Not due yet"),
    Timeliness.ON_TIME: Text("按时", "On time"),
    Timeliness.LATE: Text("迟报", "Late"),
    Timeliness.MISSING: Text("逾期未报", "Missing"),
}
FILED = frozenset({Standing.SUBMITTED, Standing.TO_RECHECK, Standing.ACCEPTED})


@dataclass(frozen=True, kw_only=True)
class DutyLine:
    """One line of the list of what is owed."""

    duty_id: UUID
    school_id: int
    school_code: str
    school_name: Text
    return_code: str
    period_key: str
    due_on: date
    due_in_days: int  # negative: days past the due date
    closed_at: datetime | None
    standing: Standing
    timeliness: Timeliness
    version_id: UUID | None  # the latest version
    version_no: int | None
    state: VersionState | None
    upload_id: UUID | None  # the latest upload
    errors: int
    queries: int  # without justification
    warnings: int
    first_submitted_at: datetime | None
    submitted_at: datetime | None
    accepted_at: datetime | None

    @property
    def is_done(self) -> bool:
        """Whether the school has nothing left to do."""
        return self.standing in FILED


def timeliness_of(due_on: date, first_submitted_on: date | None, today: date) -> Timeliness:
    """Against the due date: by the day of the first submission; a correction later does not make a filing late."""
    if first_submitted_on is not None:
        return Timeliness.ON_TIME if first_submitted_on <= due_on else Timeliness.LATE
    return Timeliness.NOT_DUE if today <= due_on else Timeliness.MISSING
