"""Where a return stands, in words."""

import pytest

from oversight.filed.standing import badge_of, due_words, stages_of, version_badge
from tenants.filing.models import VersionState
from tenants.filing.standing import Standing


@pytest.mark.parametrize(
    ("days", "said"), [(9, "还有 9 天到期"), (1, "明天到期"), (0, "今天到期"), (-1, "已逾期 1 天"), (-3, "已逾期 3 天")]
)
def test_days_are_counted_to_the_due_date(days: int, said: str):
    assert due_words(days, Standing.NOT_STARTED).zh == said


def test_a_submitted_return_is_not_called_late():
    assert due_words(-20, Standing.SUBMITTED).en == "Submitted"


@pytest.mark.parametrize("standing", list(Standing))
def test_every_standing_has_its_badge_and_stages(standing: Standing):
    assert badge_of(standing).tone and len(stages_of(standing)) == 5


@pytest.mark.parametrize("state", list(VersionState))
def test_every_state_of_a_version_has_its_badge(state: VersionState):
    assert version_badge(state).label.zh


def test_the_stage_reached_is_marked():
    assert [stage.mark for stage in stages_of(Standing.TO_SIGN)] == ["done", "done", "now", "next", "next"]
