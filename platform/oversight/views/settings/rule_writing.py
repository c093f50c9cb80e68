"""The form in which a rule of the district is written, tried at once and kept as a draft."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from etl.filing.trial import hits_of
from oversight.access import current_viewer, open_session, requires
from oversight.views.asked import lang, now, today
from oversight.views.settings.blueprint import bp
from oversight.views.settings.effects import names_of, rule_words
from oversight.views.settings.rule_shown import declared, words_of
from tenants.accounts.roles import Permission
from tenants.returns.catalogue import all_returns
from tenants.returns.codes import codes_of
from tenants.returns.declaration import Return, Severity
from tenants.returns.labels import SEVERITY_LABELS, kind_words
from tenants.settings.local_rules import (
    keep_draft,
    versions_of,
)
from tenants.settings.rule_reading import LONGEST, Written, read_rule

_LONGEST_EXAMPLE = 60


@bp.get("/rules/new")
@requires(Permission.CHANGE_SETTINGS)
def new_rule() -> ResponseReturnValue:
    """Choose a return, then write."""
    code = request.args.get("return", "")
    if not code:
        return render_template("settings/rule_return.html", returns=all_returns(today()))
    return _form(declared(code), None, {}, {})


@bp.get("/rules/<code>/edit")
@requires(Permission.CHANGE_SETTINGS)
def edit_rule(code: str) -> ResponseReturnValue:
    """Write a rule anew; what holds stays until the new wording is switched on."""
    with open_session() as session:
        latest = versions_of(session, code)[-1]
        typed = {name: getattr(latest, name) for name in Written.__dataclass_fields__}
        ret = declared(latest.return_code)
    return _form(ret, code, typed, {})


@bp.post("/rules/write")
@requires(Permission.CHANGE_SETTINGS)
def write_rule() -> ResponseReturnValue:
    """Try what was written, or keep it as a draft."""
    ret = declared(request.form.get("return", ""))
    code = request.form.get("code") or None
    written = Written.of(request.form)
    rule, problems = read_rule(ret, written, code or "LR-1")
    typed = {name: getattr(written, name) for name in Written.__dataclass_fields__}
    if rule is None:
        return _form(ret, code, typed, {name: each.say(lang()) for name, each in problems.items()}), 422
    with open_session() as session:
        if code is not None and versions_of(session, code)[-1].return_code != ret.code:
            abort(404)
        if request.form.get("step") != "save":
            effect = hits_of(session, ret, rule, today=today())
            names = names_of(session, list(effect.newly))
            return _form(
                ret, code, typed, {}, effect=rule_words(effect, names), words=words_of(ret, rule.holds, rule.part)
            )
        kept = keep_draft(session, current_viewer(), ret.code, written, at=now(), code=code)
    return redirect(url_for(".local_rule", code=kept, told="kept"), 303)


def _form(ret: Return, code: str | None, typed: dict[str, str], problems: dict[str, str], **more: Any) -> str:
    return render_template(
        "settings/rule_form.html",
        ret=ret,
        code=code,
        typed={"part": ret.parts[0].code, "severity": "query"} | typed,
        problems=problems,
        longest=LONGEST,
        severities=[(each.value, SEVERITY_LABELS[each].say(lang())) for each in Severity],
        kind_words=kind_words,
        codes_of=codes_of,
        example_of=_example,
        **more,
    )


def _example(ret: Return) -> str:
    """A rule of the return's own, to begin from."""
    return next((each.holds for each in ret.rules if len(each.holds) < _LONGEST_EXAMPLE), "")
