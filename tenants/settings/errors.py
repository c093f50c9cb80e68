"""Why a setting cannot be changed as asked."""

from tenants.errors import OversightError
from tenants.text import Text


class AlreadyInForce(OversightError):
    """What holds already stays: findings and figures were made under it."""

    says = Text(
        "这个值已经生效，不能撤回或改写。请从以后的某一天起另设新值。",
        "This holds already and cannot be taken back. Plan another value from a later day on.",
    )


class TooEarly(OversightError):
    """A change cannot reach into months that are over."""

    says = Text(
        "生效日不能早于 {earliest}：此前各期已按原值检查。",
        "It cannot hold before {earliest}: earlier periods were checked by what held then.",
    )


class NothingChanges(OversightError):
    """The same as it is."""

    says = Text("与现有的值相同，没有改动。", "This is what holds already; nothing would change.")


class ReasonMissing(OversightError):
    """A change needs its why."""

    says = Text("请写明改动的依据或原因。", "Say why, or by what decision, it is changed.")


class NotADraft(OversightError):
    """Only a draft is switched on."""

    says = Text("这条规则没有待启用的草稿。", "This rule has no draft to switch on.")


class NotInForce(OversightError):
    """Only a running rule is switched off."""

    says = Text("这条规则没有启用，不需要停用。", "This rule is not switched on.")


class NoSuchCode(OversightError):
    """A code of the district's own is added only where the catalogue leaves room, and begins with local_."""

    says = Text(
        "代码表里没有这个代码。留有“其他”的代码表可以新增，代码以 local_ 开头，后接小写字母或数字。",
        "The list has no such code. A list that leaves room for others takes codes that begin with local_, then small letters or digits.",
    )


class LabelMissing(OversightError):
    """A code of the district's own needs a name."""

    says = Text("新增的代码须有中文名称。", "A code of the district's own needs a Chinese name.")


class LabelTaken(OversightError):
    """Two codes of a list cannot have one name."""

    says = Text(
        "这个代码表里另一个代码已经叫这个名称，请换一个。",
        "Another code of the list is called so; choose another name.",
    )
