"""The filings behind a score: each period with its dates, corrections, queries and marks."""

from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import current_viewer, open_session, requires
from oversight.views.asked import lang, today
from oversight.views.quality.blueprint import bp
from oversight.views.quality.wanted import SPANS, Wanted, get_filer, table_file
from tenants.accounts.roles import SCHOOL_ROLES, Permission
from tenants.calendar.periods import name_of, period_of
from tenants.errors import NotFound
from tenants.quality.scores import DutyQuality, duties_scored
from tenants.registry.models import Tenant
from tenants.returns.catalogue import all_returns
from tenants.text import Text


@bp.get("/schools/<school_code>/<return_code>")
@requires(Permission.READ_RETURNS)
def filings(school_code: str, return_code: str) -> ResponseReturnValue:
    """The filings behind a score: each period with its dates, corrections, queries and marks."""
    wanted = Wanted.from_args(request.args)
    found, label, owed = _filings(school_code, return_code, wanted)
    is_bureau = current_viewer().role not in SCHOOL_ROLES
    here: dict[str, Any] = {"school_code": school_code, "return_code": return_code}
    return render_template(
        "quality/filings.html",
        lang=lang(),
        school=Text(found.name_zh, found.name_en),
        school_url=url_for(".school", school_code=school_code, **wanted.as_args()),
        export_url=lambda kind: url_for(".export_filings", kind=kind, **here, **wanted.as_args()),
        return_label=label,
        rows=[_filing(each, is_bureau=is_bureau) for each in owed],
        chosen=wanted,
        spans=SPANS,
        shows_marks=is_bureau,
    )


@bp.get("/schools/<school_code>/<return_code>/list.<kind>")
@requires(Permission.READ_RETURNS)
def export_filings(school_code: str, return_code: str, kind: str) -> Response:
    """The filings behind a score as a file."""
    wanted, is_bureau = Wanted.from_args(request.args), current_viewer().role not in SCHOOL_ROLES
    found, label, owed = _filings(school_code, return_code, wanted)
    name = f"{Text(found.name_zh, found.name_en).say(lang())} · {label.say(lang())}"
    heads = [
        _("Period"),
        _("Due"),
        _("First submitted"),
        _("Sent back"),
        _("Reopened"),
        _("Queries"),
        _("Queries explained"),
    ]
    rows = [
        [
            name_of(period_of(each.period_key)).say(lang()), each.due_on.isoformat(),
            each.first_on.isoformat() if each.first_on else "", each.times_sent_back, each.times_reopened, each.queries,
            each.answered, *((each.marks,) if is_bureau else ()),
        ]
        for each in owed
    ]  # fmt: skip
    link = url_for(".filings", school_code=school_code, return_code=return_code, _external=True)
    columns = [*heads, *((_("Marks"),) if is_bureau else ())]
    return table_file(kind, wanted, title=f"{_('Quality of filing')} · {name}", columns=columns, rows=rows, link=link)


def _filings(school_code: str, return_code: str, wanted: Wanted) -> tuple[Tenant, Text, list[DutyQuality]]:
    with open_session() as session:
        label = next((ret.label for ret in all_returns(today()) if ret.code == return_code), None)
        if label is None:
            raise NotFound
        found = get_filer(session, school_code)
        return found, label, duties_scored(session, found.school_id, return_code, since=wanted.since, today=today())


def _filing(each: DutyQuality, *, is_bureau: bool) -> dict[str, Any]:
    late = (each.first_on - each.due_on).days if each.first_on and each.first_on > each.due_on else 0
    review = is_bureau and each.version_id
    return {
        "period": name_of(period_of(each.period_key)),
        "href": url_for("returns.show", duty_id=each.duty_id),
        "review": url_for("review.version", version_id=each.version_id) if review else None,
        "late_days": late,
        "filing": each,
    }
