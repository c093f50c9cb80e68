"""What the person at the screen is called: in a unit of the bureau that files nobody is a school's head."""

from flask import current_app
from sqlalchemy import select

from oversight.access.guarding import open_session
from tenants.accounts.roles import ROLE_LABELS, UNIT_LABELS
from tenants.registry.models import BureauUnit
from tenants.scope.viewer import Viewer
from tenants.text import Text

_KNOWN = "houqin.of_units"  # (district, school id) -> whether it is a unit; it never changes, so it is asked once


def own_label(viewer: Viewer) -> Text:
    """The viewer's role in words."""
    return (UNIT_LABELS if is_of_unit(viewer) else ROLE_LABELS)[viewer.role]


def is_of_unit(viewer: Viewer) -> bool:
    """Whether the viewer files for a unit of the bureau, not for a school."""
    if viewer.school_id is None:
        return False
    known: dict[tuple[int, int], bool] = current_app.extensions.setdefault(_KNOWN, {})
    key = (viewer.district_id, viewer.school_id)
    if key not in known:
        with open_session() as session:
            known[key] = session.scalar(select(BureauUnit.school_id)) is not None
    return known[key]
