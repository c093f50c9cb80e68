"""What every page of a return says above its content, and how it is spoken: language, day, words."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from oversight.filed.standing import Badge, badge_of, due_words, version_badge
from oversight.filed.steps import NIL_WORDS
from tenants.calendar.periods import name_of, period_of
from tenants.calendar.workdays import BUREAU_ZONE, bureau_day
from tenants.filing.duty_list import duty_line
from tenants.filing.models import FindingRow, Version, VersionState
from tenants.filing.standing import DutyLine
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Return
from tenants.text import Lang, Text


@dataclass(frozen=True, kw_only=True)
class DutyHead:
    """Whose return for which period, how long there is left, where it stands."""

    id: UUID
    return_label: Text
    period_key: str
    period: str
    school: str
    due_on: date
    due_words: str
    is_late: bool
    is_closed: bool
    standing: Badge
    line: DutyLine
    ret: Return


@dataclass(frozen=True, kw_only=True)
class VersionHead:
    """One version: who prepared, signed and accepted it, and where it stands."""

    id: UUID
    version_no: int
    revision: int
    standing: Badge
    is_open: bool
    prepared: str
    signed: str
    accepted: str
    nil_words: Text | None
    findings_count: int


def duty_head(session: Session, duty_id: UUID, *, now: datetime, lang: Lang) -> DutyHead:
    """The head of one duty, or NotFound."""
    return head_of(duty_line(session, duty_id, bureau_day(now)), lang)


def head_of(line: DutyLine, lang: Lang) -> DutyHead:
    """The head of a line of the list."""
    period = period_of(line.period_key)
    ret = get_return(line.return_code, period.start)
    return DutyHead(
        id=line.duty_id,
        return_label=ret.label,
        period_key=line.period_key,
        period=name_of(period).say(lang),
        school=line.school_name.say(lang),
        due_on=line.due_on,
        due_words=due_words(line.due_in_days, line.standing).say(lang),
        is_late=line.due_in_days < 0 and not line.is_done,
        is_closed=line.closed_at is not None,
        standing=badge_of(line.standing),
        line=line,
        ret=ret,
    )


def version_head(version: Version, found: list[FindingRow], lang: Lang) -> VersionHead:
    """The head of one version."""
    return VersionHead(
        id=version.id,
        version_no=version.version_no,
        revision=version.revision,
        standing=version_badge(version.state),
        is_open=version.state is VersionState.DRAFT,
        prepared=_who_when(version.prepared_by_name, version.created_at, lang),
        signed=_who_when(version.approved_by_name, version.submitted_at, lang),
        accepted=_accepted(version, lang),
        nil_words=NIL_WORDS[version.nil_reason] if version.nil_reason else None,
        findings_count=len(found),
    )


def moment(at: datetime, lang: Lang) -> str:
    """A moment by the bureau's clock: 2026年11月20日 10:32."""
    local = at.astimezone(BUREAU_ZONE)
    if lang == "zh":
        return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
    return f"{local.day} {local:%B %Y, %H:%M}"


def clock(at: datetime) -> str:
    """Hours and minutes by the bureau's clock."""
    return f"{at.astimezone(BUREAU_ZONE):%H:%M}"


def size_words(size_bytes: int) -> str:
    """A file's size."""
    if size_bytes < 1024 * 1024:
        return f"{max(1, round(size_bytes / 1024))} KB"
    return f"{size_bytes / 1024 / 1024:.1f} MB"


_AUTOMATIC = Text("系统（到期自动通过）", "the system (automatically)")


def _accepted(version: Version, lang: Lang) -> str:
    if version.accepted_at is None:
        return ""
    return _who_when(version.accepted_by_name or _AUTOMATIC.say(lang), version.accepted_at, lang)


def _who_when(name: str | None, at: datetime | None, lang: Lang) -> str:
    if not name:
        return ""
    return f"{name} {moment(at, lang)}" if at else name
