"""What can stand in the way of filing, in words a clerk or a reviewer can act on."""

from dataclasses import dataclass
from datetime import datetime

from tenants.errors import OversightError
from tenants.filing.difference import Change
from tenants.text import Text


class DutyClosed(OversightError):
    """The bureau closed the period."""

    says = Text(
        "本期填报已截止关闭。如需补报或更正，请联系局管理员重新开放。",
        "This period is closed; ask the bureau's administrator to open it again.",
    )


class UnderReview(OversightError):
    """The latest version is submitted."""

    says = Text(
        "本期报表已提交，正在局里审核，暂不能上传。如需更正，请联系审核人退回。",
        "This return is submitted and with the bureau. To correct it, ask the reviewer to send it back.",
    )


class AlreadyAccepted(OversightError):
    """The latest version is accepted."""

    says = Text(
        "本期报表已通过审核。如需更正，请联系局里重新开放。",
        "This return is accepted. To correct it, ask the bureau to reopen it.",
    )


class OpenFindings(OversightError):
    """An error is open, or a query lacks its justification."""

    says = Text(
        "还不能提交：有 {errors} 个错误未改正，{queries} 个疑问未说明。请先处理检查结果。",
        "Not ready to submit: errors to correct: {errors}; queries to explain: {queries}. See the findings.",
    )

    def __init__(self, *, errors: int, queries: int) -> None:
        self.errors, self.queries = errors, queries
        super().__init__(errors=errors, queries=queries)


class SignatureOutdated(OversightError):
    """The figures are not those that were shown for signing."""

    says = Text(
        "您核对之后数据有变动，签字未生效。请重新核对后再签字。",
        "The figures changed after you looked at them; nothing was signed. Look again, then sign.",
    )


@dataclass(frozen=True)
class Edit:
    """A change somebody made to a draft: who, when, what, and the figures that changed."""

    by: str
    at: datetime
    action: str  # of a Step
    changes: tuple[Change, ...] = ()
    note: str = ""  # a justification's words, a reason


class DraftChanged(OversightError):
    """Somebody changed the draft since the caller looked at it; ``edits`` tells what and who."""

    says = Text(
        "{by} 在您打开之后改动了这份报表。您填写的内容没有丢失，请核对变动后再继续。",
        "{by} changed this return after you opened it. What you typed is kept; look at the changes, then go on.",
    )

    def __init__(self, edits: tuple[Edit, ...], *, revision: int) -> None:
        self.edits, self.revision = edits, revision
        super().__init__(by="、".join(dict.fromkeys(each.by for each in edits)) or "—")


class NotADraft(OversightError):
    """The version is no draft (any more)."""

    says = Text(
        "这一版已提交，不能再改动。请刷新页面查看最新状态。",
        "This version is submitted and can no longer be changed. Reload to see where it stands.",
    )


class NotWaiting(OversightError):
    """The version does not wait for a decision."""

    says = Text(
        "这一版不在待审核状态，可能已由他人处理。请刷新页面查看。",
        "This version does not wait for review; someone may have dealt with it. Reload to see.",
    )


class NotAccepted(OversightError):
    """Only an accepted version can be reopened."""

    says = Text(
        "只有已通过的报表才能重新开放。",
        "Only an accepted return can be reopened.",
    )


class StillReading(OversightError):
    """An uploaded file of the duty waits to be read."""

    says = Text(
        "新上传的文件还在检查，请稍候再试。", "A newly uploaded file is still being checked; try again shortly."
    )


class ReasonMissing(OversightError):
    """A decision without its reason."""

    says = Text(
        "请写明原因（10至500字）。",
        "Give the reason, in 10 to 500 characters.",
    )


class JustificationLength(OversightError):
    """A justification too short or too long."""

    says = Text(
        "说明须为10至500字，现为 {length} 字。",
        "An explanation has 10 to 500 characters; this has {length}.",
    )


class NotAQuery(OversightError):
    """Only queries take a justification."""

    says = Text(
        "只有疑问项需要说明；错误须在文件中改正。", "Only queries are explained; errors are corrected in the file."
    )


class NothingFiled(OversightError):
    """A duty without a draft cannot be signed."""

    says = Text(
        "本期还没有可提交的数据，请先上传填好的表格。",
        "There is nothing to submit yet; upload the filled workbook first.",
    )


class NoSuchCell(OversightError):
    """A cell named for return is not in the version."""

    says = Text(
        "退回的单元格不在这一版中：{cell}。请重新选择。",
        "A cell to send back is not in this version: {cell}. Choose again.",
    )


class TooManyFiles(OversightError):
    """A field holds as many files as it may."""

    says = Text(
        "此处已有 {most} 个附件，不能再加。请先删除不需要的，或把几份合成一份。",
        "There are {most} files here already, the most there may be. Remove one first, or join some into one.",
    )


class FileNotSentBack(OversightError):
    """A correction may only change the files of what was sent back."""

    says = Text(
        "这处附件不在退回范围内，不能更改。如确需修改，请联系审核人把此处也退回。",
        "The files here were not sent back and stay as they are. If they must change, ask the reviewer.",
    )
