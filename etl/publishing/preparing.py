"""A release as it would stand: rows, indicators and corrections with everything hidden that must be."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from etl.publishing.collecting import Filing, Fraction, Material, collect
from etl.publishing.counts import Counts, count_key, counted_field, counts_of, district_key, public_fields, school_key
from etl.publishing.earlier import earlier_counts, reasons_of, versions_on_show
from etl.publishing.suppression import Hidden, Protected, protect
from tenants.calendar.periods import Period, period_of
from tenants.filing.difference import changes_between
from tenants.filing.models import Version
from tenants.returns.declaration import Aggregation, Indicator, Part, Return
from tenants.returns.indicators import value_from
from tenants.returns.parameters import PARAMETERS

_CAPPED_BY = ("stage", "charge_mode", "meal")


@dataclass(frozen=True)
class Row:
    """One row as the public reads it; hidden fields are left out of the figures."""

    filing: Filing
    part: Part
    row_no: int
    figures: dict[str, Any]
    hidden: dict[str, Hidden]


@dataclass(frozen=True)
class PublicFigure:
    """An indicator of a school beside that of all schools of the release."""

    school_code: str
    ret: Return
    indicator: Indicator
    period_key: str
    value: Decimal | None
    district_value: Decimal | None
    schools: int
    target: Decimal | None
    red: Decimal | None
    is_partial: bool
    is_hidden: bool


@dataclass(frozen=True)
class Correction:
    """A figure that was on show and is now another."""

    filing: Filing
    part: Part
    row_key: dict[str, Any]
    field: str
    before: str | None
    after: str | None
    is_hidden: bool
    reason: str
    changed_on: date


@dataclass
class Prepared:
    """A month, ready to be looked at or frozen."""

    material: Material
    counts: Counts
    protected: Protected
    least: int  # the smallest count of persons that is shown
    rows: list[Row] = field(default_factory=list)
    figures: list[PublicFigure] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)


def prepare(session: Session, month: Period, *, today: date, release_id: UUID | None = None) -> Prepared:
    """Work out a release of a month in the scope of the session; nothing is written.

    Args:
        session: Of a whole-district account or a worker.
        month: What is to be published.
        today: The bureau's day; what may not be public by then is left out.
        release_id: The release itself, where it is frozen again: what it said before is not held against it.
    """
    material = collect(session, month, today=today)
    counts = counts_of(material)
    earlier = earlier_counts(session, but=release_id)
    least = _least(material)
    protected = protect(counts.counts, counts.totals, least=least, earlier=earlier)
    prepared = Prepared(material, counts, protected, least)
    for filing in material.filings:
        prepared.rows += _rows(filing, material, protected.hidden)
    for ret, indicator, key in material.indicators:
        prepared.figures += _figures(material, ret, indicator, key, protected.hidden)
    shown = versions_on_show(session, month.key, but=release_id)
    reasons = reasons_of(session, material.filings)
    hidden = {**earlier.hidden, **protected.hidden}
    for filing in material.filings:
        before = shown.get((filing.school.school_id, filing.ret.code))
        if before is not None and filing.version_id not in (None, before.id):
            prepared.corrections += _corrections(filing, before, hidden, reasons, today)
    return prepared


def _rows(filing: Filing, material: Material, hidden: Mapping[str, Hidden]) -> Iterator[Row]:
    caps = material.settings.fee_caps(period_of(filing.period_key).start, filing.school.locality)
    for part in filing.ret.parts:
        fields = public_fields(filing.ret, part)
        for row_no, row in enumerate(filing.figures.get(part.code, ()), 1):
            closed = _hidden_fields(filing, part, row, hidden)
            figures = {each.code: row[each.code] for each in fields if each.code in row and each.code not in closed}
            if part.code == "meal_price":
                cap = caps.get(tuple(str(row.get(name)) for name in _CAPPED_BY))
                figures |= {"cap_yuan": str(cap["cap_yuan"])} if cap else {}
            if fields:
                yield Row(filing, part, row_no, figures, closed)


def _hidden_fields(
    filing: Filing, part: Part, row: Mapping[str, Any], hidden: Mapping[str, Hidden]
) -> dict[str, Hidden]:
    """Hidden counts of a row, and the amounts that are for the same persons."""
    closed = {
        each.code: kind
        for each in part.fields
        if each.counts_persons and (kind := hidden.get(count_key(filing, part, row, each.code)))
    }
    linked = {each.code: Hidden.PARTNER for each in part.fields if each.amount_for in closed and each.code in row}
    return closed | linked


def _figures(
    material: Material, ret: Return, indicator: Indicator, period_key: str, hidden: Mapping[str, Hidden]
) -> Iterator[PublicFigure]:
    filings = [each for each in material.filings if each.ret is ret and not each.is_missing]
    fractions = {
        each.school.school_code: fraction
        for each in filings
        if (fraction := material.fractions.get((each.school.school_code, indicator.code))) is not None
    }
    whole, schools = _over_all(indicator, fractions.values())
    counted = tuple(
        school_key(each, indicator) for each in filings if counted_field(indicator) and each.figures.get(indicator.part)
    )
    if counted and district_key(indicator, counted) in hidden:
        whole = None
    least = _least(material)
    names = _parameters(material, period_key)
    limits = material.settings.limits(indicator, period_of(period_key).start, names)
    for filing in filings:
        fraction = fractions.get(filing.school.school_code)
        if fraction is None:
            continue
        is_hidden = _is_telling(fraction, indicator, least) or school_key(filing, indicator) in hidden
        yield PublicFigure(
            filing.school.school_code,
            ret,
            indicator,
            period_key,
            value=None if is_hidden else _rounded(fraction.value, indicator),
            district_value=_rounded(whole, indicator),
            schools=schools,
            target=limits[0] if limits else None,
            red=limits[1] if limits else None,
            is_partial=fraction.is_partial,
            is_hidden=is_hidden,
        )


def _is_telling(fraction: Fraction, indicator: Indicator, least: int) -> bool:
    """Whether a share of persons has few of them above, below or left over; a mean over few persons likewise."""
    if not indicator.counts_persons:
        return False
    above, below = fraction.numerator or Decimal(0), fraction.denominator
    small = [above] if below is None else [above, below, below - above if above else Decimal(0)]
    return any(0 < each < least for each in small) or bool(above and above == below)


def _least(material: Material) -> int:
    """The smallest count of persons that is shown."""
    return int(material.settings.value("public_cell_min", material.month.start) or 0)


def _over_all(indicator: Indicator, fractions: Iterable[Fraction]) -> tuple[Decimal | None, int]:
    """All schools of the release together, and how many of them have a value."""
    with_value = [each for each in fractions if each.value is not None]
    if not with_value:
        return None, 0
    if indicator.aggregation is Aggregation.MEAN:
        return sum((each.value or Decimal(0) for each in with_value), Decimal(0)) / len(with_value), len(with_value)
    above = sum((each.numerator or Decimal(0) for each in with_value), Decimal(0))
    below = sum((each.denominator or Decimal(0) for each in with_value), Decimal(0))
    return value_from(indicator, above, below), len(with_value)


def _parameters(material: Material, period_key: str) -> dict[str, Decimal | None]:
    start = period_of(period_key).start
    return {code: material.settings.value(code, start) for code in PARAMETERS}


def _rounded(value: Decimal | None, indicator: Indicator) -> Decimal | None:
    return None if value is None else round(value, indicator.places)


def _corrections(
    filing: Filing,
    before: Version,
    hidden: Mapping[str, Hidden],
    reasons: Mapping[UUID, tuple[str, date]],
    today: date,
) -> Iterator[Correction]:
    parts = {part.code: part for part in filing.ret.parts}
    old = Filing(filing.school, filing.ret, filing.period_key, before.id, before.version_no, figures=before.figures)
    closed = {
        (part.code, tuple(row.get(code) for code in part.key), name)
        for each in (old, filing)
        for part in filing.ret.parts
        for row in each.figures.get(part.code, ())
        for name in _hidden_fields(each, part, row, hidden)
    }
    keys = {code: part.key for code, part in parts.items()}
    for change in changes_between(before.figures, filing.figures, keys):
        part = parts[change.part]
        if change.field not in {each.code for each in public_fields(filing.ret, part)}:
            continue
        is_hidden = (change.part, tuple(change.key), change.field) in closed
        reason, _ = reasons.get(filing.version_id, ("", today)) if filing.version_id else ("", today)
        yield Correction(
            filing,
            part,
            dict(zip(part.key, change.key, strict=False)),
            change.field,
            None if is_hidden or change.before is None else str(change.before),
            None if is_hidden or change.after is None else str(change.after),
            is_hidden=is_hidden,
            reason=reason,
            changed_on=filing.accepted_on or today,
        )
