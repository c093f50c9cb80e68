"""The range of numbers a field takes: as declared, else what its kind and column can hold."""

from decimal import Decimal

from tenants.returns.declaration import PLACES, Field, Kind

_MOST = {Kind.INT: Decimal(2**31 - 1), Kind.PCT: Decimal(100)}
_WHOLE_DIGITS = 12  # decimal(14,2); dec1 and dec6 hold as many before the point
_SIGNED = {Kind.SMONEY, Kind.SDEC2}


def limits_of(each: Field) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest number of a numeric field; None for other kinds."""
    if each.kind not in PLACES:
        return None, None
    most = _MOST.get(each.kind, Decimal(10) ** _WHOLE_DIGITS - Decimal(1).scaleb(-PLACES[each.kind]))
    least = -most if each.kind in _SIGNED else Decimal(0)
    low = each.low if isinstance(each.low, (int, Decimal)) else least
    high = each.high if isinstance(each.high, (int, Decimal)) else most
    return Decimal(low), Decimal(high)
