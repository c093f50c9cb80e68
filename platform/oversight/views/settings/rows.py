"""One row of settings: what held, holds and will hold; a change is looked at with its effect before it is saved."""

from datetime import date
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from etl.checking.typed import read_typed
from oversight.access import current_viewer, open_session, requires
from oversight.views.asked import lang, now, today
from oversight.views.settings.asked import day_in, may_change
from oversight.views.settings.blueprint import bp
from oversight.views.settings.effects import Effect, look_at
from oversight.views.settings.forms import Input, choices_of
from oversight.views.settings.shown import (
    change_words,
    page_key,
    row_address,
    row_label,
    shown_lines,
    unit_of,
    values_words,
)
from tenants.accounts.roles import Permission
from tenants.errors import OversightError
from tenants.returns.declaration import Field, Need
from tenants.returns.parameters import PARAMETERS
from tenants.settings.changing import Change, earliest, make_change, prove_change, take_back
from tenants.settings.errors import ReasonMissing
from tenants.settings.history import changes_of
from tenants.settings.lines import Line, lines_of
from tenants.settings.tables import TABLES, VALID_FROM, Key, SettingTable

_CODES = ", ".join(TABLES)
_REASON = "reason"


@bp.get(f"/<any({_CODES}):table>/row")
@requires(Permission.READ_SETTINGS)
def row(table: str) -> ResponseReturnValue:
    """What is known of one row, its history, and the form that changes it."""
    kept = TABLES[table]
    key = _asked_key(kept)
    return _page(kept, key, {}, {})


@bp.get(f"/<any({_CODES}):table>/new")
@requires(Permission.CHANGE_SETTINGS)
def new(table: str) -> ResponseReturnValue:
    """The form of a row that is not there yet."""
    kept = TABLES[table]
    if kept.is_fixed:
        abort(404)
    return _page(kept, None, {}, {})


@bp.post(f"/<any({_CODES}):table>/row")
@requires(Permission.CHANGE_SETTINGS)
def change(table: str) -> ResponseReturnValue:
    """Look at a change with its effect, or make it."""
    kept = TABLES[table]
    key = _asked_key(kept) if request.args.getlist("key") else None
    typed = {name: request.form.getlist(name) for name in request.form if name != "csrf_token"}
    fixed = dict(zip(kept.key, [[each] for each in key or ()], strict=False))
    values, found = read_typed(kept.as_return, kept.as_return.parts[0], typed | fixed, today=today())
    problems = {each.field or "": each.says.say(lang()) for each in reversed(found)}
    wanted = _change_of(kept, values)
    _prove_parameter(kept, wanted, problems)
    if not request.form.get(_REASON, "").strip():
        problems.setdefault(_REASON, ReasonMissing().text.say(lang()))
    with open_session() as session:
        lines = lines_of(session, kept)
        if not problems:
            try:
                prove_change(kept, lines.get(wanted.key, Line(wanted.key)), wanted, today=today())
            except OversightError as problem:
                problems[VALID_FROM if kept.is_dated else kept.values[0].code] = problem.text.say(lang())
        if problems:
            return _page(kept, key, typed, problems), 422
        if request.form.get("step") != "save":
            return _look(session, kept, wanted, lines, typed)
        make_change(session, current_viewer(), kept, wanted, request.form[_REASON], at=now(), today=today())
    return redirect(row_address(kept, wanted.key, told="saved"), 303)


@bp.post(f"/<any({_CODES}):table>/take-back")
@requires(Permission.CHANGE_SETTINGS)
def undo(table: str) -> ResponseReturnValue:
    """Take back what is planned, or take a row out of a table without days."""
    kept = TABLES[table]
    key = tuple(request.form.getlist("key"))
    if len(key) != len(kept.key):
        abort(404)
    with open_session() as session:
        take_back(
            session, current_viewer(), kept, key, day_in(request.form.get(VALID_FROM, "")), at=now(), today=today()
        )
        is_left = kept.is_fixed or key in lines_of(session, kept)
    if not is_left:
        return redirect(url_for(".table", table=table, told="taken_back"), 303)
    return redirect(row_address(kept, key, told="taken_back"), 303)


