"""One personal value, opened for who may read it; the audit trail tells who did and when."""

from uuid import UUID

from flask import Response, abort, make_response, render_template, request, url_for

from oversight.access import current_viewer, open_session, requires
from oversight.filed.values import opened_words
from oversight.views.asked import address, lang, now
from oversight.views.heads import duty_head
from oversight.views.returns.blueprint import bp
from tenants.accounts.roles import Permission
from tenants.filing.locks import declaration_of
from tenants.filing.personal import open_value
from tenants.filing.queries import get_version
from tenants.returns.declaration import Field, Return


@bp.post("/versions/<uuid:version_id>/personal")
@requires(Permission.READ_RETURNS)
def personal(version_id: UUID) -> Response:
    """The value at ``place`` (part, field and row: ``main.name.3``), never to be kept by the browser."""
    with open_session() as session:
        version = get_version(session, version_id)
        part, field, row_no = _place(declaration_of(version))
        value = open_value(
            session, current_viewer(), version, field, part=part, row_no=row_no, at=now(), address=address()
        )
        duty = duty_head(session, version.duty_id, now=now(), lang=lang())
    is_bureau = current_viewer().school_id is None
    back = "review.version" if is_bureau else ".version"
    answer = make_response(
        render_template(
            "returns/personal.html",
            duty=duty,
            lang=lang(),
            label=field.label.say(lang()),
            row_no=row_no,
            value=opened_words(field, value, lang()),
            back_url=url_for(back, version_id=version_id, _anchor=f"f-{part}.{field.code}.{row_no}"),
        )
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _place(ret: Return) -> tuple[str, Field, int]:
    part, _, rest = request.form.get("place", "").partition(".")
    code, _, row_no = rest.partition(".")
    try:
        return part, ret.part(part).field(code), int(row_no)
    except (KeyError, ValueError):
        abort(404)
