"""The returns the demo tells in a module each; those of the canteen's month hang together and stand in ``plot``."""

from etl.demo.stories import (
    asset_check,
    asset_register,
    campus_environment,
    consumable_stock,
    dormitory,
    drinking_water,
    energy_water,
    exercise_book,
    facilities_project,
    fee_collection,
    food_purchase,
    hazard_check,
    insurance_coverage,
    performance_award,
    safety_facilities,
    satisfaction_survey,
    school_shop,
    student_aid,
)
from etl.demo.stories.story import Story

STORIES: tuple[Story, ...] = (
    dormitory.STORY,
    exercise_book.STORY,
    facilities_project.STORY,
    safety_facilities.STORY,
    satisfaction_survey.STORY,
    asset_check.STORY,
    asset_register.STORY,
    campus_environment.STORY,
    consumable_stock.STORY,
    drinking_water.STORY,
    fee_collection.STORY,
    school_shop.STORY,
    hazard_check.STORY,
    insurance_coverage.STORY,
    performance_award.STORY,
    student_aid.STORY,
    energy_water.STORY,
    food_purchase.STORY,
)
