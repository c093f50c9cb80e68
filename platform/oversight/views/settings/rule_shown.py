"""Rules of the district in words: what a wording says and whether it holds."""

from dataclasses import dataclass

from flask import abort
from flask_babel import gettext as _

from oversight.access import current_viewer
from oversight.filed.tables import Table
from oversight.views.asked import lang, now, today
from oversight.views.heads import moment
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Return
from tenants.returns.labels import SEVERITY_LABELS
from tenants.returns.notation.words import expression_words
from tenants.settings.local_rules import (
    rule_of,
)
from tenants.settings.models import LocalRule


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One version of a rule on a page."""

    kept: LocalRule
    words: str
    severity: str
    state: str
    tone: str


def wording_of(kept: LocalRule) -> Wording:
    """One version of a rule in words."""
    ret = declared(kept.return_code)
    rule = rule_of(kept)
    state, tone = _state(kept)
    return Wording(
        kept=kept,
        words=words_of(ret, rule.holds, rule.part),
        severity=SEVERITY_LABELS[rule.severity].say(lang()),
        state=state,
        tone=tone,
    )


def holding(versions: list[LocalRule]) -> LocalRule | None:
    """The version that holds today, where one does."""
    day = today()
    return next(
        (
            each
            for each in versions
            if each.since is not None and each.since <= day and (each.until is None or day <= each.until)
        ),
        None,
    )


def words_of(ret: Return, text: str, part: str) -> str:
    """A condition in the words of the reader."""
    return expression_words(text, ret, part).say(lang())


def declared(code: str) -> Return:
    """The return of that code as of today; an unknown one is not found."""
    try:
        return get_return(code, today())
    except KeyError:
        abort(404)


def listed_as(title: str, heads: list[str], rows: list[list[object]], link: str) -> Table:
    """Rows as a file says them: as of when, exported by whom, from where."""
    viewer = current_viewer()
    about = [(_("As of"), moment(now(), lang())), (_("Exported by"), viewer.account_name), (_("Link"), link)]
    return Table(name=f"{title}-{today():%Y%m%d}", title=title, about=about, columns=heads, rows=rows)


def _state(kept: LocalRule) -> tuple[str, str]:
    if kept.since is None:
        return _("Draft"), "todo"
    if kept.until is not None and kept.until < today():
        return _("Switched off"), "todo"
    return (_("Planned"), "waits") if kept.since > today() else (_("In force"), "done")
