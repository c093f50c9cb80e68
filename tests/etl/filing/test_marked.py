"""Marks from what was filed before, and kept once a version counts."""

import pytest
from sqlalchemy import select

from etl.filing.marked import keep_marks
from tenants.filing.models import Version
from tenants.quality.models import MarkKind, QualityMark
from tests.etl.desk import with_values

ROWS = with_values("canteen_operations", diners_dinner=150, items_made=210, items_sampled=210, accompany_occasions=30)


def kept(desk):
    with desk.session() as session:
        return [
            (each.kind, each.says_en) for each in session.scalars(select(QualityMark).order_by(QualityMark.says_en))
        ]


@pytest.fixture
def repeated(desk):
    school = desk.school()
    for month in ("2026-08", "2026-09", "2026-10"):
        desk.file(school, ROWS, period_key=month)
    desk.load()
    return desk


def test_figures_and_explanations_that_repeat_themselves_are_kept_as_marks(repeated):
    kinds = [kind for kind, _ in kept(repeated)]
    assert kinds.count(MarkKind.REPEATED_FIGURES) == 2  # September and October, each against the month before
    assert kinds.count(MarkKind.SAME_JUSTIFICATION) == 1  # October is the third in a row
    assert any("September 2026" in says for _, says in kept(repeated))


def test_marking_again_keeps_the_same_marks(repeated):
    before = kept(repeated)
    with repeated.session() as session:
        keep_marks(session, list(session.scalars(select(Version))))
    assert kept(repeated) == before
