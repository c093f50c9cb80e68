"""What a page of the dashboards is: its address, who may open it, what it shows and what it hands out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dash import Dash

from dashboards.handout import Handout
from dashboards.pages.desk import BASE, Desk
from dashboards.view import View
from tenants.text import Text

_CODE = "<code>"


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page. Two may share an address where the bureau and a school see different things there."""

    path: str  # below BASE, "" for the first page; a last step <code> stands for any code: "schools/<code>"
    name: Text  # of its tab and of the browser's window
    layout: Callable[[Desk, str], list[Any]]  # with what stands for <code>, or ""
    register: Callable[[Dash, Desk], None]
    handout: Callable[[Desk, View, str], Handout] | None = None  # the table behind it: its address with .xlsx or .csv
    for_school: bool = False  # for accounts of a school, else for those of the bureau
    is_tab: bool = True
    needs_view: bool = True  # its address always has indicator and period: what lacks is completed with the newest

    def code_in(self, path: str) -> str | None:
        """What a path says for ``<code>``, "" where the page has none; None where the path is not this page's."""
        if not self.path.endswith(_CODE):
            return "" if path == self.path else None
        found = re.fullmatch(re.escape(self.path.removesuffix(_CODE)) + r"([A-Za-z0-9_]{1,40})", path)
        return found[1] if found else None

    @property
    def address(self) -> str:
        """Where it is opened."""
        return f"{BASE}{self.path}"
