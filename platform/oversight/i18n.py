"""Language, theme and how dates, periods and money are spoken on pages."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from babel.numbers import format_decimal
from flask import Blueprint, Flask, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel, get_locale

from oversight.access import find_viewer, open_to_all, pools
from oversight.access.targets import safe_target
from oversight.views.heads import moment, size_words
from tenants.accounts.services import remember_looks
from tenants.calendar.periods import name_of, period_of
from tenants.returns.codes import codes_of
from tenants.scope.sessions import login_session
from tenants.text import Lang

LOCALES: dict[Lang, str] = {"zh": "zh_Hans_CN", "en": "en"}
THEMES = ("system", "light", "dark")
_YEAR_SECONDS = 365 * 24 * 3600

bp = Blueprint("preferences", __name__)


def init_app(app: Flask) -> None:
    """Register languages, filters and the switches."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(Path(app.root_path) / "translations")
    app.config["BABEL_DEFAULT_LOCALE"] = LOCALES[app.config["SETTINGS"].locale]
    Babel(app, locale_selector=lambda: LOCALES[chosen_lang(app.config["SETTINGS"].locale)])
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.filters.update(
        fmt_date=lambda day: fmt_date(day, lang()),
        fmt_moment=lambda at: moment(at, lang()),
        fmt_size=size_words,
        fmt_period=lambda key: name_of(period_of(key)).say(lang()),
        fmt_number=lambda value: fmt_number(value, lang()),
        label=label_of,
    )
    app.context_processor(lambda: {"lang": lang(), "theme": chosen_theme(), "here": _here()})
    app.register_blueprint(bp)


def lang() -> Lang:
    """The language of the page."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "zh"


def chosen_lang(default: Lang) -> Lang:
    """What the address, the switch, the account or the installation says, in that order."""
    for said in (request.args.get("lang"), request.cookies.get("lang")):
        if said == "zh":
            return "zh"
        if said == "en":
            return "en"
    viewer = find_viewer()
    return viewer.locale if viewer else default


def chosen_theme() -> str:
    """light, dark or system, as the switch remembers it."""
    said = request.cookies.get("theme", "")
    if said not in THEMES:
        viewer = find_viewer()
        said = viewer.theme if viewer else ""
    return said if said in THEMES else "system"


def fmt_date(day: date | datetime | None, spoken: Lang) -> str:
    """2026年10月9日, or 9 October 2026."""
    if day is None:
        return "—"
    return f"{day.year}年{day.month}月{day.day}日" if spoken == "zh" else f"{day.day} {day:%B %Y}"


def fmt_number(value: Decimal | int | float | None, spoken: Lang) -> str:
    """Grouped digits as the language writes them; a dash where there is no value."""
    return "—" if value is None else format_decimal(value, locale=LOCALES[spoken])


def label_of(code: str | None, list_name: str) -> str:
    """The label of a code of a catalogue list."""
    if code is None:
        return "—"
    entry = codes_of(list_name).get(code)
    return entry.say(lang()) if entry else code


@bp.get("/preferences")
@open_to_all
def choose() -> ResponseReturnValue:
    """Remember a language or theme and go back to the page that asked."""
    answer = redirect(safe_target(request.args.get("to")), 303)
    if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
        return answer  # another site's link changes nothing
    secure = bool(request.is_secure)
    viewer = find_viewer()
    if viewer is not None:
        with login_session(pools()) as session:
            chosen: dict[str, Lang] = {"zh": "zh", "en": "en"}
            theme = request.args.get("theme")
            remember_looks(
                session,
                viewer.account_id,
                locale=chosen.get(request.args.get("lang", "")),
                theme=theme if theme in THEMES else None,
            )
    if (said := request.args.get("lang")) in LOCALES:
        answer.set_cookie("lang", str(said), max_age=_YEAR_SECONDS, samesite="Lax", httponly=True, secure=secure)
    if (said := request.args.get("theme")) in THEMES:
        answer.set_cookie("theme", str(said), max_age=_YEAR_SECONDS, samesite="Lax", httponly=True, secure=secure)
    return answer


def _here() -> str:
    """The address to come back to, without a language of its own."""
    if request.method != "GET":
        return "/"
    query = "&".join(part for part in request.query_string.decode().split("&") if part and not part.startswith("lang="))
    return f"{request.path}?{query}" if query else request.path
