"""What a visit earns: points by the method of each item, score by domain weight, grade, stars (catalogue 4.2, 4.3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tenants.returns.schemes import ANY_ITEM_VETO, CAPS, SchemeItem

_CENT = Decimal("0.01")
_LEVELS = {2: Decimal(1), 1: Decimal("0.6"), 0: Decimal(0)}
_GRADES = (("A", 90), ("B", 75), ("C", 60), ("D", 0))  # the national cut points times ten
_STARS = ((5, 95), (4, 90), (3, 80), (2, 70), (1, 60), (0, 0))
NO_VETO = "-"


@dataclass(frozen=True)
class Result:
    """Of a visit as a whole."""

    score: Decimal
    grade: str
    star: int
    vetoes: tuple[str, ...]


def points_of(item: SchemeItem, row: Mapping[str, Any]) -> Decimal | None:
    """The points of an item; None where the sheet does not say what its method needs."""
    share = _share(item, row)
    return None if share is None else (share * item.max_points).quantize(_CENT, ROUND_HALF_UP)


def _share(item: SchemeItem, row: Mapping[str, Any]) -> Decimal | None:
    match item.method:
        case "ratio":
            sampled, passed = row.get("sampled"), row.get("passed")
            return Decimal(passed) / sampled if sampled and passed is not None and passed <= sampled else None
        case "deduct":
            defects = row.get("defects")
            return None if defects is None else max(Decimal(0), 1 - Decimal(defects) / (2 * item.max_points))
        case "linear":
            value = row.get("value")
            if value is None or item.lo is None or item.hi is None:
                return None
            return max(Decimal(0), min(Decimal(1), (Decimal(value) - item.lo) / (item.hi - item.lo)))
    level = row.get("level")
    return None if level is None or (item.method == "binary" and level == 1) else _LEVELS.get(level)


def domain_scores(items: Mapping[str, SchemeItem], sheet: Iterable[Mapping[str, Any]]) -> dict[str, Decimal]:
    """The score of each applicable domain, from 0 to 100, over its applicable items."""
    earned: dict[str, list[Decimal]] = {}
    for row in sheet:
        item = items.get(row.get("item_code") or "")
        if item is not None and row.get("applicable") and row.get("points") is not None:
            earned.setdefault(item.domain, [Decimal(0), Decimal(0)])
            earned[item.domain][0] += row["points"]
            earned[item.domain][1] += item.max_points
    return {domain: 100 * points / most for domain, (points, most) in earned.items()}


def result_of(
    items: Mapping[str, SchemeItem], sheet: Sequence[Mapping[str, Any]], findings: Iterable[Mapping[str, Any]]
) -> Result:
    """Score, grade, stars and vetoes; a domain weighs what all its items are worth in the scheme.

    Args:
        items: The items that hold on the day, by code.
        sheet: The rows of the scoring sheet with their points.
        findings: The findings; one of severity veto raises the veto of its item, or false data where it has none.
    """
    scores = domain_scores(items, sheet)
    weights = {
        domain: sum((each.max_points for each in items.values() if each.domain == domain), Decimal(0))
        for domain in scores
    }
    weight = sum(weights.values(), Decimal(0))
    total = sum((weights[domain] * score for domain, score in scores.items()), Decimal(0))
    score = (total / weight).quantize(_CENT, ROUND_HALF_UP) if weight else Decimal(0)
    raised = (items.get(each.get("item_code") or "") for each in findings if each.get("severity") == "veto")
    vetoes = tuple(sorted({(item.veto_code if item else None) or ANY_ITEM_VETO for item in raised}))
    grade = max([_band(score, _GRADES), *(CAPS.get(code, "D") for code in vetoes)])
    return Result(score, grade, 0 if vetoes else _band(score, _STARS), vetoes)


def _band(score: Decimal, bands: Sequence[tuple[Any, int]]) -> Any:
    return next(name for name, least in bands if score >= least)
