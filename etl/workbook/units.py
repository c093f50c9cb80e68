"""Units that people write behind a number, and what they make of it."""

from decimal import Decimal
from unicodedata import normalize

from tenants.returns.declaration import Field, Kind

_MONEY = {"元", "圆", "块", "块钱", "元整", "人民币", "yuan", "rmb", "cny", "¥"}
_COUNTERS = {
    "个", "次", "天", "日", "种", "项", "台", "间", "辆", "所", "座", "栋", "幢", "份", "餐", "餐次", "班",
    "张", "家", "处", "件", "套", "名", "位", "人", "人次", "户", "户次", "条", "届", "岁", "年级", "年",
    "person", "persons", "people", "pupil", "pupils", "student", "students", "staff", "day", "days", "time",
    "times", "meal", "meals", "class", "classes", "dish", "dishes",
}  # fmt: skip
_WEIGHTS = {
    "kg": Decimal(1), "公斤": Decimal(1), "千克": Decimal(1), "斤": Decimal("0.5"), "市斤": Decimal("0.5"),
    "g": Decimal("0.001"), "克": Decimal("0.001"), "吨": Decimal(1000), "t": Decimal(1000),
}  # fmt: skip
_AREAS = {"m2", "平方米", "平米", "平方", "sqm"}
_MYRIADS = (("亿", Decimal(10**8)), ("百万", Decimal(10**6)), ("万", Decimal(10**4)), ("千", Decimal(1000)))


def factor_of(suffix: str, each: Field) -> Decimal | None:
    """What a number with that suffix is multiplied by to stand in the field's unit; None: the unit is another one."""
    said = suffix.lower()
    own = {normalize("NFKC", text).lower() for text in each.unit} if each.unit else set()
    if not said or said in own:
        return Decimal(1)
    for word, factor in _MYRIADS if each.kind is not Kind.PCT else ():
        if said.startswith(word) and said not in _WEIGHTS:
            rest = factor_of(said.removeprefix(word), each)
            return rest * factor if rest is not None else None
    if each.kind is Kind.PCT:
        return Decimal(1) if said in ("%", "percent", "个百分点") else None
    if each.kind in (Kind.MONEY, Kind.SMONEY):
        return Decimal(1) if said in _MONEY else None
    if own & _WEIGHTS.keys():
        inner = next(_WEIGHTS[unit] for unit in own if unit in _WEIGHTS)
        return _WEIGHTS[said] / inner if said in _WEIGHTS else None
    if own & _AREAS or "m2" in own:
        return Decimal(1) if said in _AREAS else None
    whole, _, _ = said.partition("/")
    return Decimal(1) if said in own or whole in _COUNTERS or said in _COUNTERS else None
