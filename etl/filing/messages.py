"""Findings that filing itself makes: too late, not sent back, not readable."""

from tenants.returns.declaration import Severity
from tenants.returns.findings import Finding
from tenants.text import Text

_WORDS: dict[str, tuple[Text, Text]] = {
    "duty_closed": (
        Text("本期填报已关闭，文件未被接收。", "The period is closed; the file was not taken."),
        Text(
            "原件已保存。如需补报，请联系局管理员重新开放。",
            "The original is kept. Ask the bureau to open the period again.",
        ),
    ),
    "under_review": (
        Text("本期报表已提交审核，新文件未被接收。", "The return is with the bureau; the new file was not taken."),
        Text(
            "如需更正，请联系审核人退回后再上传。",
            "To correct it, ask the reviewer to send it back, then upload again.",
        ),
    ),
    "already_accepted": (
        Text("本期报表已通过审核，新文件未被接收。", "The return is accepted; the new file was not taken."),
        Text(
            "如需更正，请联系局里重新开放后再上传。", "To correct it, ask the bureau to reopen it, then upload again."
        ),
    ),
    "not_readable_here": (
        Text("系统多次尝试仍无法处理这个文件。", "The system tried several times and could not process this file."),
        Text(
            "原件已保存。请重新下载模板，把数据用“选择性粘贴—数值”粘进去再上传；仍不行请联系局里。",
            "The original is kept. Download the template again, paste the figures as values and upload that; if it "
            "still fails, tell the bureau.",
        ),
    ),
    "wrong_record_no": (
        Text(
            "记录编号是“{found}”，这份记录的编号是“{wanted}”。",
            "The number is “{found}”; this record has the number “{wanted}”.",
        ),
        Text(
            "编号由系统给出，请改回原值，或到它对应的记录上传。",
            "Numbers are given by the system: put it back, or upload the file at its own record.",
        ),
    ),
    "wrong_event_day": (
        Text("日期是{found}，这份记录的日期是{wanted}。", "The day is {found}; this record is about {wanted}."),
        Text(
            "核对日期；日期登记错了的，另登一份正确日期的记录，这份做零报告。",
            "Check the day; if the record was begun with a wrong one, begin another and file a nil return for this one.",
        ),
    ),
    "wrong_event_week": (
        Text("周次是{found}，这份记录的周次是{wanted}。", "The week is {found}; this record is about {wanted}."),
        Text(
            "核对周次；其他周的食谱请上传到那一周的记录。",
            "Check the week; menus of another week are uploaded at the record of that week.",
        ),
    ),
    "not_sent_back": (
        Text(
            "此格不在退回范围内，但数值由“{before}”改成了“{after}”。",
            "This cell was not sent back, but was changed from “{before}” to “{after}”.",
        ),
        Text(
            "请改回原值，只改退回的单元格；如确需修改，请联系审核人把此格也退回。",
            "Put the earlier value back and change only the cells sent back; if it must change, ask the reviewer.",
        ),
    ),
    "row_not_sent_back": (
        Text("这一行不在退回范围内，但被{what}。", "This row was not sent back, but was {what}."),
        Text(
            "请恢复原来的行，只改退回的单元格；如确需增减，请联系审核人。",
            "Restore the earlier rows and change only the cells sent back; to add or drop one, ask the reviewer.",
        ),
    ),
}
EMPTY = Text("（空）", "(empty)")
ADDED, DROPPED = Text("新增", "added"), Text("删除", "dropped")


def filing_finding(
    code: str,
    *,
    part: str | None = None,
    field: str | None = None,
    row_no: int | None = None,
    sheet: str | None = None,
    cell: str | None = None,
    header: Text | None = None,
    value: str | None = None,
    **words: Text | str,
) -> Finding:
    """The finding of that kind, an error, at its place; ``words`` fill its text."""
    says, remedy = _WORDS[code]
    return Finding(
        code=code,
        severity=Severity.ERROR,
        says=says.fill(**words),
        remedy=remedy,
        part=part,
        field=field,
        row_no=row_no,
        sheet=sheet,
        cell=cell,
        header=header,
        value=value,
    )
