"""The API's application: wired here, and mounted under the web application's server."""

from collections.abc import Callable, Iterable
from typing import Any

from apiflask import APIFlask
from flask import Flask
from flask.sessions import SessionInterface, SessionMixin
from flask_babel import Babel

from oversight import logs, security
from oversight.api import (
    bodies,
    calendar,
    catalogue,
    duties,
    facts,
    guarding,
    problems,
    registry,
    specification,
    versions,
)
from oversight.api.asked import lang
from oversight.i18n import LOCALES
from tenants.returns.own import work_for

PREFIX = "/api/v1"
_PAGE = {PREFIX, f"{PREFIX}/"}  # for people: a page of the web application
_BLUEPRINTS = (registry.bp, calendar.bp, duties.bp, versions.bp, facts.bp, catalogue.bp, specification.bp)
Environ = dict[str, Any]
StartResponse = Callable[..., Any]


class Api(APIFlask):
    """APIFlask, but for its log of errors: ``problems`` has logged them without quoting anything."""

    json_provider_class = bodies.StrictJson

    def log_exception(self, exc_info: Any) -> None:
        """Nothing more."""


class NoSessions(SessionInterface):
    """No cookie is read and none is set."""

    def open_session(self, app: Flask, request: Any) -> SessionMixin | None:
        """None: whoever asks shows a token."""

    def save_session(self, app: Flask, session: SessionMixin, response: Any) -> None:
        """Nothing is kept."""


def create_api(web: Flask) -> APIFlask:
    """The API over the pools and settings of the web application."""
    api = Api(
        "oversight.api", title="Houqin", version="1", json_errors=False, spec_path=None, docs_path=None,
        static_folder=None,  # type: ignore[arg-type]  # Flask takes None; APIFlask only says that it does not
    )  # fmt: skip
    settings = web.config["SETTINGS"]
    api.config.update(
        SETTINGS=settings,
        SECRET_KEY=web.config["SECRET_KEY"],
        MAX_CONTENT_LENGTH=problems.MAX_BODY_MB * 2**20,
        BABEL_DEFAULT_LOCALE=LOCALES[settings.locale],
    )
    specification.configure(api)
    for shared in ("houqin.pools", "houqin.limiter"):
        api.extensions[shared] = web.extensions[shared]
    api.session_interface = NoSessions()
    Babel(api, locale_selector=lambda: LOCALES[lang()])
    logs.init_app(api)
    problems.init_app(api)
    api.before_request(bodies.refuse_other_bodies)
    api.after_request(security.dress)
    api.after_request(guarding.tell_limits)
    api.teardown_request(lambda _: work_for(None))  # the thread may serve another district next
    for blueprint in _BLUEPRINTS:
        api.register_blueprint(blueprint)
    return api


def mount(web: Flask) -> None:
    """Let the API answer what is asked under its prefix, but for the page that describes it."""
    api, pages = create_api(web), web.wsgi_app
    web.extensions["houqin.api"] = api

    def either(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(f"{PREFIX}/") and path not in _PAGE:
            inner = {
                **environ,
                "SCRIPT_NAME": environ.get("SCRIPT_NAME", "") + PREFIX,
                "PATH_INFO": path[len(PREFIX) :],
            }
            return api(inner, start_response)
        return pages(environ, start_response)

    web.wsgi_app = either  # type: ignore[method-assign]  # Flask's own recipe
