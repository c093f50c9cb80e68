"""Every page of the dashboards: the first that fits address and account is opened, and tabs stand in this order.

A new page is a module with ``layout`` and ``register`` and one entry here.
"""

from typing import NamedTuple

from dashboards.export import bureau_handout, own_handout
from dashboards.pages import bureau, overview, own, subjects
from dashboards.pages.desk import BASE, Desk
from dashboards.pages.page import Page
from dashboards.words import OWN_TITLE, TITLE

PAGES: tuple[Page, ...] = (
    Page(
        path=overview.PATH, name=overview.TITLE, layout=overview.layout, register=overview.register,
        handout=overview.overview_handout, needs_view=False,
    ),
    *subjects.pages(),
    Page(
        path=bureau.PATH, name=TITLE, layout=bureau.layout, register=bureau.register, handout=bureau_handout,
    ),
    Page(
        path=own.PATH, name=OWN_TITLE, layout=own.layout, register=own.register, handout=own_handout, for_school=True,
    ),
)  # fmt: skip
FIRST = bureau.PATH  # where an address without a page leads whoever has no page with the path ""


class Opened(NamedTuple):
    """A page, and what the address says for its ``<code>``."""

    page: Page
    code: str


def find_page(desk: Desk, pathname: object) -> Opened | None:
    """The page of an address that the viewer may open; None for any other, without saying whether it exists."""
    if not isinstance(pathname, str) or not pathname.startswith(BASE):
        return None
    path, is_school = pathname.removeprefix(BASE), desk.is_school
    fitting = ((page, page.code_in(path)) for page in PAGES if page.for_school == is_school)
    return next((Opened(page, code) for page, code in fitting if code is not None), None)


def tabs(desk: Desk) -> list[Page]:
    """The pages that the viewer may switch between."""
    is_school = desk.is_school
    return [page for page in PAGES if page.is_tab and page.for_school == is_school]
