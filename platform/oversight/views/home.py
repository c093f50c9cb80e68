"""The home page: what waits for the person who signed in; for everybody else, what this is."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from oversight.access import find_viewer, open_session, open_to_all
from oversight.i18n import fmt_date
from oversight.views.asked import lang, today
from oversight.views.returns.listing import duty_row, next_due
from oversight.views.review.queue import queue_row
from tenants.accounts.roles import SCHOOL_ROLES
from tenants.filing.duty_list import Narrowed, Shown, asked_for, count_duties, duties
from tenants.filing.review import review_queue
from tenants.filing.standing import Standing
from tenants.registry.models import Tenant
from tenants.scope.viewer import Viewer
from tenants.text import Text

bp = Blueprint("home", __name__)
_SHOWN = 8


@dataclass(frozen=True)
class Count:
    """A number that leads to its list."""

    number: int
    label: str
    href: str
    is_bad: bool = False


@bp.get("/")
@open_to_all
def index() -> ResponseReturnValue:
    """The one list of what waits, or the landing page."""
    viewer = find_viewer()
    if viewer is None:
        return render_template("home/landing.html")
    with open_session() as session:
        if viewer.role in SCHOOL_ROLES:
            return _school(session, viewer)
        return _bureau(session, viewer)


def _school(session: Session, viewer: Viewer) -> str:
    """What the school owes, late ones first, each with its next step."""
    waiting = duties(session, viewer, today(), Narrowed(shown=Shown.OPEN)).lines
    to_sign = sum(each.standing is Standing.TO_SIGN for each in waiting)
    counted = count_duties(session, viewer, today())
    school = session.get_one(Tenant, (viewer.district_id, viewer.school_id))
    return render_template(
        "home/school.html",
        greeting=_greeting(viewer),
        school=Text(school.name_zh, school.name_en).say(lang()),
        summary=_owed_words(counted.open, counted.late),
        counts=[
            Count(counted.late, _("late"), url_for("returns.index", state="late"), is_bad=counted.late > 0),
            Count(counted.open - counted.late, _("due, in time"), url_for("returns.index")),
            Count(to_sign, _("to be signed by the head"), url_for("returns.index", state="to_sign")),
            Count(counted.submitted, _("with the bureau"), url_for("returns.index", state="submitted")),
        ],
        rows=[duty_row(each) for each in waiting[:_SHOWN]],
        more=max(0, len(waiting) - _SHOWN),
        nothing=_nothing_words(next_due(asked_for(session, viewer))),
    )


def _bureau(session: Session, viewer: Viewer) -> str:
    """The top of the queue, and what is late in the schools in sight."""
    queue = review_queue(session, viewer, today())
    counted = count_duties(session, viewer, today())
    return render_template(
        "home/bureau.html",
        greeting=_greeting(viewer),
        summary=_("%(n)s versions wait for your review.", n=len(queue))
        if queue
        else _("No version waits for your review."),
        counts=[
            Count(len(queue), _("versions wait for your review"), url_for("review.index")),
            Count(
                sum(each.queries > 0 for each in queue), _("of them with explanations to read"), url_for("review.index")
            ),
            Count(counted.late, _("returns are late"), url_for("returns.index", state="late"), is_bad=counted.late > 0),
            Count(counted.late_schools, _("schools with something late"), url_for("returns.index", state="late")),
        ],
        rows=[queue_row(each) for each in queue[:_SHOWN]],
        more=max(0, len(queue) - _SHOWN),
    )


def _greeting(viewer: Viewer) -> str:
    said: str = _("Hello, %(name)s", name=viewer.account_name)
    return said


def _owed_words(waiting: int, late: int) -> str:
    said: str
    if late:
        said = _("%(n)s returns are late; they come first.", n=late)
    elif waiting:
        said = _("%(n)s returns wait for you; none is late.", n=waiting)
    else:
        said = _("Everything is filed.")
    return said


def _nothing_words(upcoming: date | None) -> str:
    said: str
    if upcoming is None:
        said = _("Nothing is due.")
    else:
        said = _("Nothing is due until %(day)s.", day=fmt_date(upcoming, lang()))
    return said
