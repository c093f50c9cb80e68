"""Which schools a draft would hit, on last month's accepted figures."""

from flask import Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from etl.filing.trial import RuleEffect, hits_of
from oversight.access import open_session, requires
from oversight.filed.tables import as_file
from oversight.views.asked import lang, today
from oversight.views.settings.blueprint import bp
from oversight.views.settings.effects import names_of, rule_words
from oversight.views.settings.rule_shown import declared, listed_as
from tenants.accounts.roles import Permission
from tenants.calendar.periods import name_of
from tenants.returns.declaration import Return
from tenants.settings.local_rules import (
    rule_of,
    versions_of,
)


@bp.get("/rules/<code>/trial")
@requires(Permission.CHANGE_SETTINGS)
def try_rule(code: str) -> ResponseReturnValue:
    """Which schools of last month's accepted figures it would hit."""
    ret, effect, names = _tried(code)
    return render_template(
        "settings/rule_trial.html", code=code, ret=ret, each=rule_words(effect, names), wording=effect.rule
    )


@bp.get("/rules/<code>/hits.<kind>")
@requires(Permission.CHANGE_SETTINGS)
def export_hits(code: str, kind: str) -> Response:
    """The schools it would hit, with each finding."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    ret, effect, names = _tried(code)
    period = name_of(effect.period).say(lang()) if effect.period else ""
    rows: list[list[object]] = [
        [names.get(school, ""), period, each.row_no, each.says.say(lang()), each.remedy.say(lang())]
        for school, found in effect.newly.items()
        for each in found
    ]
    heads = [_("School"), _("Period"), _("Row"), _("What is wrong"), _("What to do")]
    link = url_for(".try_rule", code=code, _external=True)
    return as_file(listed_as(f"{code} {ret.label.say(lang())}", heads, rows, link), kind)


def _tried(code: str) -> tuple[Return, RuleEffect, dict[int, str]]:
    with open_session() as session:
        latest = versions_of(session, code)[-1]
        ret = declared(latest.return_code)
        effect = hits_of(session, ret, rule_of(latest), today=today())
        return ret, effect, names_of(session, list(effect.newly))
