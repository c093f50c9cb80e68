"""What can stand in the way of publishing, in words an officer can act on."""

from tenants.errors import OversightError
from tenants.text import Text


class SamePerson(OversightError):
    """Who proposed a release cannot approve it."""

    says = Text(
        "提出人不能批准自己提出的公开申请，请由另一位有权限的人员批准。",
        "You proposed this release; another person must approve it.",
    )


class NotYetPublic(OversightError):
    """The publication day of the month is not reached."""

    says = Text(
        "{month}的数据自{day}起方可公开，请届时再提出。",
        "Figures of {month} may be public from {day}; propose the release then.",
    )


class AlreadyProposed(OversightError):
    """A proposal for the month waits."""

    says = Text(
        "{month}已有一份公开申请等待批准，请先批准或撤回。",
        "A release of {month} already waits for approval; approve or withdraw that one first.",
    )


class NotProposed(OversightError):
    """Somebody dealt with the proposal."""

    says = Text(
        "这份公开申请已由他人处理，请刷新页面查看。",
        "This proposal has been dealt with; reload the page to see.",
    )


class NotPublished(OversightError):
    """The release is not on show."""

    says = Text(
        "这份公开数据已不在公示中，请刷新页面查看。",
        "This release is no longer on show; reload the page to see.",
    )


class ReasonNeeded(OversightError):
    """A withdrawal without its reason."""

    says = Text("请写明撤下的原因（10至500字）。", "Say why it is withdrawn, in 10 to 500 characters.")
