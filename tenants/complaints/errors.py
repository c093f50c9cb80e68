"""What cannot be done about a complaint, in words."""

from tenants.errors import OversightError
from tenants.text import Text


class NotWaiting(OversightError):
    """Somebody dealt with it before."""

    says = Text("这一步已经办过了，请刷新页面查看。", "This was done before; reload the page to see it.")


class ActionTooShort(OversightError):
    """What was upheld needs an action in so many words (CP-05)."""

    says = Text(
        "结论为属实或部分属实的，请写明处理措施，不少于20个字。",
        "Where it is upheld in full or part, say what was done in 20 characters at least.",
    )
