"""An entry of the audit trail in words: what was done to what, with a link to it where it has a page."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from oversight.views.asked import lang
from oversight.views.settings.shown import page_key
from tenants.accounts.roles import ROLE_LABELS, Role
from tenants.audit.kinds import action_label
from tenants.audit.queries import Entry
from tenants.calendar.periods import name_of, period_of
from tenants.filing.steps import SYSTEM_ROLE
from tenants.returns.catalogue import get_return
from tenants.settings.tables import find_table
from tenants.text import Text


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry on the page and in the file."""

    at: datetime
    who: str
    role: str
    what: str
    to: str
    href: str
    why: str
    address: str


def line_of(entry: Entry) -> Line:
    """One entry in the words of the reader."""
    to, href = _object(entry)
    return Line(
        at=entry.at,
        who=entry.account_name,
        role=_role(entry.role),
        what=action_label(entry.action).say(lang()),
        to=to,
        href=href,
        why=entry.reason,
        address=entry.address,
    )


def _role(role: str) -> str:
    known = {each.value for each in Role}
    return ROLE_LABELS[Role(role)].say(lang()) if role in known and role != SYSTEM_ROLE else ""


def _object(entry: Entry) -> tuple[str, str]:
    """What it was done to, and its page."""
    school = entry.school.say(lang()) if entry.school else ""
    if entry.duty_id is not None and entry.return_code and entry.period_key:
        period = period_of(entry.period_key)
        names = [school, get_return(entry.return_code, period.start).label.say(lang()), name_of(period).say(lang())]
        return " · ".join(names), url_for("returns.show", duty_id=entry.duty_id)
    if entry.action == "setting_changed":
        return _setting(entry.subject)
    if "release" in entry.details:
        month = name_of(period_of(entry.subject)).say(lang())
        return month, url_for("releases.show", release_id=entry.details["release"])
    return " · ".join(each for each in (school, entry.subject) if each), ""


def _setting(subject: str) -> tuple[str, str]:
    """A row of settings by its name; rules and supplementary returns by their codes."""
    kind, _, key_words = subject.partition(":")
    table, key = find_table(kind), tuple(key_words.split("/"))
    if table is None or len(key) != len(table.key):
        return key_words, ""
    name = table.key_label(key)
    said = Text(f"{table.label.zh} · {name.zh}", f"{table.label.en} · {name.en}")
    return said.say(lang()), url_for("settings.row", table=kind, key=list(page_key(table, key)))
