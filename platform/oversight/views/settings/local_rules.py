"""The rules of the district: all of them, one with its wordings and history, switched on from a day and off again."""

from datetime import date

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import current_viewer, open_session, requires
from oversight.filed.tables import as_file
from oversight.views.asked import lang, now, today
from oversight.views.settings.asked import day_in, may_change
from oversight.views.settings.blueprint import bp
from oversight.views.settings.rule_shown import declared, holding, listed_as, wording_of
from oversight.views.settings.shown import change_words
from tenants.accounts.roles import Permission
from tenants.errors import OversightError
from tenants.returns.catalogue import all_returns
from tenants.settings.history import changes_of
from tenants.settings.local_rules import (
    KIND,
    all_rules,
    rule_of,
    switch_off,
    switch_on,
    take_rule_back,
    versions_of,
)

_TOLD = {"kept", "on", "off", "back"}


@bp.get("/rules/")
@requires(Permission.READ_SETTINGS)
def local_rules() -> ResponseReturnValue:
    """Every rule of the district, with what it says and whether it holds."""
    with open_session() as session:
        rules = [(code, wording_of(versions[-1])) for code, versions in all_rules(session).items()]
        running = {
            code: wording_of(each) for code, versions in all_rules(session).items() if (each := holding(versions))
        }
    return render_template(
        "settings/rules.html",
        rules=[(code, latest, running.get(code)) for code, latest in rules],
        labels={each.code: each.label.say(lang()) for each in all_returns(today())},
        may_change=may_change(),
    )


@bp.get("/rules/rules.<kind>")
@requires(Permission.READ_SETTINGS)
def export_rules(kind: str) -> Response:
    """Every wording there is or was, with its days."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    with open_session() as session:
        wordings = [wording_of(each) for versions in all_rules(session).values() for each in versions]
    heads = [
        _("Code"),
        _("Version"),
        _("Return"),
        _("Severity"),
        _("What must hold"),
        _("Notation"),
        _("What is wrong"),
    ]
    rows: list[list[object]] = [
        [
            each.kept.code, each.kept.version, declared(each.kept.return_code).label.say(lang()), each.severity,
            each.words, each.kept.holds, rule_of(each.kept).says.say(lang()), rule_of(each.kept).remedy.say(lang()),
            each.kept.since, each.kept.until,
        ]
        for each in wordings
    ]  # fmt: skip
    heads += [_("What to do"), _("Holds from"), _("Holds until")]
    return as_file(listed_as(_("Rules of the district"), heads, rows, url_for(".local_rules", _external=True)), kind)


@bp.get("/rules/<code>")
@requires(Permission.READ_SETTINGS)
def local_rule(code: str) -> ResponseReturnValue:
    """One rule: its wordings, its days, its history."""
    return _page(code, {})


@bp.post("/rules/<code>/on")
@requires(Permission.CHANGE_SETTINGS)
def switch_rule_on(code: str) -> ResponseReturnValue:
    """Let the draft hold from a day on."""
    return _switch(code, "on")


@bp.post("/rules/<code>/off")
@requires(Permission.CHANGE_SETTINGS)
def switch_rule_off(code: str) -> ResponseReturnValue:
    """Let it hold no longer."""
    return _switch(code, "off")


@bp.post("/rules/<code>/back")
@requires(Permission.CHANGE_SETTINGS)
def back_rule(code: str) -> ResponseReturnValue:
    """Take back what is planned, or throw a draft away."""
    with open_session() as session:
        take_rule_back(session, current_viewer(), code, at=now(), today=today())
        is_left = code in all_rules(session)
    if is_left:
        return redirect(url_for(".local_rule", code=code, told="back"), 303)
    return redirect(url_for(".local_rules"), 303)


def _switch(code: str, way: str) -> ResponseReturnValue:
    act = switch_on if way == "on" else switch_off
    day = day_in(request.form.get("day", ""))
    if day is None:
        return _page(code, {way: _("Type a day like 2026-12-01.")}), 422
    try:
        with open_session() as session:
            act(session, current_viewer(), code, day, request.form.get("reason", ""), at=now(), today=today())
    except OversightError as problem:
        return _page(code, {way: problem.text.say(lang())}), 422
    return redirect(url_for(".local_rule", code=code, told=way), 303)


def _page(code: str, problems: dict[str, str]) -> str:
    with open_session() as session:
        versions = [wording_of(each) for each in versions_of(session, code)]
        changes = [change_words(each) for each in changes_of(session, KIND, code)]
    latest = versions[-1]
    told = request.args.get("told", "") if request.method == "GET" else ""
    first = today().replace(day=1)
    return render_template(
        "settings/rule.html",
        code=code,
        ret=declared(latest.kept.return_code),
        versions=versions,
        latest=latest,
        rule=rule_of(latest.kept),
        is_draft=latest.kept.since is None,
        is_planned=latest.kept.since is not None and latest.kept.since > today(),
        is_running=any(each.kept.since is not None and each.kept.until is None for each in versions),
        next_month=date(first.year + first.month // 12, first.month % 12 + 1, 1),
        told=told if told in _TOLD else "",
        problems=problems,
        typed=request.form,
        changes=changes,
        may_change=may_change(),
    )
