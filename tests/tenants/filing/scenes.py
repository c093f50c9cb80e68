"""Filings at every stage, for tests: a school with its clerk and head, a reviewer, a draft with findings."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from tenants.base import new_key
from tenants.filing.digest import digest_of
from tenants.filing.models import Duty, FindingRow, Source, Version, VersionState
from tenants.filing.services import CellToReturn, accept, reopen, send_back, sign_and_submit
from tenants.registry.models import School
from tenants.returns.declaration import Severity
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session, viewer_session
from tenants.scope.viewer import Viewer
from tests.builders import NOW, make_account, make_area, make_duty, make_school

CANTEEN = {"facility_no": "C01", "serving_days": "21", "meal_occasions": "42", "diners_lunch": "380"}
CELLS = {
    "main": {"sheet": "主表", "columns": {"facility_no": "A", "serving_days": "B", "diners_lunch": "D"}, "rows": [4]}
}
REASON = "请核对午餐人数与在校生数。"
ENOUGH = "本月有外校学生来校比赛用餐，人数增加。"


@dataclass
class Scene:
    """One school with the people around one duty."""

    pools: Pools
    school: School
    duty: Duty
    clerk: Viewer
    head: Viewer
    reviewer: Viewer

    def draft(self, *, figures: dict[str, Any] | None = None, period_key: str | None = None) -> Version:
        """A draft as an upload would leave it."""
        with district_job_session(self.pools, self.school.district_id) as session:
            version = Version(
                id=new_key(),
                district_id=self.school.district_id,
                school_id=self.school.school_id,
                duty_id=self.duty.id,
                return_code=self.duty.return_code,
                period_key=period_key or self.duty.period_key,
                version_no=1,
                source=Source.FILE,
                declared_from=date(2020, 1, 1),
                figures={"main": [dict(CANTEEN)]} if figures is None else figures,
                cells=CELLS,
                prepared_by=self.clerk.account_id,
                prepared_by_name=self.clerk.account_name,
                created_at=NOW,
                changed_at=NOW,
            )
            session.add(version)
        return version

    def find(self, version: Version, severity: Severity = Severity.QUERY, **values: Any) -> UUID:
        """A finding of the version."""
        with district_job_session(self.pools, self.school.district_id) as session:
            finding = FindingRow(
                id=new_key(),
                district_id=version.district_id,
                school_id=version.school_id,
                duty_id=version.duty_id,
                version_id=version.id,
                ordinal=1,
                code="CO-18",
                severity=severity,
                part="main",
                field="diners_lunch",
                row_no=1,
                cell="D4",
                also=[],
                says_zh="午餐人数比上月多。",
                says_en="More diners at lunch than last month.",
                remedy_zh="核对。",
                remedy_en="Check.",
                **values,
            )
            session.add(finding)
        return finding.id

    def submitted(self, **values: Any) -> Version:
        """A version signed and submitted an hour after it was made."""
        version = self.draft(**values)
        with viewer_session(self.pools, self.head) as session:
            return sign_and_submit(
                session, self.head, version.id, digest=digest_of(version), revision=1, at=NOW + timedelta(hours=1)
            )

    def accepted(self, **values: Any) -> Version:
        """A version the reviewer accepted."""
        version = self.submitted(**values)
        with viewer_session(self.pools, self.reviewer) as session:
            return accept(session, self.reviewer, version.id, at=NOW + timedelta(hours=2))

    def sent_back(self, *cells: CellToReturn, **values: Any) -> Version:
        """The draft that follows a version sent back."""
        version = self.submitted(**values)
        with viewer_session(self.pools, self.reviewer) as session:
            return send_back(session, self.reviewer, version.id, cells, REASON, at=NOW + timedelta(hours=2))

    def reopened(self, **values: Any) -> Version:
        """The draft that follows a version reopened."""
        version = self.accepted(**values)
        with viewer_session(self.pools, self.reviewer) as session:
            return reopen(session, self.reviewer, version.id, REASON, at=NOW + timedelta(hours=3))

    def version(self, version_id: UUID) -> Version:
        """The version as it is now."""
        with district_job_session(self.pools, self.school.district_id) as session:
            return session.scalars(select(Version).where(Version.id == version_id)).one()

    def findings(self, version_id: UUID) -> list[FindingRow]:
        """Its findings as they are now."""
        with district_job_session(self.pools, self.school.district_id) as session:
            asked = select(FindingRow).where(FindingRow.version_id == version_id).order_by(FindingRow.ordinal)
            return list(session.scalars(asked))

    def close(self) -> None:
        """The bureau closes the period."""
        with district_job_session(self.pools, self.school.district_id) as session:
            session.merge(self.duty).closed_at = NOW


def set_scene(pools: Pools, return_code: str = "canteen_operations", period_key: str = "2026-10") -> Scene:
    """A school with a clerk, a head, and the inspector of its area."""
    area = make_area()
    school = make_school(area_code=area)
    return Scene(
        pools,
        school,
        make_duty(school, return_code, period_key),
        make_account("school_clerk", school=school, name="王会计"),
        make_account("school_head", school=school, name="李校长"),
        make_account("inspector", areas=[area], name="赵督查"),
    )


__all__ = ["NOW", "REASON", "CellToReturn", "Scene", "VersionState", "set_scene"]
