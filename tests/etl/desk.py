"""A district's desks for tests: workbooks filled in whole, uploaded, checked, signed, accepted and loaded."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from etl.facts.loading import load_accepted
from etl.filing.processing import process_waiting
from etl.originals import Originals
from etl.workbook.fill import TemplateFill
from etl.workbook.guard.pool import GuardPool
from etl.workbook.template import write_template
from tenants.base import new_key
from tenants.calendar.periods import name_of, period_of
from tenants.facts import AreaFact, Fact, PeerFact
from tenants.filing.digest import digest_of
from tenants.filing.models import DeferredRule, Duty, FindingRow, Source, Upload, Version, VersionState
from tenants.filing.services import Receipt, accept, receive_upload, sign_and_submit
from tenants.registry.models import Area, BureauUnit, Facility, School, Tenant
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Severity
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session, viewer_session
from tenants.scope.viewer import Viewer
from tenants.text import Text
from tests.builders import NOW, make_account, make_duty, make_school, make_unit

OPERATIONS: dict[str, Any] = {
    "facility_no": "C01", "operation_mode": "self_run", "licence_no": "JY34301210000001",
    "licence_to": date(2029, 5, 1), "licence_posted": True, "quant_grade": "A", "risk_grade": "A",
    "grade_on": date(2026, 6, 1), "serving_days": 20, "meal_occasions": 40, "diners_breakfast": 120,
    "diners_lunch": 380, "diners_dinner": 0, "workers_on_duty": 6, "morning_check_days": 20, "items_made": 200,
    "items_sampled": 200, "sample_short_g": 0, "sample_short_h": 0, "disinfect_occasions": 40,
    "tasting_occasions": 40, "accompany_occasions": 40, "parent_accompany_occasions": 2, "cameras": 4,
    "camera_online_days": 20, "camera_to_bureau": True, "camera_public": True, "weekly_checks": 4,
    "prohibited_found": 0, "notices": 0,
}  # fmt: skip
FINANCE: dict[str, Any] = {
    "facility_no": "C01", "opening_surplus": 0, "closing_surplus": 1000, "income_pupil_meals": 100000,
    "income_staff_meals": 0, "income_nutrition": 0, "income_shop": 0, "income_subsidy": 0, "income_other": 0,
    "cost_raw_material": 70000, "cost_utilities": 5000, "cost_wages": 20000, "cost_overtime": 0,
    "cost_consumables": 2000, "cost_maintenance": 2000, "cost_training": 0, "cost_culture": 0,
    "cost_contract_meals": 0, "cost_other": 0, "stock_opening": 0, "stock_closing": 0, "refund_due": 0,
    "refund_paid": 0, "refund_pupils": 0, "improper_spend": 0, "separate_account": True, "audited": True,
    "published_on": date(2026, 11, 2),
}  # fmt: skip
PRICE: dict[str, Any] = {
    "facility_no": "C01", "stage": "junior", "meal": "lunch", "charge_mode": "swipe", "price_meal": 10,
    "meals_served": 7600, "pupils": 380,
}  # fmt: skip
PROFILE: dict[str, Any] = {
    "staff_total": 60, "teachers": 50, "site_area": 20000, "building_area": 8000, "canteens": 1, "dorm_buildings": 0,
    "shops": 0, "buses": 0, "parent_committee": True, "logistics_plan": True,
}  # fmt: skip
GRADE: dict[str, Any] = {
    "stage": "junior", "grade": 1, "classes": 9, "students": 400, "girls": 190, "boarders": 40,
    "hardship_students": 20, "bus_riders": 0,
}  # fmt: skip
SUPERVISION: dict[str, Any] = {
    "members_leader": 1, "members_logistics": 1, "members_teacher": 2, "members_pupil": 2, "members_parent": 3,
    "food_safety_monitors": 1, "checked_on": date(2026, 10, 20), "checks": 2, "archived": True, "hygiene_score": 92,
    "dish_score": 88, "price_score": 90, "service_score": 94, "problems": 3, "problems_fixed": 3,
}  # fmt: skip
WHOLE: dict[str, dict[str, list[dict[str, Any]]]] = {
    "supervision_check": {"main": [SUPERVISION]},
    "canteen_operations": {"main": [OPERATIONS]},
    "canteen_finance": {"main": [FINANCE], "meal_price": [PRICE]},
    "school_profile": {"main": [PROFILE], "enrolment": [GRADE]},
}
"""One filing of each return without an error."""
GOOD_REASON = "已与食堂管理员核对，情况属实。"


def with_values(return_code: str, part: str = "main", **values: Any) -> dict[str, list[dict[str, Any]]]:
    """A whole filing with some values of the part's first row changed."""
    rows = {code: [dict(row) for row in listed] for code, listed in WHOLE[return_code].items()}
    rows[part][0] |= values
    return rows


