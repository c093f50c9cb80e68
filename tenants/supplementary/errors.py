"""Why a definition cannot be kept or published as asked."""

from tenants.errors import OversightError
from tenants.text import Text


class CannotDeclare(OversightError):
    """The fields do not make a return."""

    says = Text("{problem}", "{problem}")


class IsPublished(OversightError):
    """What schools file is not rewritten."""

    says = Text(
        "这张报表已经发布，不能改写。请停用它，并从它复制一张新的。",
        "It is published and cannot be rewritten. End it and make a new one from it.",
    )


class NotPublished(OversightError):
    """Only a published one is ended."""

    says = Text("这张报表没有发布。", "It is not published.")


class NotAPeriod(OversightError):
    """It begins with a period that is not over."""

    says = Text(
        "请选择本期或以后的一期开始。",
        "It begins with the present period or a later one.",
    )
