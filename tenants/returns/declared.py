"""The list of declarations: a new return, or a new version of one, is added here."""

from tenants.returns import (
    asset_check,
    asset_register,
    campus_environment,
    canteen_finance,
    canteen_operations,
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
    nutrition_programme,
    performance_award,
    safety_facilities,
    satisfaction_survey,
    school_profile,
    school_shop,
    student_aid,
)
from tenants.returns.declaration import Return

# Declared and tested, but not filed yet: no duty, no table. Rules of returns in use that look at one of them wait.
COMING: tuple[Return, ...] = ()
VERSIONS: tuple[Return, ...] = (
    school_profile.RETURN,
    canteen_operations.RETURN,
    canteen_finance.RETURN,
    nutrition_programme.RETURN,
    dormitory.RETURN,
    satisfaction_survey.RETURN,
    exercise_book.RETURN,
    facilities_project.RETURN,
    safety_facilities.RETURN,
    asset_check.RETURN,
    asset_register.RETURN,
    campus_environment.RETURN,
    consumable_stock.RETURN,
    drinking_water.RETURN,
    fee_collection.RETURN,
    school_shop.RETURN,
    hazard_check.RETURN,
    insurance_coverage.RETURN,
    performance_award.RETURN,
    student_aid.RETURN,
    energy_water.RETURN,
    food_purchase.RETURN,
)
