"""What R26 asks of each class of assets: quantity and value, and what the count found."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Part, Sensitivity
from tenants.text import Text

_PUBLIC, _BUREAU = Sensitivity.PUBLIC, Sensitivity.BUREAU


def _qty(
    code: str, zh: str, en: str, help_zh: str, help_en: str, level: Sensitivity = _PUBLIC, before: str = ""
) -> Field:
    """Pieces; the opening ones come from the year before."""
    options = f.Options(sensitivity=level)
    if before:
        options["carried_from"] = before
    return f.integer(code, zh, en, Text(help_zh, help_en), **options)


def _value(
    code: str, zh: str, en: str, help_zh: str, help_en: str, level: Sensitivity = _PUBLIC, before: str = ""
) -> Field:
    """Original value in yuan."""
    options = f.Options(sensitivity=level)
    if before:
        options["carried_from"] = before
    return f.money(code, zh, en, Text(help_zh, help_en), **options)


MAIN = Part(
    code="main",
    label=Text("固定资产", "Fixed assets"),
    key=("asset_class",),
    fields=(
        f.one_of("asset_class", "asset_class", "资产类别", "Class", Text("单价1000元及以上的资产按类别各填一行；图书不论单价都填。", "One row per class of assets of 1,000 yuan or more each; books whatever they cost."), carried_from="asset_class"),
        _qty("opening_qty", "期初数量", "Quantity: Opening", "年初账面数量，应等于上年期末数量。没有填0。", "On the books on 1 January, as at the end of last year. 0 for none.", before="closing_qty"),
        _qty("added_qty", "数量增加", "Quantity: Added", "本年购入、调入、受赠的数量。没有填0。", "Bought, transferred in or given this year. 0 for none."),
        _qty("disposed_qty", "数量减少", "Quantity: Disposed", "本年报废、调出的数量。没有填0。", "Scrapped or transferred out this year. 0 for none."),
        _qty("closing_qty", "期末数量", "Closing quantity", "年末账面数量，等于期初加增加减减少。", "On the books on 31 December: opening plus added minus disposed."),
        _value("opening_value", "期初原值", "Value: Opening", "年初账面原值，应等于上年期末原值。没有填0。", "Original value on 1 January, as at the end of last year. 0 for none.", before="closing_value"),
        _value("added_value", "原值增加", "Value: Added", "本年增加资产的原值。没有填0。", "Original value of what was added. 0 for none."),
        _value("disposed_value", "原值减少", "Value: Disposed", "本年减少资产的原值。没有填0。", "Original value of what was disposed of. 0 for none."),
        _value("closing_value", "期末原值", "Closing value", "年末账面原值，等于期初加增加减减少。", "Original value on 31 December: opening plus added minus disposed."),
        _value("disposal_approved_value", "报损获批原值", "Approved disposals", "本年减少的资产中，报损报废已获批准的原值。没有填0。", "Original value of disposals that were approved. 0 for none.", _BUREAU),
        _qty("counted_qty", "盘点数量", "Counted", "年末实地盘点到的数量。没有盘点填0。", "Pieces found in the count at the end of the year. 0 without a count.", _BUREAU),
        _qty("matched_qty", "账物相符", "Matching the book", "盘点到的数量中与账面相符的数量。没有填0。", "Counted pieces that match the books. 0 for none.", _BUREAU),
    ),
)  # fmt: skip
