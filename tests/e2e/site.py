"""A running site with one school's world, and browsers in which its people are signed in."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.oversight.signing_in import cookie_of
from tests.oversight.views.world import World


class Site:
    """The world over HTTP."""

    def __init__(self, world: World, browser: Browser, base: str) -> None:
        self.world, self._browser, self._base = world, browser, base
        self._contexts: list[BrowserContext] = []
        self.errors: list[str] = []
        self.places: dict[str, str] = {}

    def url(self, path: str) -> str:
        """The full address of a path."""
        return self._base + path

    def fill(self, path: str) -> str:
        """A path with the world's ids."""
        world = self.world
        return path.format(
            duty=world.duty.id, findings=world.findings_url(), version=world.version_url(), review=world.review_url()
        )

    def page(self, who: str, *, width: int = 1280, theme: str = "light", lang: str = "zh", **options: Any) -> Page:
        """A page in a browser of its own in which that person is signed in; script errors are kept."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, locale="zh-CN", **options
        )
        self._contexts.append(context)
        context.set_default_timeout(8000)
        cookies = [cookie_of(self.world.app, self.world.people[who]), {"name": "lang", "value": lang}]
        context.add_cookies([{**each, "url": self._base} for each in cookies])
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._heard)
        page.on("request", self._asked)
        return page

    def sign_out(self, page: Page) -> list[Any]:
        """End the session in the browser; gives its cookies."""
        kept = page.context.cookies()
        page.context.clear_cookies()
        return kept

    def sign_in_again(self, page: Page, kept: list[Any]) -> None:
        """Sign in in another tab."""
        page.context.add_cookies(kept)

    def close(self) -> None:
        """Close every browser."""
        for context in self._contexts:
            context.close()

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self._base, "data:", "blob:", "about:")):
            self.errors.append(f"a foreign host: {request.url}")

    def _heard(self, message: Any) -> None:
        if "Content Security Policy" in message.text:
            self.errors.append(message.text)


class _Impatient(WSGIRequestHandler):
    """Gives up connections that a browser opened in advance and never used: closing would wait for them."""

    timeout = 1


@contextmanager
def serving(world: World, browser: Browser) -> Iterator[Site]:
    """Serve the world's application on a free port while the block runs; a script error fails the test."""
    server = make_server("127.0.0.1", 0, world.app, threaded=True, request_handler=_Impatient)
    server.daemon_threads = False  # closing waits for the requests that are still being answered
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    site = Site(world, browser, f"http://127.0.0.1:{server.server_port}")
    try:
        yield site
        assert not site.errors, site.errors
    finally:
        site.close()
        server.shutdown()
        thread.join()
        server.server_close()
