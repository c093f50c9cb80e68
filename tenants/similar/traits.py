"""The traits by which schools are found alike, and how much each weighs where a district has not said otherwise.

Stage and boarding are no traits but walls: a school is never compared across them.
"""

from dataclasses import dataclass
from decimal import Decimal

from tenants.text import Text


@dataclass(frozen=True)
class Trait:
    """One thing two schools may have in common."""

    code: str
    label: Text
    about: Text  # where it comes from
    weight: Decimal  # as declared; only the proportions count


_LISTED = (
    Trait("pupils", Text("在校生数", "Pupils"),
          Text("学校基本情况年报，按比例比较", "School profile; compared by proportion"), Decimal(30)),
    Trait("diners_share", Text("在校就餐比例", "Share of pupils who eat at school"),
          Text("食堂运行月报的午餐人数 ÷ 在校生", "Diners at lunch of the canteen return ÷ pupils"), Decimal(15)),
    Trait("boarders_share", Text("寄宿生比例", "Share of boarders"),
          Text("学校基本情况年报", "School profile"), Decimal(15)),
    Trait("aided_share", Text("困难学生比例", "Share of hardship pupils"),
          Text("学校基本情况年报", "School profile"), Decimal(15)),
    Trait("supply_mode", Text("供餐方式", "How meals are supplied"),
          Text("学校登记", "Registry"), Decimal(15)),
    Trait("locality", Text("城乡类型", "Locality"),
          Text("学校登记", "Registry"), Decimal(10)),
)  # fmt: skip
TRAITS: dict[str, Trait] = {each.code: each for each in _LISTED}
SHARES = ("diners_share", "boarders_share", "aided_share")
