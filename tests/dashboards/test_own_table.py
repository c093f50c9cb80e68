"""All figures of a school in one table: under the return and the period they are of."""

from typing import Any

from dashboards.pages.own import figures_asked, figures_table
from dashboards.view import read_view


def texts(node: Any, kind: str) -> list[str]:
    """The text of every part of a kind, in order."""
    found = [node.children] if type(node).__name__ == kind and isinstance(node.children, str) else []
    below = getattr(node, "children", None)
    for each in below if isinstance(below, list | tuple) else [below]:
        if hasattr(each, "children"):
            found += texts(each, kind)
    return found


def test_figures_stand_under_their_return_and_period():
    view = read_view("?indicator=accompany_rate&period=2026-10")
    assert view is not None
    heads = texts(figures_table({}, view, figures_asked(view), "zh", {}), "Th")
    assert "R03 食堂运营月报 · 2026年10月" in heads
    assert "R14 学生宿舍学期报 · 2026–2027学年第一学期" in heads
    assert len(heads) == len(set(heads))


def test_a_unit_of_the_bureau_has_the_figures_of_its_own_returns():
    view = read_view("?indicator=loan_recovery_rate&period=2025")
    assert view is not None
    assert set(figures_asked(view)) == {"loan_recovery_rate", "loan_approval_rate", "loan_reminded"}