def _look(
    session: Session, kept: SettingTable, wanted: Change, lines: dict[Key, Line], typed: dict[str, list[str]]
) -> ResponseReturnValue:
    held = lines[wanted.key].on(wanted.valid_from or today()) if wanted.key in lines else None
    effect: Effect = look_at(session, current_viewer(), kept, wanted, held.values if held else None)
    return render_template(
        "settings/effect.html",
        table=kept,
        label=kept.key_label(wanted.key).say(lang()),
        valid_from=wanted.valid_from,
        before=values_words(kept, wanted.key, held.values) if held else "",
        after=values_words(kept, wanted.key, wanted.values),
        effect=effect,
        again=[(name, text) for name, texts in typed.items() for text in texts if name not in {"step"}],
        target=request.full_path,
        back=row_address(kept, wanted.key) if wanted.key in lines else url_for(".table", table=kept.code),
        reason=request.form[_REASON],
    )


def _page(kept: SettingTable, key: Key | None, typed: dict[str, list[str]], problems: dict[str, str]) -> str:
    with open_session() as session:
        lines = lines_of(session, kept)
        changes = changes_of(session, kept.code) if key is not None else []
    group = {each: line for each, line in lines.items() if key is not None and page_key(kept, each) == key}
    if key is not None and not group:
        abort(404)
    first = next(iter(group), ())
    held = group[first].on(today()) if group else None
    told = {"saved": _("Saved."), "taken_back": _("Taken back.")}
    return render_template(
        "settings/row.html",
        table=kept,
        line=shown_lines(kept, group, today())[0] if group else None,
        label=row_label(kept, group[first], today()) if group else _("New row"),
        inputs=_inputs(kept, first, key, dict(held.values) if held else {}, typed, problems),
        reason=(typed.get(_REASON) or [""])[0],
        problems=problems,
        past=[
            (row.valid_from, values_words(kept, line.key, row.values), kept.key_label(line.key).say(lang()))
            for line in group.values()
            for row in line.own
            if row.valid_from is not None and row.valid_from <= today()
        ],
        changes=[change_words(each) for each in changes if page_key(kept, tuple(each.subject.split("/"))) == key],
        may_change=may_change(),
        told=told.get(request.args.get("told", ""), "") if request.method == "GET" else "",
        key=key or (),
    )


def _inputs(
    kept: SettingTable,
    first: Key,
    key: Key | None,
    held: dict[str, Any],
    typed: dict[str, list[str]],
    problems: dict[str, str],
) -> list[Input]:
    fixed = set(kept.key[: len(key)]) if key is not None else set()
    found = []
    for each in kept.as_return.parts[0].fields:
        if each.code in fixed:
            continue
        value = held.get(each.code) if each.code in {one.code for one in kept.values} else None
        texts = typed.get(each.code) if typed else None
        if texts is None:
            texts = list(value) if isinstance(value, tuple) else [_typed_as(value, each)]
        if each.code == VALID_FROM and not typed:
            texts = [_next_month(today()).isoformat()]
        chosen_from = [(code, label.say(lang())) for code, label in kept.offers.items()]
        found.append(
            Input(
                field=each,
                value=texts[0] if texts else "",
                chosen=frozenset(texts),
                choices=chosen_from if each.code == kept.key[0] and chosen_from else choices_of(each),
                unit=unit_of(kept, first, each) if first and each.code in {one.code for one in kept.values} else "",
                problem=problems.get(each.code, ""),
                is_optional=each.need is not Need.REQUIRED,
            )
        )
    return found


def _typed_as(value: Any, each: Field) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def _change_of(kept: SettingTable, values: dict[str, Any]) -> Change:
    key = tuple(str(values[name] or "") for name in kept.key)
    return Change(key, {each.code: values[each.code] for each in kept.values}, values.get(VALID_FROM))


def _prove_parameter(kept: SettingTable, wanted: Change, problems: dict[str, str]) -> None:
    """A parameter that is always there needs a value; lower and upper bounds must fit."""
    values = wanted.values
    if kept.code == "parameter_value" and values["value"] is None and PARAMETERS[wanted.key[0]].default is not None:
        problems.setdefault("value", _("Type a value."))
    if kept.code == "cost_share_limit" and not problems and values["min_pct"] > values["max_pct"]:
        problems["max_pct"] = _("The highest share must not be below the lowest.")


def _asked_key(kept: SettingTable) -> Key:
    key = tuple(request.args.getlist("key"))
    if len(key) != (1 if kept.code == "parameter_value" else len(kept.key)):
        abort(404)
    if kept.is_fixed and not any(page_key(kept, each) == key for each in kept.declared()):
        abort(404)
    return key


def _next_month(day: date) -> date:
    first = earliest(day)
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
