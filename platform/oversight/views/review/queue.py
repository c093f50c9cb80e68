"""The reviewer's queue: what waits, the most doubtful first, and why it stands where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from oversight.access import current_viewer, open_session, requires
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now, today
from oversight.views.heads import moment
from oversight.views.review.blueprint import bp
from tenants.accounts.roles import Permission
from tenants.calendar.periods import name_of, period_of
from tenants.filing.models import VersionState
from tenants.filing.review import QueueItem, review_queue
from tenants.registry.search import schools_like
from tenants.returns.catalogue import get_return
from tenants.text import Text

_FLAGGED = Text(
    "通过后与其他报表核对出 {n} 个错误，建议重新开放",
    "errors found against another return after acceptance: {n}; should be reopened",
)
_REPEATED = Text("{n} 个疑问上期也有", "queries that came up last time too: {n}")
_QUERIES = Text("{n} 个疑问及说明", "queries with explanations: {n}")
_CORRECTED = Text("更正后再次提交", "a correction")
_LATE = Text("迟报", "filed late")
_WARNINGS = Text("{n} 个提醒", "notes: {n}")
_WAITED = Text("已等待 {n} 个工作日", "waiting for {n} working days")
_NOTHING = Text("无疑问", "nothing unusual")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the address asks for."""

    whose: str = "mine"
    ret: str = ""
    q: str = ""

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "Wanted":
        """From the query string; unknown values count as not given."""
        whose = "all" if args.get("whose") == "all" else "mine"
        return cls(whose=whose, ret=args.get("return", ""), q=args.get("q", "").strip()[:60])

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the default is asked for."""
        return self != Wanted()

    def as_args(self) -> dict[str, Any]:
        """The query string without what is default."""
        given = {"whose": "all" if self.whose == "all" else "", "return": self.ret, "q": self.q}
        return {name: value for name, value in given.items() if value}


@bp.get("/")
@requires(Permission.REVIEW_RETURNS)
def index() -> ResponseReturnValue:
    """What waits for the viewer's decision, by rank."""
    wanted = Wanted.from_args(request.args)
    with open_session() as session:
        items, shown = _items(session, wanted)
    accepted = request.args.get("accepted", "")
    return render_template(
        "review/index.html",
        lang=lang(),
        rows=[queue_row(item) for item in shown],
        chosen=wanted,
        choices=_choices(items),
        summary=_summary(shown),
        told=_("Accepted: %(n)s", n=accepted) if accepted.isdigit() else "",
        empty_words=_("Nothing fits these filters.") if wanted.is_narrowed else _("Nothing waits for your decision."),
        export_url=lambda kind: url_for(".export", kind=kind, **wanted.as_args()),
    )


@bp.get("/queue.<kind>")
@requires(Permission.REVIEW_RETURNS)
def export(kind: str) -> Response:
    """The queue as on the page, as XLSX or CSV."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    wanted = Wanted.from_args(request.args)
    with open_session() as session:
        items, shown = _items(session, wanted)
    chosen = _choices(items)
    said = [
        label for value, label in (*chosen["whose"], *chosen["ret"]) if value and value in {wanted.whose, wanted.ret}
    ]
    table = Table(
        name=f"{_('Review')}-{today():%Y%m%d}",
        title=_("Versions waiting for review"),
        about=[
            (_("Filters"), " · ".join([*said, *([wanted.q] if wanted.q else [])])),
            (_("As of"), moment(now(), lang())),
            (_("Source"), _("Houqin, review queue")),
            (_("Link"), url_for(".index", _external=True, **wanted.as_args())),
            (_("Exported by"), current_viewer().account_name),
        ],
        columns=[
            _("School code"), _("School"), _("Return"), _("Period"), _("Version"), _("Submitted"),
            _("Why it stands here"), _("Accepted automatically on"),
        ],
        rows=[
            [
                item.school_code, item.school_name.say(lang()), _label(item).say(lang()),
                name_of(period_of(item.period_key)).say(lang()), item.version_no, moment(item.submitted_at, lang()),
                "; ".join(why.say(lang()) for why in why_ranked(item)),
                item.accepted_automatically_on.isoformat() if item.accepted_automatically_on else "",
            ]
            for item in shown
        ],
    )  # fmt: skip
    return as_file(table, kind)


def why_ranked(item: QueueItem) -> list[Text]:
    """What puts a version where it stands, the weightiest first."""
    told = [
        _FLAGGED.fill(n=item.deferred_errors) if item.deferred_errors else None,
        _REPEATED.fill(n=item.repeated) if item.repeated else None,
        _QUERIES.fill(n=item.queries) if item.queries else None,
        _CORRECTED if item.is_correction else None,
        _LATE if item.is_late else None,
        _WAITED.fill(n=item.waiting_workdays) if item.waiting_workdays else None,
        _WARNINGS.fill(n=item.warnings) if item.warnings else None,
    ]
    return [each for each in told if each is not None] or [_NOTHING]


def _items(session: Session, wanted: Wanted) -> tuple[list[QueueItem], list[QueueItem]]:
    items = review_queue(session, current_viewer(), today(), only_mine=wanted.whose == "mine")
    fitting = set(session.scalars(schools_like(wanted.q))) if wanted.q else None
    shown = [
        item
        for item in items
        if (not wanted.ret or item.return_code == wanted.ret) and (fitting is None or item.school_id in fitting)
    ]
    return items, shown


def queue_row(item: QueueItem) -> dict[str, Any]:
    """A line of the queue, with why it stands there."""
    return {
        "id": item.version_id,
        "school": item.school_name.say(lang()),
        "return_label": _label(item),
        "period": name_of(period_of(item.period_key)).say(lang()),
        "version_no": item.version_no,
        "submitted_at": item.submitted_at,
        "why": why_ranked(item),
        "automatic_on": item.accepted_automatically_on,
        "is_accepted": item.state is VersionState.ACCEPTED,
        "may_accept_many": item.may_decide and not item.queries and item.state is VersionState.SUBMITTED,
    }


def _label(item: QueueItem) -> Text:
    return get_return(item.return_code, period_of(item.period_key).start).label


def _choices(items: list[QueueItem]) -> dict[str, list[tuple[str, str]]]:
    labels = {item.return_code: _label(item).say(lang()) for item in items}
    return {
        "whose": [("mine", _("What I decide")), ("all", _("All that waits in my scope"))],
        "ret": [("", _("All returns")), *sorted(labels.items())],
    }


def _summary(shown: list[QueueItem]) -> str:
    doubtful = sum(bool(item.queries or item.deferred_errors) for item in shown)
    said: str = _("waiting: %(n)s, with queries: %(q)s", n=len(shown), q=doubtful)
    return said if shown else ""