class Desk:
    """Everything the road needs, for one district."""

    def __init__(self, pools: Pools, guard: GuardPool, home: Path) -> None:
        self.pools, self.guard, self.originals = pools, guard, Originals(home / "originals", pools.keyring)
        self.district_id = 0
        self.clerks: dict[int, Viewer] = {}
        self.heads: dict[int, Viewer] = {}
        self.reviewers: dict[str, Viewer] = {}

    def school(self, **values: Any) -> School:
        """A school with a canteen, a clerk and a head."""
        school = make_school(**values)
        self.district_id = school.district_id
        with self.session() as session:
            session.add(
                Facility(
                    district_id=school.district_id, school_id=school.school_id, facility_no="C01", kind="canteen",
                    name_zh="食堂", opened_on=date(2020, 9, 1),
                )
            )  # fmt: skip
        self.clerks[school.school_id] = make_account("school_clerk", school=school, name="王会计")
        self.heads[school.school_id] = make_account("school_head", school=school, name="李校长")
        return school

    def unit(self, code: str = "aid_centre") -> BureauUnit:
        """A unit of the bureau with somebody who fills in and somebody who signs."""
        unit = make_unit(code)
        self.district_id = unit.district_id
        self.clerks[unit.school_id] = make_account("school_clerk", school=unit, name="孙老师")
        self.heads[unit.school_id] = make_account("school_head", school=unit, name="何主任")
        return unit

    def session(self) -> Any:
        """A worker's session."""
        return district_job_session(self.pools, self.district_id)

    def duty(self, school: Tenant, return_code: str = "canteen_operations", period_key: str = "2026-10") -> Duty:
        """The school's duty, made when first asked for."""
        asked = select(Duty).where(
            Duty.school_id == school.school_id, Duty.return_code == return_code, Duty.period_key == period_key
        )
        with self.session() as session:
            found = session.scalar(asked)
        return found or make_duty(school, return_code, period_key)

    def workbook(self, school: Tenant, return_code: str, period_key: str, rows: Mapping[str, Any]) -> bytes:
        """The school's template with all its cells filled in."""
        period, target = period_of(period_key), io.BytesIO()
        fill = TemplateFill(
            school_code=school.school_code,
            school_name=_name(school),
            period_key=period_key,
            period_name=name_of(period),
            period_start=period.start,
            rows=rows,
            facilities={"canteen": ["C01"]},
        )
        write_template(get_return(return_code, period.start), target, fill, "zh")
        return target.getvalue()

    def upload(
        self,
        school: Tenant,
        rows: Mapping[str, Any] | None = None,
        *,
        return_code: str = "canteen_operations",
        period_key: str = "2026-10",
        blob: bytes | None = None,
        at: datetime = NOW,
        by: Viewer | None = None,
    ) -> Receipt:
        """A filled workbook (or any bytes) handed in by the clerk, or by somebody else."""
        rows = WHOLE[return_code] if rows is None else rows
        blob = blob or self.workbook(school, return_code, period_key, rows)
        kept = self.originals.keep(io.BytesIO(blob))
        duty, clerk = self.duty(school, return_code, period_key), by or self.clerks[school.school_id]
        with viewer_session(self.pools, clerk) as session:
            return receive_upload(
                session, clerk, duty.id, sha256=kept.sha256, filename="表.xlsx", size_bytes=kept.size, at=at
            )

    def process(self, *, now: datetime = NOW) -> int:
        """What the worker does with files that wait."""
        return process_waiting(self.pools, self.originals, self.guard, self.district_id, now=now)

    def load(self, *, now: datetime = NOW, batch: int = 500) -> int:
        """What the worker does after acceptance."""
        return load_accepted(self.pools, self.district_id, now=now, batch=batch)

    def explain(self, version_id: UUID, *, at: datetime = NOW) -> None:
        """Explain every query."""
        with self.session() as session:
            asked = select(FindingRow).where(FindingRow.version_id == version_id)
            for each in session.scalars(asked.where(FindingRow.severity == Severity.QUERY)):
                each.justification, each.justified_at = GOOD_REASON, at

    def submit(self, version_id: UUID, *, at: datetime = NOW, by: Viewer | None = None) -> Version:
        """Sign and hand in."""
        version = self.version(version_id)
        head = by or self.heads[version.school_id]
        with viewer_session(self.pools, head) as session:
            return sign_and_submit(
                session, head, version_id, digest=digest_of(version), revision=version.revision, at=at
            )

    def reviewer(self, return_code: str) -> Viewer:
        """An account of the accepting role; the inspector has all areas and, as of now, all schools."""
        role = get_return(return_code, date(2026, 10, 1)).accepting
        key = f"{role} of {len(self.clerks)}"
        if key not in self.reviewers:
            with self.session() as session:
                areas = session.scalars(select(Area.area_code)).all()
            self.reviewers[key] = make_account(role, areas=areas if role == "inspector" else (), name="赵督查")
        return self.reviewers[key]

    def accept(self, version_id: UUID, *, at: datetime = NOW) -> Version:
        """The bureau accepts."""
        reviewer = self.reviewer(self.version(version_id).return_code)
        with viewer_session(self.pools, reviewer) as session:
            return accept(session, reviewer, version_id, at=at)

    def file(
        self,
        school: Tenant,
        rows: Mapping[str, Any] | None = None,
        *,
        return_code: str = "canteen_operations",
        period_key: str = "2026-10",
        at: datetime = NOW,
    ) -> Version:
        """The whole road to acceptance, all queries explained."""
        receipt = self.upload(school, rows, return_code=return_code, period_key=period_key, at=at)
        self.process(now=at)
        version = self.drafted(receipt)
        self.explain(version.id)
        self.submit(version.id, at=at)
        return self.accept(version.id, at=at)

    def taken(
        self, school: Tenant, return_code: str, period_key: str, row: Mapping[str, Any], **values: Any
    ) -> Version:
        """A version of one row that counts and is loaded, whatever the road would have said of it."""
        duty = self.duty(school, return_code, period_key)
        kept = {
            "district_id": school.district_id, "school_id": school.school_id, "id": new_key(), "duty_id": duty.id,
            "return_code": return_code, "period_key": period_key, "version_no": 1, "state": VersionState.ACCEPTED,
            "source": Source.FILE, "declared_from": date(2026, 10, 1), "revision": 1, "figures": {"main": [dict(row)]},
            "cells": {}, "prepared_by": new_key(), "prepared_by_name": "张三", "created_at": NOW, "changed_at": NOW,
            "digest": b"x", "submitted_at": NOW, "accepted_at": NOW,
        }  # fmt: skip
        with self.session() as session:
            session.execute(insert(Version).values(kept | values))
        self.load()
        return self.version(kept["id"])

    def drafted(self, receipt: Receipt) -> Version:
        """The version an upload became."""
        with self.session() as session:
            upload = self._upload(session, receipt)
            assert upload.version_id is not None, [each.says_zh for each in self._findings(session, receipt)]
            return self.version(upload.version_id)

    def version(self, version_id: UUID) -> Version:
        """A version as it is now."""
        with self.session() as session:
            return session.scalars(select(Version).where(Version.id == version_id)).one()

    def uploaded(self, receipt: Receipt) -> Upload:
        """An upload as it is now."""
        with self.session() as session:
            return self._upload(session, receipt)

    def findings(self, receipt: Receipt | None = None, *, version_id: UUID | None = None) -> list[FindingRow]:
        """The findings of an upload, or of a version."""
        with self.session() as session:
            if receipt is not None:
                return self._findings(session, receipt)
            asked = select(FindingRow).where(FindingRow.version_id == version_id).order_by(FindingRow.ordinal)
            return list(session.scalars(asked))

    def codes(self, receipt: Receipt | None = None, *, version_id: UUID | None = None) -> set[str]:
        """Their codes."""
        return {each.code for each in self.findings(receipt, version_id=version_id)}

    def waiting_rules(self, version_id: UUID) -> dict[str, str]:
        """Rules of a version that still wait, and for what."""
        with self.session() as session:
            asked = select(DeferredRule).where(DeferredRule.version_id == version_id, DeferredRule.settled_at.is_(None))
            return {each.rule_code: each.waits_for for each in session.scalars(asked)}

    def fact(self, school: Tenant, indicator: str, period_key: str = "2026-10") -> Fact | None:
        """One figure of a school."""
        with self.session() as session:
            return session.get(Fact, (self.district_id, indicator, period_key, school.school_id))

    def area_fact(self, indicator: str, area_code: str = "", period_key: str = "2026-10") -> AreaFact | None:
        """One figure of an area, or of the district."""
        with self.session() as session:
            return session.get(AreaFact, (self.district_id, indicator, period_key, area_code))

    def peer_fact(self, indicator: str, peer_group: str, period_key: str = "2026-10") -> PeerFact | None:
        """The spread of a peer group."""
        with self.session() as session:
            return session.get(PeerFact, (self.district_id, indicator, period_key, peer_group))

    def _upload(self, session: Session, receipt: Receipt) -> Upload:
        return session.scalars(select(Upload).where(Upload.id == receipt.upload_id)).one()

    def _findings(self, session: Session, receipt: Receipt) -> list[FindingRow]:
        asked = select(FindingRow).where(FindingRow.upload_id == receipt.upload_id).order_by(FindingRow.ordinal)
        return list(session.scalars(asked))


def _name(school: Tenant) -> Text:
    return Text(school.name_zh, school.name_en)
