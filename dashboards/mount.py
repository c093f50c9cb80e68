"""Dash in the web application: one app for all pages of the dashboards, with every switch of Dash set on purpose."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from dashboards.pages.desk import BASE, Desk
from dashboards.pages.registry import PAGES, find_page
from dashboards.words import LOADING, NO_PAGE, PROBLEM

ASSETS = Path(__file__).parent / "assets"
PROVIDER, PLACE, ROOM = "provider", "place", "room"


class Mounted(Dash):
    """Dash whose index page is the web application's own template."""

    def __init__(self, index: Callable[[dict[str, str]], str], **options: Any) -> None:
        self._index = index
        super().__init__("dashboards", **options)

    def interpolate_index(self, *_: Any, **parts: Any) -> str:
        """The page around the app: header, navigation and switches of every other page."""
        return self._index(parts)


def mount(server: Any, desk: Desk, *, index: Callable[[dict[str, str]], str]) -> Dash:
    """Put the dashboards on a server under ``/dashboards/``; the server guards the prefix.

    Args:
        server: The web application.
        desk: What the pages know of their surroundings.
        index: Makes the page around the app from Dash's parts (config, scripts, css, renderer).
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
        suppress_callback_exceptions=True,  # many pages, each with callbacks of its own
        update_title="",
        enable_mcp=False,
        add_log_handler=False,
        include_pages_meta=False,
        compress=False,  # the web application compresses
    )
    app.layout = html.Div()
    for register in dict.fromkeys(page.register for page in PAGES):  # pages of one kind share theirs
        register(app, desk)

    @app.callback(Output(ROOM, "children"), Input(PLACE, "pathname"))
    def open_page(pathname: object) -> Any:
        found = find_page(desk, pathname)
        return found.page.layout(desk, found.code) if found else html.P(NO_PAGE.say(desk.lang()), role="alert")

    in_browser: Any = app.clientside_callback
    in_browser(ClientsideFunction("houqin", "followTheme"), Output(PROVIDER, "forceColorScheme"), Input(PROVIDER, "id"))
    app.init_app(server)
    # Dash sets itself up in a worker's first request, which may be of somebody whom no layout is for, and not again
    with server.app_context():
        set_up: Any = app._setup_server
        set_up()
    app.layout = lambda: _shell(desk)
    return app


def _shell(desk: Desk) -> Any:
    lang = desk.lang()
    problem = html.Div(PROBLEM.say(lang), id="dash-problem", role="alert", hidden=True, className="alert alert-danger")
    room = html.Div(html.P(LOADING.say(lang), className="dash-loading", role="status"), id=ROOM)
    return dmc.MantineProvider(
        html.Div([problem, dcc.Location(id=PLACE, refresh=False), room], className="dash"),
        id=PROVIDER,
        withGlobalClasses=False,
        theme={"fontFamily": "var(--hq-font)", "primaryColor": "teal", "defaultRadius": "sm"},
    )
