"""What cannot be done about a visit or its findings, in words."""

from tenants.errors import OversightError
from tenants.text import Text


class NotEntered(OversightError):
    """The visit is a draft or is being corrected."""

    says = Text("这次检查还没有录入，或正在更正。", "This visit is not entered, or is being corrected.")


class AlreadySaid(OversightError):
    """It was signed, objected to or decided before."""

    says = Text("这一步已经办过了，请刷新页面查看。", "This was done before; reload the page to see it.")


class NotSigned(OversightError):
    """An objection follows the signature."""

    says = Text("请先签字，再提出异议。", "Sign first; an objection follows the signature.")


class TooLateToObject(OversightError):
    """The days for an objection are over."""

    says = Text("已超过签字后5个工作日，不能再提出异议。", "More than 5 working days have passed since the signature.")


class NoObjection(OversightError):
    """There is nothing to decide."""

    says = Text("学校没有提出异议，不需要答复。", "The school has not objected; there is nothing to decide.")


class NothingToRecheck(OversightError):
    """No attempt waits for a recheck."""

    says = Text("没有等待复查的整改。", "No rectification waits for a recheck.")


class NotARecheckDay(OversightError):
    """The day lies before the rectification or ahead."""

    says = Text("复查日{day}应在整改完成日{done}和今天之间。", "A recheck on {day} should lie between {done}, when it was done, and today.")  # fmt: skip


class NewDeadlineMissing(OversightError):
    """A failed recheck without a later day."""

    says = Text(
        "未通过的，请给出晚于复查日的新期限。", "After a failed recheck give a new deadline later than its day."
    )


class NoExtension(OversightError):
    """More time cannot be granted."""

    says = Text(
        "不能延期：每个问题只能延期一次，否决级问题不延期，新期限应晚于原期限。",
        "More time cannot be granted: it is given once, never for a veto, and to a later day.",
    )
