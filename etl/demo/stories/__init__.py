"""The returns the demo tells in a module each; those of the canteen's month hang together and stand in ``plot``."""

from etl.demo.stories import (
    dormitory,
    exercise_book,
    facilities_project,
    safety_facilities,
    satisfaction_survey,
)
from etl.demo.stories.story import Story

STORIES: tuple[Story, ...] = (
    dormitory.STORY,
    exercise_book.STORY,
    facilities_project.STORY,
    safety_facilities.STORY,
    satisfaction_survey.STORY,
)
