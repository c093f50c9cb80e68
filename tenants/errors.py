"""What a person did that cannot be done, in words they can act on."""

from tenants.text import Text


class OversightError(Exception):
    """Something the reader can mend; a bug stays a plain exception.

    Subclasses set ``says`` (what happened and what to do, for the person reading); ``oversight.errors`` maps classes to
    HTTP answers. Values are filled in by keyword: ``raise WrongSchool(school=...)``.
    """

    says = Text("操作未完成，请稍后再试。", "This could not be done; try again later.")

    def __init__(self, **values: object) -> None:
        self.text = self.says.fill(**values)
        super().__init__(self.text.en)


class NotFound(OversightError):
    """The thing does not exist, or is not the reader's: the answer is the same, so that nothing can be guessed."""

    says = Text("没有找到，或您无权查看。", "Not found, or not yours to see.")


class NotAllowed(OversightError):
    """The account's role does not hold the permission."""

    says = Text("您的角色不能执行此操作。", "Your role may not do this.")
