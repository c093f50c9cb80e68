"""Rules a district writes itself: drafted, switched on from a day, off from another; every step with who and why."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tenants.errors import NotFound
from tenants.returns.declaration import Rule, Severity
from tenants.returns.local import PREFIX
from tenants.scope.viewer import Viewer
from tenants.settings.changing import earliest
from tenants.settings.errors import AlreadyInForce, NotADraft, NotInForce, ReasonMissing, TooEarly
from tenants.settings.history import Noted, note
from tenants.settings.models import LocalRule
from tenants.settings.rule_reading import Written
from tenants.text import Text

KIND = "local_rule"
_WORDS = ("part", "severity", "holds", "says_zh", "says_en", "remedy_zh", "remedy_en")
_LONGEST_REASON = 500


def rules_in_use(session: Session) -> dict[str, tuple[Rule, ...]]:
    """All rules of the district that were ever switched on, by return, each with the days it holds."""
    asked = select(LocalRule).where(LocalRule.since.is_not(None)).order_by(LocalRule.code, LocalRule.version)
    found: dict[str, list[Rule]] = {}
    for each in session.scalars(asked):
        if each.until is None or each.since is None or each.until >= each.since:
            found.setdefault(each.return_code, []).append(rule_of(each))
    return {code: tuple(rules) for code, rules in found.items()}


def rules_on(in_use: Mapping[str, tuple[Rule, ...]], return_code: str, day: date) -> tuple[Rule, ...]:
    """Those of a return that hold on a day."""
    return tuple(
        each
        for each in in_use.get(return_code, ())
        if each.since is not None and each.since <= day and (each.until is None or day <= each.until)
    )


def rule_of(kept: LocalRule) -> Rule:
    """A kept wording as a rule of the notation."""
    return Rule(
        code=kept.code,
        severity=Severity(kept.severity),
        part=kept.part,
        holds=kept.holds,
        says=Text(kept.says_zh, kept.says_en or kept.says_zh),
        remedy=Text(kept.remedy_zh, kept.remedy_en or kept.remedy_zh),
        since=kept.since,
        until=kept.until,
    )


def all_rules(session: Session) -> dict[str, list[LocalRule]]:
    """Every wording by code, the first one first."""
    found: dict[str, list[LocalRule]] = {}
    for each in session.scalars(
        select(LocalRule).order_by(func.length(LocalRule.code), LocalRule.code, LocalRule.version)
    ):
        found.setdefault(each.code, []).append(each)
    return found


def versions_of(session: Session, code: str) -> list[LocalRule]:
    """The wordings of one rule, the first one first.

    Raises:
        NotFound: The district has no such rule.
    """
    found = list(session.scalars(select(LocalRule).where(LocalRule.code == code).order_by(LocalRule.version)))
    if not found:
        raise NotFound
    return found


def next_code(session: Session) -> str:
    """The code of the next new rule."""
    codes = session.scalars(select(LocalRule.code).distinct())
    return f"{PREFIX}{max((int(each.removeprefix(PREFIX)) for each in codes), default=0) + 1}"


def keep_draft(
    session: Session, viewer: Viewer, return_code: str, written: Written, *, at: datetime, code: str | None = None
) -> str:
    """Keep a wording as a draft: of a new rule, over the open draft of a rule, or as the rule's next version."""
    # one after another, so that two never get one number
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"local_rule:{viewer.district_id}"))))
    versions = versions_of(session, code) if code else []
    code = code or next_code(session)
    words = {name: getattr(written, name) for name in _WORDS} | {"changed_at": at, "changed_by": viewer.account_name}
    latest = versions[-1] if versions else None
    before = _words(latest) if latest else None
    if latest is not None and latest.since is None:
        for name, value in words.items():
            setattr(latest, name, value)
    else:
        number = latest.version + 1 if latest else 1
        session.add(
            LocalRule(district_id=viewer.district_id, code=code, version=number, return_code=return_code, **words)
        )
    session.flush()
    after = {name: getattr(written, name) for name in _WORDS}
    note(session, viewer, KIND, Noted(subject=code, action="drafted", before=before, after=after), at=at)
    return code


def switch_on(
    session: Session, viewer: Viewer, code: str, since: date, reason: str, *, at: datetime, today: date
) -> None:
    """Let the draft hold from a day on; the version before ends the day before.

    Raises:
        NotADraft: There is no draft to switch on.
        TooEarly: The day lies in months that are over.
        ReasonMissing: It does not say why.
    """
    reason = _reason(reason)
    versions = versions_of(session, code)
    draft = versions[-1]
    if draft.since is not None:
        raise NotADraft
    _prove_day(since, today)
    draft.since = since
    for each in versions[:-1]:
        if each.until is None or each.until >= since:
            each.until = since - timedelta(days=1)
    session.flush()
    note(session, viewer, KIND, Noted(subject=code, action="switched_on", valid_from=since), at=at, reason=reason)


def switch_off(
    session: Session, viewer: Viewer, code: str, first_without: date, reason: str, *, at: datetime, today: date
) -> None:
    """Let a rule hold no longer from a day on.

    Raises:
        NotInForce: It is not switched on.
        TooEarly: The day lies in months that are over.
        ReasonMissing: It does not say why.
    """
    reason = _reason(reason)
    running = _running(versions_of(session, code))
    if running is None:
        raise NotInForce
    _prove_day(first_without, today)
    running.until = first_without - timedelta(days=1)
    session.flush()
    told = Noted(subject=code, action="switched_off", valid_from=first_without)
    note(session, viewer, KIND, told, at=at, reason=reason)


def take_rule_back(session: Session, viewer: Viewer, code: str, *, at: datetime, today: date) -> None:
    """Make a draft again of what was to begin later, or throw an open draft away.

    Raises:
        AlreadyInForce: It holds already.
    """
    versions = versions_of(session, code)
    latest = versions[-1]
    if latest.since is not None and latest.since <= today:
        raise AlreadyInForce
    if latest.since is None:
        session.execute(delete(LocalRule).where(LocalRule.code == code, LocalRule.version == latest.version))
        action = "discarded"
    else:
        for each in versions[:-1]:
            if each.until == latest.since - timedelta(days=1):
                each.until = None
        latest.since = latest.until = None
        action = "taken_back"
    session.flush()
    note(session, viewer, KIND, Noted(subject=code, action=action), at=at)
    session.expire_all()


def _running(versions: Sequence[LocalRule]) -> LocalRule | None:
    """The version that holds, or will."""
    on = [each for each in versions if each.since is not None and each.until is None]
    return on[-1] if on else None


def _prove_day(day: date, today: date) -> None:
    if day < earliest(today):
        raise TooEarly(earliest=earliest(today).isoformat())


def _reason(reason: str) -> str:
    reason = reason.strip()[:_LONGEST_REASON]
    if not reason:
        raise ReasonMissing
    return reason


def _words(kept: LocalRule) -> dict[str, str]:
    return {name: getattr(kept, name) for name in _WORDS}
