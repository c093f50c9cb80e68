"""The home page: what waits for the person who signed in; for everybody else, what this is."""

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from oversight.access import find_viewer, open_session, open_to_all
from oversight.i18n import fmt_date
from oversight.views.asked import lang, today
from oversight.views.heads import DutyHead, head_of
from tenants.accounts.roles import SCHOOL_ROLES
from tenants.filing.queries import duties
from tenants.filing.review import review_queue
from tenants.scope.viewer import Viewer

bp = Blueprint("home", __name__)
_SHOWN = 8


@dataclass(frozen=True)
class Count:
    """A number that leads to its list."""

    number: int
    label: str
    href: str


@bp.get("/")
@open_to_all
def index() -> ResponseReturnValue:
    """The one list of what waits, or the landing page."""
    viewer = find_viewer()
    if viewer is None:
        return render_template("home/landing.html")
    with open_session() as session:
        shown = _school(session, viewer) if viewer.role in SCHOOL_ROLES else _bureau(session, viewer)
    return render_template("home/index.html", greeting=_("Hello, %(name)s", name=viewer.account_name), **shown)


def _school(session: Session, viewer: Viewer) -> dict[str, object]:
    open_lines = [each for each in duties(session, viewer, today()) if not each.is_done]
    heads: list[DutyHead] = [head_of(each, lang()) for each in open_lines]
    late = sum(each.is_late for each in heads)
    if late:
        summary = _("%(n)s returns are late; they come first.", n=late)
    elif heads:
        summary = _("%(n)s returns wait for you; none is late.", n=len(heads))
    else:
        summary = _("Everything is filed.")
    upcoming = min((each.due_on for each in heads), default=None)
    nothing = (
        _("Nothing is due.") if upcoming is None else _("Nothing is due until %(day)s.", day=fmt_date(upcoming, lang()))
    )
    return {"summary": summary, "lines": heads[:_SHOWN], "counts": [], "nothing": nothing}


def _bureau(session: Session, viewer: Viewer) -> dict[str, object]:
    queue = review_queue(session, viewer, today())
    late = [each for each in duties(session, viewer, today()) if not each.is_done and each.due_in_days < 0]
    counts = [
        Count(len(queue), _("versions wait for your review"), url_for("review.index")),
        Count(sum(each.queries > 0 for each in queue), _("of them with explanations to read"), url_for("review.index")),
        Count(len(late), _("returns are late"), url_for("returns.index", state="late")),
        Count(
            len({each.school_id for each in late}),
            _("schools with something late"),
            url_for("returns.index", state="late"),
        ),
    ]
    summary = (
        _("%(n)s versions wait for your review.", n=len(queue)) if queue else _("No version waits for your review.")
    )
    return {"summary": summary, "lines": [], "counts": counts, "nothing": ""}
