"""The inspection schemes in words: every item, how it is scored, and which veto it may raise; for everybody."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from oversight.access import find_viewer, open_session, open_to_all
from oversight.views.asked import today
from tenants.inspections.schemes import items_on
from tenants.returns.codes import label_of
from tenants.returns.schemes import CAPS, DOMAINS, ITEMS, NOT_APPLICABLE, SCHEMES, VETOES, SchemeItem
from tenants.text import Text

bp = Blueprint("schemes", __name__, url_prefix="/dictionary/schemes")


@bp.get("/<code>")
@open_to_all
def show(code: str) -> ResponseReturnValue:
    """One scheme by domain; for who is signed in as the district has it today."""
    items = [each for each in _items() if each.scheme_code == code]
    if not items:
        abort(404)
    domains: dict[str, list[SchemeItem]] = {}
    for each in items:
        domains.setdefault(each.domain, []).append(each)
    return render_template(
        "dictionary/scheme.html",
        code=code,
        label=SCHEMES.get(code, Text(code, code)),
        domains=[(DOMAINS.get(name, Text(name, name)), listed) for name, listed in domains.items()],
        total=sum(each.max_points for each in items),
        label_of=label_of,
        not_applicable=NOT_APPLICABLE,
        vetoes=VETOES,
        caps=CAPS,
    )


def _items() -> tuple[SchemeItem, ...]:
    if find_viewer() is None:
        return ITEMS
    with open_session() as session:
        return items_on(session, {today()})[today()]
