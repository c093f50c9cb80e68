"""The returns the demo tells in a module each; those of the canteen's month hang together and stand in ``plot``."""

from etl.demo.stories import (
    dormitory,
    satisfaction_survey,
)
from etl.demo.stories.story import Story

STORIES: tuple[Story, ...] = (
    dormitory.STORY,
    satisfaction_survey.STORY,
)
