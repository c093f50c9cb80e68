"""What comes next for a return, by where it stands and who is looking."""

from dataclasses import dataclass, field
from typing import Any

from tenants.accounts.roles import SCHOOL_ROLES, Role, filers_of, is_about_schools, signer_of
from tenants.filing.standing import DutyLine, Standing
from tenants.returns.declaration import Return
from tenants.text import Text


@dataclass(frozen=True, kw_only=True)
class Action:
    """A button: where it leads and what it says."""

    label: Text
    says: Text  # a sentence on what to do
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    is_mine: bool  # the viewer's own next step, not just a look


_VIEW = Text("查看", "View")
_SAYS = {
    Standing.NOT_STARTED: Text(
        "在网页上填写，或下载填报表填好后上传。系统会立即检查，并一次列出全部问题。",
        "Fill it in on this site, or download the workbook and upload it. It is checked at once, all findings together.",
    ),
    Standing.READING: Text("文件已收到，正在检查。", "The file has arrived and is being checked."),
    Standing.REFUSED: Text(
        "上次上传的文件不是本校本期的这张报表，没有接收。请查看原因后重新上传。",
        "The last file was not this return of this school and period. See why, then upload the right one.",
    ),
    Standing.TO_CORRECT: Text(
        "有 {errors} 个错误。请按检查结果在网页上改正，或改正文件后重新上传。",
        "Errors found: {errors}. Correct them in the form, or in the workbook and upload it again.",
    ),
    Standing.TO_EXPLAIN: Text(
        "有 {queries} 个疑问需要说明。数据无误的请写明原因，有误的请改正后重新上传。",
        "Queries to explain: {queries}. Say why where the figure is right; otherwise correct it and upload again.",
    ),
    Standing.SENT_BACK: Text(
        "局里已退回。请按退回意见改正后重新上传；原值无误的，请在检查结果中说明。",
        "The bureau sent it back. Correct what it names and upload again; where the value is right, explain it.",
    ),
    Standing.REOPENED: Text(
        "局里已重新开放本期报表。请改正后重新上传，再由校长签字提交。",
        "The bureau reopened this return. Upload the corrected workbook; the head then signs again.",
    ),
    Standing.SUBMITTED: Text(
        "已提交，等待局里审核。没有疑问的报表 5 个工作日后自动通过。",
        "Submitted; the bureau reviews it. Without queries it is accepted by itself after 5 working days.",
    ),
    Standing.TO_RECHECK: Text(
        "整改已提交，等待督查员复查。复查未通过的，会重新开放。",
        "The rectification is handed in; an inspector rechecks it. If it does not pass, it is opened again.",
    ),
    Standing.ACCEPTED: Text(
        "已通过审核，不需要再做什么。如发现有误，请联系局里重新开放。",
        "Accepted; nothing more to do. If something is wrong, ask the bureau to reopen it.",
    ),
}
_HEAD_SIGNS = Text("数据已备齐。请核对后签字并提交。", "Everything is ready. Check the figures, then sign and submit.")
_CLERK_ASKS = Text(
    "数据已备齐。请核对一遍，然后请校长签字提交。",
    "Everything is ready. Check the figures once more, then ask the head to sign.",
)
_INSPECTOR_SIGNS = Text(
    "检查表已备齐。请核对后签字录入；录入后学校即可看到。",
    "The visit is ready. Check it, then sign; the school sees it from then on.",
)
_VISIT_ENTERED = Text(
    "局里已录入这次检查。请阅读后由校长签字；不同意的，可在签字后5个工作日内提出异议。",
    "The bureau has entered this visit. Read it; the head signs, and may object within 5 working days after that.",
)
_VISIT_CORRECTED = Text("局里正在更正这次检查。", "The bureau is correcting this visit.")
_READ_VISIT = Text("查看检查结果", "See the result")
_CLOSED = Text("本期已关闭，不能再上传。", "This period is closed; nothing more can be uploaded.")
_BUREAU_WAITS = Text("等待学校办理。", "The school has the next step.")
_BUREAU_DECIDES = Text("请审核：通过，或写明原因退回。", "Review it: accept it, or send it back with reasons.")


def next_action(line: DutyLine, role: Role, ret: Return) -> Action:
    """The one next step of a return for someone in that role."""
    show = {"duty_id": line.duty_id}
    if is_about_schools(ret.filler):
        return _of_visit(line, role, ret)
    if role not in SCHOOL_ROLES:
        if line.standing is Standing.SUBMITTED and line.version_id and ret.accepting == str(role):
            label = Text("审核", "Review")
            return _to("review.version", {"version_id": line.version_id}, label, _BUREAU_DECIDES)
        says = _SAYS[line.standing] if line.is_done else _BUREAU_WAITS
        return Action(label=_VIEW, says=says, endpoint="returns.show", values=show, is_mine=False)
    if line.is_done or line.closed_at is not None:
        says = _SAYS[line.standing] if line.is_done else _CLOSED
        return Action(label=_VIEW, says=says, endpoint="returns.show", values=show, is_mine=False)
    return _for_filer(line, may_sign=role is Role.SCHOOL_HEAD, signs=_HEAD_SIGNS)


def _of_visit(line: DutyLine, role: Role, ret: Return) -> Action:
    """What is filed about a school: its inspector's to do until it is entered, then the school's to read."""
    show = {"duty_id": line.duty_id}
    if line.is_done:
        is_school = role in SCHOOL_ROLES
        says = _VISIT_ENTERED if is_school else _SAYS[line.standing]
        return Action(label=_READ_VISIT, says=says, endpoint="inspections.visit", values=show, is_mine=is_school)
    if role in filers_of(ret.filler) and line.closed_at is None:
        return _for_filer(line, may_sign=role is signer_of(ret.filler), signs=_INSPECTOR_SIGNS)
    says = _VISIT_CORRECTED if role in SCHOOL_ROLES else _BUREAU_WAITS
    return Action(label=_VIEW, says=says, endpoint="returns.show", values=show, is_mine=False)


def _for_filer(line: DutyLine, *, may_sign: bool, signs: Text) -> Action:
    show, version = {"duty_id": line.duty_id}, {"version_id": line.version_id} if line.version_id else {}
    upload = {"upload_id": line.upload_id} if line.upload_id else {}
    says = _SAYS.get(line.standing, _CLERK_ASKS).fill(errors=line.errors, queries=line.queries)
    match line.standing:
        case Standing.READING:
            return _to("returns.receipt", upload, Text("查看进度", "See progress"), says)
        case Standing.REFUSED:
            return _to("returns.refused", upload, Text("查看原因", "See why"), says)
        case Standing.TO_CORRECT:
            return _to("returns.findings", version, Text("查看错误", "See the errors"), says)
        case Standing.TO_EXPLAIN:
            return _to("returns.findings", version, Text("填写说明", "Explain"), says)
        case Standing.TO_SIGN if may_sign:
            return _to("returns.version", version, Text("核对并签字", "Check and sign"), signs)
        case Standing.TO_SIGN:
            return _to("returns.version", version, Text("核对数据", "Check the figures"), _CLERK_ASKS)
        case Standing.SENT_BACK | Standing.REOPENED:
            return _to("returns.show", show, Text("去更正", "Correct it"), says)
    return _to("returns.show", show, Text("去填报", "Fill it in"), says)


def _to(endpoint: str, values: dict[str, Any], label: Text, says: Text) -> Action:
    return Action(label=label, says=says, endpoint=endpoint, values=values, is_mine=True)
