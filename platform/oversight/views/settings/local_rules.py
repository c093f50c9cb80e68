"""Rules the district writes itself: written, tried out on accepted figures, switched on from a day, off again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from etl.filing.trial import RuleEffect, hits_of
from oversight.access import current_viewer, open_session, requires
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now, today
from oversight.views.heads import moment
from oversight.views.settings.blueprint import bp
from oversight.views.settings.effects import names_of, rule_words
from oversight.views.settings.shown import change_words
from tenants.accounts.roles import Permission, may
from tenants.calendar.periods import name_of
from tenants.errors import OversightError
from tenants.returns.catalogue import all_returns, get_return
from tenants.returns.codes import codes_of
from tenants.returns.declaration import Return, Severity
from tenants.returns.labels import SEVERITY_LABELS, kind_words
from tenants.returns.notation.words import expression_words
from tenants.settings.history import changes_of
from tenants.settings.local_rules import (
    KIND,
    all_rules,
    keep_draft,
    rule_of,
    switch_off,
    switch_on,
    take_rule_back,
    versions_of,
)
from tenants.settings.models import LocalRule
from tenants.settings.rule_reading import LONGEST, Written, read_rule

_LONGEST_EXAMPLE = 60
_TOLD = {"kept", "on", "off", "back"}


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One version of a rule on a page."""

    kept: LocalRule
    words: str
    severity: str
    state: str
    tone: str


@bp.get("/rules/")
@requires(Permission.READ_SETTINGS)
def local_rules() -> ResponseReturnValue:
    """Every rule of the district, with what it says and whether it holds."""
    with open_session() as session:
        rules = [(code, _wording(versions[-1])) for code, versions in all_rules(session).items()]
        running = {
            code: _wording(each) for code, versions in all_rules(session).items() if (each := _holding(versions))
        }
    return render_template(
        "settings/rules.html",
        rules=[(code, latest, running.get(code)) for code, latest in rules],
        labels={each.code: each.label.say(lang()) for each in all_returns(today())},
        may_change=_may_change(),
    )


@bp.get("/rules/rules.<kind>")
@requires(Permission.READ_SETTINGS)
def export_rules(kind: str) -> Response:
    """Every wording there is or was, with its days."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    with open_session() as session:
        wordings = [_wording(each) for versions in all_rules(session).values() for each in versions]
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
            each.kept.code, each.kept.version, _declared(each.kept.return_code).label.say(lang()), each.severity,
            each.words, each.kept.holds, rule_of(each.kept).says.say(lang()), rule_of(each.kept).remedy.say(lang()),
            each.kept.since, each.kept.until,
        ]
        for each in wordings
    ]  # fmt: skip
    heads += [_("What to do"), _("Holds from"), _("Holds until")]
    return as_file(_table(_("Rules of the district"), heads, rows, url_for(".local_rules", _external=True)), kind)


@bp.get("/rules/new")
@requires(Permission.CHANGE_SETTINGS)
def new_rule() -> ResponseReturnValue:
    """Choose a return, then write."""
    code = request.args.get("return", "")
    if not code:
        return render_template("settings/rule_return.html", returns=all_returns(today()))
    return _form(_declared(code), None, {}, {})


@bp.get("/rules/<code>/edit")
@requires(Permission.CHANGE_SETTINGS)
def edit_rule(code: str) -> ResponseReturnValue:
    """Write a rule anew; what holds stays until the new wording is switched on."""
    with open_session() as session:
        latest = versions_of(session, code)[-1]
        typed = {name: getattr(latest, name) for name in Written.__dataclass_fields__}
        ret = _declared(latest.return_code)
    return _form(ret, code, typed, {})


@bp.post("/rules/write")
@requires(Permission.CHANGE_SETTINGS)
def write_rule() -> ResponseReturnValue:
    """Try what was written, or keep it as a draft."""
    ret = _declared(request.form.get("return", ""))
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
                ret, code, typed, {}, effect=rule_words(effect, names), words=_holds(ret, rule.holds, rule.part)
            )
        kept = keep_draft(session, current_viewer(), ret.code, written, at=now(), code=code)
    return redirect(url_for(".local_rule", code=kept, told="kept"), 303)


@bp.get("/rules/<code>")
@requires(Permission.READ_SETTINGS)
def local_rule(code: str) -> ResponseReturnValue:
    """One rule: its wordings, its days, its history."""
    return _page(code, {})


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
    return as_file(_table(f"{code} {ret.label.say(lang())}", heads, rows, link), kind)


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
    day = _day(request.form.get("day", ""))
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
        versions = [_wording(each) for each in versions_of(session, code)]
        changes = [change_words(each) for each in changes_of(session, KIND, code)]
    latest = versions[-1]
    told = request.args.get("told", "") if request.method == "GET" else ""
    first = today().replace(day=1)
    return render_template(
        "settings/rule.html",
        code=code,
        ret=_declared(latest.kept.return_code),
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
        may_change=_may_change(),
    )


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


def _tried(code: str) -> tuple[Return, RuleEffect, dict[int, str]]:
    with open_session() as session:
        latest = versions_of(session, code)[-1]
        ret = _declared(latest.return_code)
        effect = hits_of(session, ret, rule_of(latest), today=today())
        return ret, effect, names_of(session, list(effect.newly))


def _wording(kept: LocalRule) -> Wording:
    ret = _declared(kept.return_code)
    rule = rule_of(kept)
    state, tone = _state(kept)
    return Wording(
        kept=kept,
        words=_holds(ret, rule.holds, rule.part),
        severity=SEVERITY_LABELS[rule.severity].say(lang()),
        state=state,
        tone=tone,
    )


def _holds(ret: Return, text: str, part: str) -> str:
    return expression_words(text, ret, part).say(lang())


def _state(kept: LocalRule) -> tuple[str, str]:
    if kept.since is None:
        return _("Draft"), "todo"
    if kept.until is not None and kept.until < today():
        return _("Switched off"), "todo"
    return (_("Planned"), "waits") if kept.since > today() else (_("In force"), "done")


def _holding(versions: list[LocalRule]) -> LocalRule | None:
    day = today()
    return next(
        (
            each
            for each in versions
            if each.since is not None and each.since <= day and (each.until is None or day <= each.until)
        ),
        None,
    )


def _table(title: str, heads: list[str], rows: list[list[object]], link: str) -> Table:
    viewer = current_viewer()
    about = [(_("As of"), moment(now(), lang())), (_("Exported by"), viewer.account_name), (_("Link"), link)]
    return Table(name=f"{title}-{today():%Y%m%d}", title=title, about=about, columns=heads, rows=rows)


def _declared(code: str) -> Return:
    try:
        return get_return(code, today())
    except KeyError:
        abort(404)


def _may_change() -> bool:
    return may(current_viewer().role, Permission.CHANGE_SETTINGS)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
