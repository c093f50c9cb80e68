"""The year score, worked by hand (returns catalogue 4.2)."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import insert

from tenants.base import new_key
from tenants.filing.models import Source, Version, VersionState
from tenants.inspections.year_score import grade_at_best, year_score, year_scores
from tenants.returns.catalogue import all_returns
from tenants.returns.tables import table_of
from tenants.scope.sessions import district_job_session
from tests.builders import NOW, make_duty, make_school

VISIT = next(ret for ret in all_returns(NOW.date()) if ret.code == "inspection_visit")
TABLE = table_of(VISIT, VISIT.part("visit"))


class Visits:
    """Visits of one school that are entered."""

    def __init__(self, pools):
        self.pools, self.school = pools, make_school()

    def enter(self, day, visit_type, score, vetoes="-", *, scheme="LOG-A", duty=None, version_no=1):
        key = f"{day}.0001"
        duty = duty or make_duty(self.school, "inspection_visit", key)
        own = {"district_id": self.school.district_id, "school_id": self.school.school_id}
        version = own | {
            "id": new_key(), "duty_id": duty.id, "return_code": "inspection_visit", "period_key": key,
            "version_no": version_no, "state": VersionState.ACCEPTED, "source": Source.FILE, "figures": {},
            "declared_from": NOW.date(), "revision": 1, "cells": {}, "prepared_by": new_key(), "created_at": NOW,
            "prepared_by_name": "赵督查", "changed_at": NOW, "digest": b"x", "submitted_at": NOW, "accepted_at": NOW,
        }  # fmt: skip
        row = own | {
            "version_id": version["id"], "row_no": 1, "period_key": key, "version_no": version_no,
            "visit_type": visit_type, "scheme_code": scheme, "score": score, "vetoes": vetoes,
            "started_at": datetime.fromisoformat(f"{day}T01:00").replace(tzinfo=UTC),
        }  # fmt: skip
        with district_job_session(self.pools, self.school.district_id) as session:
            session.execute(insert(Version).values(version))
            session.execute(insert(TABLE).values(row))
        return duty

    @property
    def found(self):
        with district_job_session(self.pools, self.school.district_id) as session:
            return [(each.period_key, each.score, each.grade_at_best) for each in year_scores(session)]


@pytest.fixture
def visits(pools):
    return Visits(pools)


@pytest.mark.parametrize(("others", "score"), [(None, "90"), (Decimal(80), "86.00"), (Decimal("71.25"), "82.50")])
def test_other_visits_weigh_two_fifths(others, score):
    assert year_score(Decimal(90), others) == Decimal(score)


@pytest.mark.parametrize(("vetoes", "grade"), [("-", ""), ("V06", "C"), ("V06、V01 -", "D"), ("V99", "")])
def test_the_worst_veto_caps_the_grade(vetoes, grade):
    assert grade_at_best(vetoes) == grade


def test_the_mean_of_unannounced_and_monthly_visits_counts(visits):
    visits.enter("2026-10-12", "annual", 90)
    visits.enter("2026-10-20", "unannounced", 70)
    visits.enter("2026-11-02", "area_monthly", 90)
    assert visits.found == [("2026-2027", Decimal("86.00"), "")]


def test_special_visits_rechecks_and_the_other_scheme_do_not_count(visits):
    visits.enter("2026-10-12", "annual", 90)
    visits.enter("2026-10-20", "special", 10)
    visits.enter("2026-10-21", "recheck", 10)
    visits.enter("2026-10-22", "unannounced", 10, scheme="LOG-B")
    assert visits.found == [("2026-2027", Decimal(90), "")]


def test_a_year_without_an_annual_visit_has_no_score(visits):
    visits.enter("2026-10-20", "unannounced", 70)
    assert visits.found == []


def test_a_visit_belongs_to_the_school_year_it_began_in(visits):
    visits.enter("2026-08-31", "annual", 80)
    visits.enter("2026-09-01", "annual", 90)
    assert sorted(visits.found) == [("2025-2026", Decimal(80), ""), ("2026-2027", Decimal(90), "")]


def test_the_latest_annual_visit_counts_with_the_vetoes_of_its_year(visits):
    visits.enter("2026-10-12", "annual", 60, "V01")
    visits.enter("2026-10-20", "unannounced", 90, "V06")
    visits.enter("2027-04-12", "annual", 90)
    assert visits.found == [("2026-2027", Decimal("90.00"), "C")]


def test_a_correction_takes_the_place_of_what_it_corrects(visits):
    duty = visits.enter("2026-10-12", "annual", 60, "V01")
    visits.enter("2026-10-12", "annual", 90, duty=duty, version_no=2)
    assert visits.found == [("2026-2027", Decimal(90), "")]
