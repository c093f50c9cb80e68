"""The subjects the bureau looks at: which returns and figures belong to each, and the index that stands for it."""

from dataclasses import dataclass
from datetime import date

from tenants.indices.declared import (
    CANTEEN,
    FUNDING,
    FUNDING_DISCLOSURE,
    INSPECTION,
    INSURANCE,
    ON_TIME,
    OPEN_QUERIES,
    OVERALL,
    REWORK,
    YEAR_SCORE,
)
from tenants.returns.catalogue import all_returns, find_indicator
from tenants.returns.declaration import FigureSource, Indicator, Return
from tenants.text import Text


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One subject: figures that no return states come first, the first of them stands for it."""

    code: str
    name: Text
    returns: tuple[str, ...]
    formed: tuple[str, ...] = ()


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        code="canteen", name=Text("食堂", "Canteens"), formed=(CANTEEN.code,),
        returns=("canteen_operations", "weekly_menu", "canteen_finance", "food_purchase", "supervision_check"),
    ),
    Subject(
        code="subsidy", name=Text("资助与营养", "Aid and nutrition"), formed=(FUNDING.code, FUNDING_DISCLOSURE),
        returns=("student_aid", "nutrition_programme", "student_loan"),
    ),
    Subject(
        code="insurance", name=Text("保险", "Insurance"), formed=(INSURANCE.code,),
        returns=("insurance_coverage", "insurance_claim"),
    ),
    Subject(
        code="inspection", name=Text("督查考评", "Inspection"), formed=(INSPECTION.code, YEAR_SCORE),
        returns=("inspection_visit", "rectification"),
    ),
    Subject(
        code="safety", name=Text("安全", "Safety"),
        returns=("safety_facilities", "hazard_check", "safety_drill", "incident", "school_bus"),
    ),
    Subject(code="dormitory", name=Text("宿舍", "Dormitories"), returns=("dormitory",)),
    Subject(code="water", name=Text("饮用水", "Drinking water"), returns=("drinking_water",)),
    Subject(
        code="fees", name=Text("收费与校内商店", "Fees, shops and uniforms"),
        returns=("fee_collection", "school_shop", "uniform_purchase", "exercise_book"),
    ),
    Subject(
        code="assets", name=Text("资产与采购", "Assets and procurement"),
        returns=("asset_register", "asset_check", "consumable_stock", "procurement_contract"),
    ),
    Subject(
        code="energy", name=Text("节能与环境", "Energy and campus"), returns=("energy_water", "campus_environment"),
    ),
    Subject(
        code="projects", name=Text("项目与报修", "Projects and repairs"),
        returns=("facilities_project", "maintenance_request"),
    ),
    Subject(
        code="staff", name=Text("队伍与评优", "Staff and awards"),
        returns=("logistics_staff", "staff_training", "performance_award"),
    ),
    Subject(
        code="openness", name=Text("公开与反馈", "Openness and feedback"),
        returns=("disclosure", "complaint", "satisfaction_survey"),
    ),
    Subject(
        code="filing", name=Text("学校与报送", "Schools and filing"),
        formed=(ON_TIME, REWORK, OPEN_QUERIES, OVERALL.code), returns=("school_profile",),
    ),
)  # fmt: skip
OWN = Subject(code="own", name=Text("本区增设报表", "The district's own returns"), returns=())
"""What the district asks for beside the catalogue belongs to no other subject."""
BY_CODE = {each.code: each for each in (*SUBJECTS, OWN)}


def figures_of(subject: Subject, on: date) -> list[tuple[FigureSource, Indicator]]:
    """Every indicator of a subject with where it comes from, as declared on a day."""
    found = [find_indicator(code) for code in subject.formed]
    for ret in all_returns(on):
        if subject_of(ret) is subject:
            found += [(ret, each) for each in ret.indicators]
    return found


def subject_of(source: FigureSource) -> Subject | None:
    """The subject a return belongs to; the figures that no return states belong to several."""
    if not isinstance(source, Return):
        return None
    return next((each for each in SUBJECTS if source.code in each.returns), OWN)
