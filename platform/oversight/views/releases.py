"""Releases: one person proposes a month with a look at what would be public, another approves; what happened before."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from etl.jobs.releasing import defer_release
from etl.publishing.preparing import Prepared, prepare
from etl.publishing.suppression import Hidden
from oversight.access import current_viewer, open_session, requires
from oversight.shown.values import shown_value
from oversight.views.asked import lang, now, today
from tenants.accounts.roles import Permission, may
from tenants.calendar.periods import Period, period_of
from tenants.errors import NotFound
from tenants.publishing.models import Release, ReleaseState
from tenants.publishing.queries import get_release, months, releases
from tenants.publishing.services import approve, propose, withdraw
from tenants.returns.declaration import PeriodType
from tenants.scope.viewer import Viewer
from tenants.text import Text

bp = Blueprint("releases", __name__, url_prefix="/admin/releases")

STATES: dict[ReleaseState, tuple[Text, str]] = {
    ReleaseState.PROPOSED: (Text("等待批准", "waits for approval"), "asks"),
    ReleaseState.PUBLISHED: (Text("公开中", "on show"), "done"),
    ReleaseState.REPLACED: (Text("已被替换", "replaced"), "waits"),
    ReleaseState.WITHDRAWN: (Text("已撤下", "withdrawn"), "problem"),
}
_BECOMING = (Text("正在公开", "being published"), "waits")
_WHY_HIDDEN = {
    Hidden.SMALL: Text("人数少", "small count"),
    Hidden.CLOSED: Text("不计入的人数少，或合计人数少", "few left over, or part of a small total"),
    Hidden.PARTNER: Text("防止推算", "so that another cannot be worked out"),
}


@dataclass(frozen=True)
class HiddenField:
    """How many values of a field are hidden, and why."""

    where: str
    why: str
    count: int


@dataclass(frozen=True)
class Missing:
    """Schools whose return is not accepted."""

    label: str
    owed: int
    schools: list[str]


@dataclass(frozen=True)
class Corrected:
    """A figure that would be listed as corrected."""

    school: str
    what: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Preview:
    """What would be public, in numbers and lists."""

    schools: int
    rows: int
    hidden: list[HiddenField]
    hidden_shares: int
    exposed: int
    missing: list[Missing]
    corrections: list[Corrected]


@bp.get("/")
@requires(Permission.PROPOSE_RELEASE)
def index() -> ResponseReturnValue:
    """The latest months and where each stands; below, every release so far."""
    with open_session() as session:
        return render_template(
            "releases/index.html",
            months=months(session, today()),
            releases=releases(session),
            states=_state_of,
            today=today(),
            told=request.args.get("told"),
        )


@bp.get("/new")
@requires(Permission.PROPOSE_RELEASE)
def new() -> ResponseReturnValue:
    """A look at a month as it would be public now, with the button that proposes it."""
    month = _month(request.args.get("month", ""))
    with open_session() as session:
        preview = preview_of(prepare(session, month, today=today()))
    return render_template("releases/new.html", month=month, preview=preview)


@bp.post("/")
@requires(Permission.PROPOSE_RELEASE)
def create() -> ResponseReturnValue:
    """Propose a month."""
    month = _month(request.form.get("month", ""))
    with open_session() as session:
        release = propose(session, current_viewer(), month.key, note=request.form.get("note", ""), at=now())
        return redirect(url_for(".show", release_id=release.id, told="proposed"), 303)


@bp.get("/<uuid:release_id>")
@requires(Permission.PROPOSE_RELEASE)
def show(release_id: UUID) -> ResponseReturnValue:
    """One release: who, when, what it shows or would show, and what may be done with it."""
    with open_session() as session:
        release = get_release(session, release_id)
        is_waiting = release.state is ReleaseState.PROPOSED
        preview = preview_of(prepare(session, period_of(release.period_key), today=today())) if is_waiting else None
        return render_template(
            "releases/show.html",
            release=release,
            state=_state_of(release),
            preview=preview,
            told=request.args.get("told"),
            **_choices(release, current_viewer()),
        )


@bp.post("/<uuid:release_id>/approve")
@requires(Permission.APPROVE_RELEASE)
def approve_release(release_id: UUID) -> ResponseReturnValue:
    """Put a colleague's proposal on show."""
    with open_session() as session:
        release = approve(session, current_viewer(), release_id, at=now())
        defer_release(session, release.district_id, release.id)
    return redirect(url_for(".show", release_id=release_id, told="approved"), 303)


