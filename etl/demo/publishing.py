"""The demo district's releases: each month some days after it may be public, the latest still waiting for approval."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.demo.desks import Desks
from etl.demo.plot import ZONE
from etl.publishing.freezing import publish
from tenants.accounts.roles import Role
from tenants.calendar.periods import Period
from tenants.filing.models import Version, VersionState
from tenants.publishing.days import month_opens_on
from tenants.publishing.models import Release, ReleaseState
from tenants.publishing.services import approve, propose
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session

_LATER = timedelta(days=12)
_REPLACED = 2  # months published again with what was corrected since
_FIRST_NOTE = "按月公开，数据已核对。"
_AGAIN_NOTE = "更正后重新公开。"


@dataclass
class Publisher:
    """Two people who publish: one proposes, the other approves."""

    pools: Pools
    desks: Desks
    district_id: int
    months: list[Period]
    now: datetime

    def evening(self, day: date) -> None:
        """Publish the months whose day has come; the latest one is only proposed."""
        with district_job_session(self.pools, self.district_id) as session:
            known = set(session.scalars(select(Release.period_key)))
        for month in self.months:
            at = datetime.combine(month_opens_on(month) + _LATER, time(15, 30), ZONE)
            is_last = month == self.months[-1]
            if is_last:
                at = min(at, self.now)
            if month.key in known or at.date() > day or at.date() < month_opens_on(month):
                continue
            self._propose(month, at, _FIRST_NOTE)
            if not is_last:
                self._approve(month, at + timedelta(hours=1))

    def corrections(self) -> None:
        """Publish some corrected months again."""
        with district_job_session(self.pools, self.district_id) as session:
            again = set(session.scalars(select(Release.period_key).where(Release.note == _AGAIN_NOTE)))
            behind = [each for each in reversed(self.months) if self._is_corrected(session, each)]
        for month in behind[: max(0, _REPLACED - len(again))]:
            self._propose(month, self.now - timedelta(days=2), _AGAIN_NOTE)
            self._approve(month, self.now - timedelta(days=1))

    def _is_corrected(self, session: Session, month: Period) -> bool:
        """Whether a figure that is on show has been corrected since."""
        asked = (
            select(Version.id)
            .join(Release, (Release.district_id == Version.district_id) & (Release.period_key == Version.period_key))
            .where(
                Version.period_key == month.key,
                Version.state == VersionState.ACCEPTED,
                Version.version_no > 1,
                Release.state == ReleaseState.PUBLISHED,
                Version.accepted_at > Release.approved_at,
            )
        )
        return session.scalar(asked.limit(1)) is not None

    def _propose(self, month: Period, at: datetime, note: str) -> None:
        proposer = self.desks.reviewer(Role.LOGISTICS_OFFICER, "")
        with self.desks.session(proposer) as session:
            propose(session, proposer, month.key, note=note, at=at)

    def _approve(self, month: Period, at: datetime) -> None:
        approver = self.desks.reviewer(Role.BUREAU_ADMIN, "")
        asked = select(Release.id).where(Release.period_key == month.key, Release.state == ReleaseState.PROPOSED)
        with self.desks.session(approver) as session:
            release_id = session.scalars(asked).one()
            approve(session, approver, release_id, at=at)
        with district_job_session(self.pools, self.district_id) as session:
            publish(session, release_id, at=at)
