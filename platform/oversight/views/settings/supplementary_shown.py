"""A supplementary return on its page: what is said of it, its fields, its history."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from etl.workbook.words import said
from oversight.access import open_session
from oversight.views.asked import lang, today
from oversight.views.settings.asked import may_change
from oversight.views.settings.shown import change_words
from tenants.accounts.roles import Role, accepting_label
from tenants.calendar.models import ReturnUse
from tenants.calendar.periods import Period, containing, following, name_of
from tenants.errors import OversightError
from tenants.returns.declaration import PeriodType
from tenants.returns.labels import PERIOD_LABELS, due_words
from tenants.settings.history import changes_of
from tenants.supplementary.changing import (
    KIND,
    definition,
)
from tenants.supplementary.declaring import declare
from tenants.supplementary.defining import COLUMNS
from tenants.supplementary.models import SupplementaryReturn
from tenants.text import Text

_TOLD = {"kept", "published", "ended", "imported", "copied"}
_NEXT_PERIODS = 4


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A definition on a page."""

    kept: SupplementaryReturn
    label: str
    filed: str  # how often and by when
    accepted_by: str
    state: str
    tone: str


def definition_page(code: str, *, problems: dict[str, str] | None = None, findings: Any = ()) -> str:
    """The page of a definition, with what is wrong in what was sent."""
    with open_session() as session:
        kept = definition(session, code)
        use = session.get(ReturnUse, (kept.district_id, code))
        changes = [change_words(each) for each in changes_of(session, KIND, code)]
    wrong = ""
    try:
        declare(kept)
    except OversightError as problem:
        wrong = problem.text.say(lang())
    told = request.args.get("told", "") if request.method == "GET" else ""
    return render_template(
        "settings/supplementary_return.html",
        shown=shown_of(kept, use),
        rows=[[cell_of(row.get(each.code), each) for each in COLUMNS] for row in kept.fields],
        columns=COLUMNS,
        wrong=wrong,
        is_draft=kept.published_from is None,
        is_running=use is not None and use.asked_until is None,
        periods=[(each.start, name_of(each).say(lang())) for each in _periods(PeriodType(kept.period))],
        problems=problems or {},
        findings=findings,
        told=told if told in _TOLD else "",
        changes=changes,
        typed=request.form,
        may_change=may_change(),
    )


def shown_of(kept: SupplementaryReturn, use: ReturnUse | None) -> Shown:
    """What is said of a definition in a list and on its page."""
    period = PeriodType(kept.period)
    if kept.published_from is None:
        state, tone = _("Draft"), "todo"
    elif use is not None and use.asked_until is not None and use.asked_until < today():
        state, tone = _("Ended"), "todo"
    else:
        state, tone = _("Published"), "done"
    return Shown(
        kept=kept,
        label=Text(kept.label_zh, kept.label_en).say(lang()),
        filed=f"{PERIOD_LABELS[period].say(lang())} · {due_words(kept.due).say(lang())}",
        accepted_by=accepting_label(str(Role(kept.accepting))).say(lang()),
        state=state,
        tone=tone,
    )


def cell_of(value: Any, each: Any) -> str:
    """One cell of the definition as a reader writes it."""
    if value is None:
        return ""
    typed = value if each.codes or isinstance(value, bool) else str(value)
    return said(typed, each).say(lang()) if each.codes or isinstance(value, bool) else str(value)


def _periods(kind: PeriodType) -> list[Period]:
    found = [containing(kind, today())]
    while len(found) < _NEXT_PERIODS:
        found.append(following(found[-1]))
    return found
