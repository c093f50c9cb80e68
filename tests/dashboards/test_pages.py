"""Addresses of pages, and who sees which."""

import pytest

from dashboards.pages.page import Page
from dashboards.pages.registry import PAGES
from tenants.text import Text


def page(path: str) -> Page:
    """A page that shows nothing."""
    return Page(path=path, name=Text("", ""), layout=lambda desk, code: [], register=lambda app, desk: None)


@pytest.mark.parametrize(
    ("path", "asked", "code"),
    [
        ("compare", "compare", ""), ("compare", "compare/", None), ("", "", ""), ("", "compare", None),
        ("schools/<code>", "schools/2143010001", "2143010001"), ("schools/<code>", "schools/", None),
        ("schools/<code>", "schools/a/b", None), ("schools/<code>", "schools/..", None),
        ("schools/<code>", f"schools/{'1' * 41}", None), ("s.x/<code>", "sax/1", None),
    ],
)  # fmt: skip
def test_an_address_is_read_whole(path: str, asked: str, code: str | None):
    assert page(path).code_in(asked) == code


def test_no_two_pages_of_a_role_share_an_address():
    addresses = [(each.path, each.for_school) for each in PAGES]
    assert len(addresses) == len(set(addresses))
