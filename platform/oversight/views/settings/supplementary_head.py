"""What is said of a supplementary return as a whole: its name, how often it is filed, who accepts it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import current_viewer, open_session, requires
from oversight.views.asked import lang, now
from oversight.views.settings.blueprint import bp
from tenants.accounts.roles import Permission, accepting_label
from tenants.returns.labels import PERIOD_LABELS, due_words
from tenants.supplementary.changing import (
    Head,
    begin,
    change_head,
    definition,
)
from tenants.supplementary.defining import ACCEPTING, DUES

_LONGEST_LABEL = 40
_LONGEST_BASIS = 300


@bp.get("/supplementary/new")
@requires(Permission.CHANGE_SETTINGS)
def new_supplementary() -> ResponseReturnValue:
    """The form of a new one."""
    return _head_form(None, {}, {})


@bp.get("/supplementary/<code>/head")
@requires(Permission.CHANGE_SETTINGS)
def supplementary_head(code: str) -> ResponseReturnValue:
    """The form of what is said of the whole return."""
    with open_session() as session:
        kept = definition(session, code)
    typed = {name: getattr(kept, name) for name in ("label_zh", "label_en", "accepting", "basis")}
    return _head_form(code, typed | {"due": f"{kept.period}.{kept.due}"}, {})


@bp.post("/supplementary/save")
@requires(Permission.CHANGE_SETTINGS)
def save_supplementary() -> ResponseReturnValue:
    """Keep what is said of the whole return."""
    code = request.form.get("code") or None
    head, problems = _read_head()
    if problems:
        return _head_form(code, dict(request.form), problems), 422
    with open_session() as session:
        if code is None:
            code = begin(session, current_viewer(), head, at=now())
        else:
            change_head(session, current_viewer(), code, head, at=now())
    return redirect(url_for(".supplementary_return", code=code, told="kept"), 303)


def _head_form(code: str | None, typed: dict[str, str], problems: dict[str, str]) -> str:
    return render_template(
        "settings/supplementary_head.html",
        code=code,
        typed=typed,
        problems=problems,
        dues=[
            (f"{kind}.{due}", f"{PERIOD_LABELS[kind].say(lang())} · {due_words(due).say(lang())}") for kind, due in DUES
        ],
        accepting=[(each, accepting_label(each).say(lang())) for each in ACCEPTING],
        longest=(_LONGEST_LABEL, _LONGEST_BASIS),
    )


def _read_head() -> tuple[Head, dict[str, str]]:
    problems: dict[str, str] = {}
    texts = {name: " ".join(request.form.get(name, "").split()) for name in ("label_zh", "label_en", "basis")}
    if not texts["label_zh"]:
        problems["label_zh"] = _("Fill this in.")
    for name, most in (("label_zh", _LONGEST_LABEL), ("label_en", _LONGEST_LABEL), ("basis", _LONGEST_BASIS)):
        if len(texts[name]) > most:
            problems[name] = _("At most %(n)s characters.", n=most)
        elif texts[name][:1] in set("=+-@"):
            problems[name] = _("It cannot begin with = + - @.")
    period, due = request.form.get("due", "").partition(".")[::2]
    if (period, due) not in {(str(kind), code) for kind, code in DUES}:
        problems["due"] = _("Choose one.")
    accepting = request.form.get("accepting", "")
    if accepting not in ACCEPTING:
        problems["accepting"] = _("Choose one.")
    return Head(**texts, period=period, due=due, accepting=accepting), problems