@bp.post("/<uuid:release_id>/withdraw")
@requires(Permission.PROPOSE_RELEASE)
def withdraw_release(release_id: UUID) -> ResponseReturnValue:
    """Take back a proposal, or take a month off the public pages."""
    with open_session() as session:
        release = withdraw(session, current_viewer(), release_id, request.form.get("reason", ""), at=now())
        if release.approved_at is not None:
            defer_release(session, release.district_id, release.id)
    return redirect(url_for(".show", release_id=release_id, told="withdrawn"), 303)


def preview_of(prepared: Prepared) -> Preview:
    """What a person who decides wants to see of a release."""
    spoken = lang()
    counted: Counter[tuple[str, str]] = Counter()
    for row in prepared.rows:
        for field, kind in row.hidden.items():
            where = f"{row.filing.ret.label.say(spoken)} · {row.part.field(field).label.say(spoken)}"
            counted[where, _WHY_HIDDEN[kind].say(spoken)] += 1
    missing: dict[str, list[str]] = {}
    owed: Counter[str] = Counter()
    for each in prepared.material.filings:
        label = each.ret.label.say(spoken)
        owed[label] += 1
        if each.is_missing:
            missing.setdefault(label, []).append(Text(each.school.name_zh, each.school.name_en).say(spoken))
    return Preview(
        schools=len(prepared.material.schools),
        rows=len(prepared.rows),
        hidden=[HiddenField(where, why, count) for (where, why), count in counted.most_common()],
        hidden_shares=sum(each.is_hidden for each in prepared.figures),
        exposed=len(prepared.protected.exposed),
        missing=[Missing(label, owed[label], schools) for label, schools in missing.items()],
        corrections=[
            Corrected(
                school=Text(each.filing.school.name_zh, each.filing.school.name_en).say(spoken),
                what=f"{each.filing.ret.label.say(spoken)} · {each.part.field(each.field).label.say(spoken)}",
                before=shown_value(
                    each.part.field(each.field), each.before, spoken, hidden="hidden" if each.is_hidden else None
                ),
                after=shown_value(
                    each.part.field(each.field), each.after, spoken, hidden="hidden" if each.is_hidden else None
                ),
                reason=each.reason,
            )
            for each in prepared.corrections
        ],
    )


def _choices(release: Release, viewer: Viewer) -> dict[str, bool]:
    """What this person may do with the release as it is."""
    is_waiting, is_on_show = release.state is ReleaseState.PROPOSED, release.state is ReleaseState.PUBLISHED
    may_approve = may(viewer.role, Permission.APPROVE_RELEASE)
    is_own = release.proposed_by == viewer.account_id
    return {
        "may_approve": is_waiting and may_approve and not is_own,
        "is_own": is_waiting and is_own,
        "may_withdraw": is_waiting or (is_on_show and may_approve),
    }


def _state_of(release: Release) -> tuple[str, str]:
    words, tone = STATES[release.state]
    if release.state is ReleaseState.PUBLISHED and release.schools is None:
        words, tone = _BECOMING
    return words.say(lang()), tone


def _month(key: str) -> Period:
    try:
        period = period_of(key)
    except ValueError:
        raise NotFound from None
    if period.type is not PeriodType.MONTH:
        raise NotFound
    return period
