"""Dash in the web application: one app for the pages of comparison, with every switch of Dash set on purpose."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, html
from sqlalchemy.orm import Session

from dashboards.pages import bureau, controls, drawer, grid, own
from dashboards.pages.desk import BASE, Desk
from dashboards.queries.choices import choices
from dashboards.words import PROBLEM
from tenants.scope.viewer import Viewer
from tenants.text import Lang

ASSETS = Path(__file__).parent / "assets"
PROVIDER = "provider"


class Mounted(Dash):
    """Dash whose index page is the web application's own template."""

    def __init__(self, index: Callable[[dict[str, str]], str], **options: Any) -> None:
        self._index = index
        super().__init__("dashboards", **options)

    def interpolate_index(self, *_: Any, **parts: Any) -> str:
        """The page around the app: header, navigation and switches of every other page."""
        return self._index(parts)


def mount(
    server: Any,
    *,
    open_session: Callable[[], AbstractContextManager[Session]],
    viewer: Callable[[], Viewer],
    lang: Callable[[], Lang],
    index: Callable[[dict[str, str]], str],
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Dash:
    """Put the dashboards on a server under ``/dashboards/``; the server guards the prefix.

    Args:
        server: The web application.
        open_session: A session in the scope of whoever asks.
        viewer: Who asks.
        lang: The language of the request.
        index: Makes the page around the app from Dash's parts (config, scripts, css, renderer).
        now: The moment.
    """
    app = Mounted(
        index,
        server=False,
        requests_pathname_prefix=BASE,
        routes_pathname_prefix=BASE,
        assets_folder=str(ASSETS),
        serve_locally=True,
        use_async=False,  # asgiref is installed, and Dash would start a thread for each callback
        use_pages=False,
        pages_folder="",
        suppress_callback_exceptions=True,  # two pages, each with callbacks of its own
        update_title="",
        enable_mcp=False,
        add_log_handler=False,
        include_pages_meta=False,
        compress=False,  # the web application compresses
    )
    desk = Desk(open_session=open_session, viewer=viewer, lang=lang, now=now)
    app.layout = html.Div()
    controls.register(app, desk, bureau.PREFIX, controls.CONTROLS, (controls.RANK, bureau.AREAS))
    controls.register(app, desk, own.PREFIX, controls.OWN_CONTROLS, ())
    bureau.register(app, desk)
    own.register(app, desk)
    grid.register(app, desk)
    drawer.register(app, desk, bureau.PREFIX)
    drawer.register(app, desk, own.PREFIX)
    in_browser: Any = app.clientside_callback
    in_browser(ClientsideFunction("houqin", "followTheme"), Output(PROVIDER, "forceColorScheme"), Input(PROVIDER, "id"))
    app.init_app(server)
    # Dash sets itself up in a worker's first request, which may be of somebody whom no layout is for, and not again
    with server.app_context():
        set_up: Any = app._setup_server
        set_up()
    app.layout = lambda: _layout(desk)
    return app


def _layout(desk: Desk) -> Any:
    lang = desk.lang()
    with desk.open_session() as session:
        offered = choices(session, desk.viewer())
    page = own.layout(offered, lang) if desk.is_school else bureau.layout(offered, lang)
    problem = html.Div(PROBLEM.say(lang), id="dash-problem", role="alert", hidden=True, className="alert alert-danger")
    return dmc.MantineProvider(
        html.Div([problem, *page], className="dash"),
        id=PROVIDER,
        withGlobalClasses=False,
        theme={"fontFamily": "var(--hq-font)", "primaryColor": "teal", "defaultRadius": "sm"},
    )
