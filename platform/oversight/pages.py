"""What every ordinary page has around it: navigation by role, the switches, the favicon."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import find_viewer, open_to_all
from oversight.access.own_label import own_label
from tenants.accounts.roles import ROLE_LABELS, Permission, may

bp = Blueprint("pages", __name__)


@dataclass(frozen=True)
class Link:
    """One entry of the navigation."""

    href: str
    label: str
    is_here: bool


def init_app(app: Flask) -> None:
    """Give templates the navigation and the person at the screen."""
    app.register_blueprint(bp)
    app.context_processor(
        lambda: {
            "navigation": navigation(), "viewer": find_viewer(), "role_labels": ROLE_LABELS, "own_label": own_label,
            "audit_url": audit_url,
        }
    )  # fmt: skip


def audit_url(**narrowed: Any) -> str:
    """The audit trail of one object; nothing for those who do not read it."""
    viewer = find_viewer()
    return url_for("audit.index", **narrowed) if viewer and may(viewer.role, Permission.READ_AUDIT) else ""


def navigation() -> list[Link]:
    """The places this person may go, the present one marked."""
    viewer = find_viewer()
    entries: list[tuple[str, str, Permission | None]] = [("home.index", _("Home"), None)] if viewer else []
    entries += [
        ("returns.index", _("Returns"), Permission.READ_RETURNS),
        ("review.index", _("Review"), Permission.REVIEW_RETURNS),
        ("inspections.index", _("Inspections"), Permission.READ_VISITS),
        ("/dashboards/", _("Compare"), Permission.SEE_DASHBOARDS),
        ("quality.index", _("Quality"), Permission.READ_RETURNS),
        ("complaints.index", _("Complaints"), Permission.HANDLE_COMPLAINTS),
        ("releases.index", _("Releases"), Permission.PROPOSE_RELEASE),
        ("accounts.index", _("Accounts"), Permission.MANAGE_ACCOUNTS),
        ("settings.index", _("Settings"), Permission.READ_SETTINGS),
        ("audit.index", _("Audit trail"), Permission.READ_AUDIT),
        ("dictionary.index", _("Dictionary"), None),
        ("public.index", _("Public pages"), None),
    ]
    links = []
    for endpoint, label, permission in entries:
        if permission and not (viewer and may(viewer.role, permission)):
            continue
        if endpoint.startswith("/"):
            href = endpoint
        elif endpoint in current_app.view_functions:
            href = url_for(endpoint)
        else:
            continue
        is_here = request.path == href if href == "/" else request.path.startswith(href)
        links.append(Link(href, label, is_here))
    return links


@bp.get("/favicon.ico")
@open_to_all
def favicon() -> ResponseReturnValue:
    """Browsers ask for it at the root."""
    return redirect(url_for("static", filename="favicon.svg"), 301)
