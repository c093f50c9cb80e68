"""What happened to a duty: one row per event, only ever added."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.accounts.roles import Role
from tenants.filing.difference import Change
from tenants.filing.errors import Edit
from tenants.filing.models import Step, Version
from tenants.scope.viewer import Viewer
from tenants.text import Text

SYSTEM = Text("系统", "System")
SYSTEM_ROLE = "system"
ACTION_LABELS = {
    "uploaded": Text("上传文件", "File uploaded"),
    "sent_by_program": Text("接口报送", "Sent by a program"),
    "form_checked": Text("网页填报送检", "Form sent to be checked"),
    "read": Text("完成检查", "File checked"),
    "refused": Text("文件未被接收", "File refused"),
    "rechecked": Text("重新检查", "Checked again"),
    "attached": Text("上传附件", "File attached"),
    "detached": Text("删除附件", "Attached file removed"),
    "justified": Text("填写说明", "Query explained"),
    "asked_to_sign": Text("请校长签字", "Head asked to sign"),
    "nil_filed": Text("零报告", "Nil return"),
    "submitted": Text("签字并提交", "Signed and submitted"),
    "accepted": Text("审核通过", "Accepted"),
    "accepted_automatically": Text("到期自动通过", "Accepted automatically"),
    "sent_back": Text("退回修改", "Sent back"),
    "reopened": Text("重新开放", "Reopened"),
    "settled": Text("跨表核对", "Checked against another return"),
    "visit_signed": Text("校长签字", "Read and signed by the head"),
    "visit_objected": Text("提出异议", "Objection"),
    "visit_upheld": Text("异议成立", "Objection upheld"),
    "visit_rejected": Text("异议不成立", "Objection rejected"),
    "extended": Text("同意延期", "More time granted"),
    "recheck_passed": Text("复查通过", "Recheck passed"),
    "recheck_failed": Text("复查未通过", "Recheck failed"),
    "withdrawn": Text("问题撤销", "Finding withdrawn"),
    "closed": Text("关闭填报", "Period closed"),
    "opened": Text("恢复填报", "Period opened again"),
}


class Actor(Protocol):
    """Somebody with a name and a role: who is signed in, or the bureau's operator at the command line."""

    @property
    def account_id(self) -> UUID:
        """The account."""

    @property
    def account_name(self) -> str:
        """The name shown in histories."""

    @property
    def role(self) -> Role:
        """The role acted in."""


def record(
    session: Session,
    viewer: Viewer,
    about: Version,
    action: str,
    *,
    at: datetime,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> Step:
    """Add a step of a person about a version."""
    step = step_of(viewer, about, action, at=at, reason=reason, details=details)
    step.version_id = about.id
    session.add(step)
    return step


def step_of(
    viewer: Actor,
    about: Any,
    action: str,
    *,
    at: datetime,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> Step:
    """A step of a person about a duty or something that belongs to one; not added to a session yet."""
    return Step(
        district_id=about.district_id,
        school_id=about.school_id,
        duty_id=getattr(about, "duty_id", None) or about.id,
        at=at,
        account_id=viewer.account_id,
        account_name=viewer.account_name,
        role=str(viewer.role),
        action=action,
        reason=reason,
        details=dict(details or {}),
    )


def edits_since(session: Session, version: Version, revision: int) -> tuple[Edit, ...]:
    """Who changed a draft after that revision, and what: every change leaves a step with its revision."""
    later = session.scalars(
        select(Step)
        .where(Step.version_id == version.id, Step.details["revision"].as_integer() > revision)
        .order_by(Step.at, Step.id)
    )
    return tuple(
        Edit(step.account_name, step.at, step.action, _changes(step.details.get("changes", ())), step.reason)
        for step in later
    )


def _changes(told: Sequence[Mapping[str, Any]]) -> tuple[Change, ...]:
    return tuple(Change.from_json(each) for each in told)
