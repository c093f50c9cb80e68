"""Where a duty or a version stands, as badge, stages and days left."""

from dataclasses import dataclass

from tenants.filing.models import VersionState
from tenants.filing.standing import STANDING_LABELS, Standing
from tenants.text import Text


@dataclass(frozen=True)
class Badge:
    """A state in a word, with the look that goes with it: todo, problem, asks, waits or done."""

    label: Text
    tone: str


@dataclass(frozen=True)
class Stage:
    """One station of the road of a return."""

    label: Text
    mark: str  # done, now, next


_TONES = {
    Standing.NOT_STARTED: "todo",
    Standing.READING: "waits",
    Standing.REFUSED: "problem",
    Standing.TO_CORRECT: "problem",
    Standing.TO_EXPLAIN: "asks",
    Standing.TO_SIGN: "asks",
    Standing.SENT_BACK: "problem",
    Standing.REOPENED: "problem",
    Standing.SUBMITTED: "waits",
    Standing.TO_RECHECK: "waits",
    Standing.ACCEPTED: "done",
}
_VERSION_BADGES = {
    VersionState.DRAFT: Badge(Text("草稿", "Draft"), "todo"),
    VersionState.SUBMITTED: Badge(Text("已提交待审", "With the bureau"), "waits"),
    VersionState.ACCEPTED: Badge(Text("已通过", "Accepted"), "done"),
    VersionState.SENT_BACK: Badge(Text("已退回", "Sent back"), "problem"),
    VersionState.REOPENED: Badge(Text("曾通过，已重新开放", "Was accepted, reopened"), "problem"),
}
_STAGES = (
    Text("填报上传", "Fill and upload"),
    Text("检查改正", "Check and correct"),
    Text("校长签字", "Head signs"),
    Text("局里审核", "Bureau reviews"),
    Text("通过", "Accepted"),
)
_REACHED = {
    Standing.NOT_STARTED: 0,
    Standing.REFUSED: 0,
    Standing.SENT_BACK: 1,
    Standing.REOPENED: 1,
    Standing.READING: 1,
    Standing.TO_CORRECT: 1,
    Standing.TO_EXPLAIN: 1,
    Standing.TO_SIGN: 2,
    Standing.SUBMITTED: 3,
    Standing.TO_RECHECK: 3,
    Standing.ACCEPTED: 5,
}
_LATE = Text("已逾期 {n} 天", "{n} days late")
_LATE_ONE = Text("已逾期 1 天", "1 day late")
_TODAY = Text("今天到期", "Due today")
_TOMORROW = Text("明天到期", "Due tomorrow")
_LEFT = Text("还有 {n} 天到期", "Due in {n} days")
_FILED = Text("已提交", "Submitted")
_DONE = Text("已完成", "Done")


def badge_of(standing: Standing) -> Badge:
    """The badge of a duty."""
    return Badge(STANDING_LABELS[standing], _TONES[standing])


def version_badge(state: VersionState) -> Badge:
    """The badge of a version."""
    return _VERSION_BADGES[state]


def due_words(due_in_days: int, standing: Standing) -> Text:
    """How long there is left, or how late it is, as long as the school still has to act."""
    if standing is Standing.ACCEPTED:
        return _DONE
    if standing in (Standing.SUBMITTED, Standing.TO_RECHECK):
        return _FILED
    if due_in_days < 0:
        return _LATE_ONE if due_in_days == -1 else _LATE.fill(n=-due_in_days)
    if due_in_days == 0:
        return _TODAY
    return _TOMORROW if due_in_days == 1 else _LEFT.fill(n=due_in_days)


def stages_of(standing: Standing) -> list[Stage]:
    """The stations with what is done, what is on now and what is to come."""
    reached = _REACHED[standing]
    marks = ["done" if at < reached else "now" if at == reached else "next" for at in range(len(_STAGES))]
    return [Stage(label, mark) for label, mark in zip(_STAGES, marks, strict=True)]
