"""Why a school is on another's list, in words."""

from dashboards.queries.similar import Likeness
from tenants.returns.codes import label_of
from tenants.similar.traits import SHARES, TRAITS
from tenants.text import Text

_SAME_PUPILS = Text("学生一样多", "as many pupils")
_MORE, _FEWER = Text("学生多 {by}%", "+{by}% pupils"), Text("学生少 {by}%", "−{by}% pupils")
_SHARES = {
    "diners_share": Text("就餐比例{by}", "eating at school {by}"),
    "boarders_share": Text("寄宿比例{by}", "boarders {by}"),
    "aided_share": Text("困难学生比例{by}", "hardship pupils {by}"),
}
_HIGHER = Text("高 {n} 个百分点", "+{n} points")
_LOWER = Text("低 {n} 个百分点", "−{n} points")
_SAME = Text("相同", "the same share")
_SAME_CODE = Text("同为{code}", "also {code}")
_OTHER_CODE = Text("{label}不同（{code}）", "{label} differs ({code})")
_LISTS = {"supply_mode": "canteen_mode", "locality": "locality"}


def reasons(own: Likeness, other: Likeness) -> Text:
    """学生多 12%，就餐比例相同，寄宿比例低 3 个百分点，同为自主经营，城乡类型不同（乡村）."""
    said = [_pupils(own, other), *_shares(own, other), *_codes(own, other)]
    known = [each for each in said if each is not None]
    return Text("，".join(each.zh for each in known), ", ".join(each.en for each in known))


def _pupils(own: Likeness, other: Likeness) -> Text | None:
    if not own.pupils or not other.pupils:
        return None
    change = round(100 * (other.pupils / own.pupils - 1))
    return _SAME_PUPILS if change == 0 else (_MORE if change > 0 else _FEWER).fill(by=abs(change))


def _shares(own: Likeness, other: Likeness) -> list[Text]:
    found = []
    for code in SHARES:
        mine, theirs = getattr(own, code), getattr(other, code)
        if mine is None or theirs is None or (mine == 0 and theirs == 0):
            continue
        change = round(100 * (theirs - mine))
        by = _SAME if change == 0 else (_HIGHER if change > 0 else _LOWER).fill(n=abs(change))
        found.append(_SHARES[code].fill(by=by))
    return found


def _codes(own: Likeness, other: Likeness) -> list[Text]:
    found = []
    for code, listed in _LISTS.items():
        mine, theirs = getattr(own, code), getattr(other, code)
        if theirs is None:
            continue
        label = label_of(listed, theirs)
        words = _SAME_CODE if mine == theirs else _OTHER_CODE
        found.append(words.fill(code=label, label=TRAITS[code].label))
    return found
