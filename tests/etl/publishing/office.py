"""An office that publishes: two officers, a school's accepted month, and what the public then reads."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from etl.publishing.freezing import publish
from tenants.publishing.models import PublicFiling, PublicIndicator, PublicRow
from tenants.publishing.services import approve, propose, withdraw
from tenants.registry.models import School
from tenants.scope.sessions import public_session, viewer_session
from tests.builders import make_account
from tests.etl.desk import Desk, with_values

PUBLIC_DAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
REASON = "数据有误，待学校核对后重新公开。"

COMPLAINT = {
    "received_at": "2026-10-12T09:00:00+08:00", "complaint_channel": "phone", "complaint_domain": "canteen",
    "anonymous": True, "content": "菜凉了", "acknowledged_at": "2026-10-12T15:00:00+08:00", "finding": "upheld",
    "action": "增加保温设备，每餐开餐前检查菜品温度并作记录。", "replied_at": "2026-10-14T10:00:00+08:00",
    "closed_at": "2026-10-14T16:00:00+08:00", "publish_reply": True, "public_reply": "已增加保温设备。",
}  # fmt: skip


class Office:
    """Publishing for the desk's district."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.proposer = make_account("logistics_officer", name="周专员")
        self.approver = make_account("bureau_admin", name="吴管理员")

    def publish(self, month: str = "2026-10", *, at: datetime = PUBLIC_DAY) -> UUID:
        """Propose, approve, freeze."""
        with viewer_session(self.desk.pools, self.proposer) as session:
            release_id = propose(session, self.proposer, month, at=at).id
        with viewer_session(self.desk.pools, self.approver) as session:
            approve(session, self.approver, release_id, at=at)
        self.freeze(release_id, at=at)
        return release_id

    def freeze(self, release_id: UUID, *, at: datetime = PUBLIC_DAY) -> None:
        """What the job does."""
        with self.desk.session() as session:
            publish(session, release_id, at=at)

    def withdraw(self, release_id: UUID) -> None:
        """Take a month off the public pages."""
        with viewer_session(self.desk.pools, self.approver) as session:
            withdraw(session, self.approver, release_id, REASON, at=PUBLIC_DAY)
        self.freeze(release_id)

    def rows(self, school: School, return_code: str, part: str = "main") -> list[PublicRow]:
        """The frozen rows of a part."""
        asked = select(PublicRow).where(
            PublicRow.school_code == school.school_code, PublicRow.return_code == return_code, PublicRow.part == part
        )
        return self.read(asked.order_by(PublicRow.row_no))

    def indicator(self, school: School, code: str) -> PublicIndicator | None:
        """A frozen indicator."""
        asked = select(PublicIndicator).where(
            PublicIndicator.school_code == school.school_code, PublicIndicator.indicator == code
        )
        return next(iter(self.read(asked)), None)

    def filing(self, school: School, return_code: str) -> PublicFiling | None:
        """What is said of a return."""
        asked = select(PublicFiling).where(
            PublicFiling.school_code == school.school_code, PublicFiling.return_code == return_code
        )
        return next(iter(self.read(asked)), None)

    def read(self, asked: Any) -> list[Any]:
        """Rows as the public's own role reads them."""
        with public_session(self.desk.pools) as session:
            return list(session.scalars(asked))


def refunds(pupils: int) -> dict[str, Any]:
    """A month of accounts with refunds to some pupils."""
    return with_values(
        "canteen_finance",
        refund_due=Decimal(80),
        refund_paid=Decimal(80),
        refund_pupils=pupils,
        refund_done_on=datetime(2026, 11, 2, tzinfo=UTC).date(),
    )


def grades(*hardship: int) -> dict[str, Any]:
    """A profile with that many recognised pupils in each grade."""
    rows = with_values("school_profile", "enrolment")
    (row,) = rows["enrolment"]
    rows["enrolment"] = [row | {"grade": at, "hardship_students": each} for at, each in enumerate(hardship, 1)]
    return rows
