"""The counts of persons in a release, how they add up, and which fields of a row speak of them."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from etl.publishing.collecting import Filing, Material
from etl.publishing.suppression import Count, Total
from tenants.returns.declaration import Field, Indicator, Part, Return, Sensitivity

_PLAIN_SUM = re.compile(r"sum\((\w+)\)")


@dataclass(frozen=True)
class Counts:
    """Every count a release would show, with its sums; a total is a count too."""

    counts: list[Count]
    totals: list[Total]


def public_fields(ret: Return, part: Part) -> list[Field]:
    """The fields of a part that may be public: those of the Public line, else all that are public."""
    named = {each.partition(".")[2] for each in ret.public_fields if each.partition(".")[0] == part.code}
    return [
        each
        for each in part.fields
        if each.sensitivity is Sensitivity.PUBLIC and (each.code in named or not ret.public_fields)
    ]


def count_key(filing: Filing, part: Part, row: Mapping[str, Any], field: str) -> str:
    """The name of a row's count, the same wherever this version is shown."""
    row_key = "-".join(str(row.get(code)) for code in part.key)
    return f"{_version_key(filing)}/{part.code}/{row_key}/{field}"


def school_key(filing: Filing, indicator: Indicator) -> str:
    """The name of a school's sum behind an indicator."""
    return f"{_version_key(filing)}/{indicator.part}/{counted_field(indicator)}"


def district_key(indicator: Indicator, parts: tuple[str, ...]) -> str:
    """The name of the sum over the schools of a release: the same for the same schools and versions."""
    return f"{indicator.code}/{hashlib.sha256(' '.join(sorted(parts)).encode()).hexdigest()[:24]}"


def counted_field(indicator: Indicator) -> str | None:
    """The field an indicator of persons adds up; None for any other indicator."""
    found = _PLAIN_SUM.fullmatch(indicator.numerator or "") if indicator.counts_persons else None
    return found[1] if found else None


def counts_of(material: Material) -> Counts:
    """All counts of persons in a month's material.

    A share is as good as its numerator to whoever knows the group, so an indicator stands for the sum it is formed of.
    """
    found = Counts([], [])
    summed: dict[str, list[Count]] = {}
    for filing in material.filings:
        for part in filing.ret.parts:
            for field in public_fields(filing.ret, part):
                if field.counts_persons:
                    _add_field(found, summed, filing, part, field)
    for code, counts in summed.items():
        (indicator,) = (each for _, each, _ in material.indicators if each.code == code)
        parts = tuple(each.key for each in counts)
        groups = [each.group for each in counts]
        group = sum(each for each in groups if each is not None) if None not in groups else None
        key = district_key(indicator, parts)
        found.counts.append(Count(key, sum(each.value for each in counts), group))
        found.totals.append(Total(key, parts))
    return found


def _add_field(found: Counts, summed: dict[str, list[Count]], filing: Filing, part: Part, field: Field) -> None:
    counts = list(_row_counts(filing, part, field))
    found.counts.extend(counts)
    for indicator in filing.ret.indicators:
        if not indicator.public or indicator.part != part.code or counted_field(indicator) != field.code or not counts:
            continue
        groups = [each.group for each in counts]
        group = sum(each for each in groups if each is not None) if None not in groups else None
        total = Count(school_key(filing, indicator), sum(each.value for each in counts), group)
        found.counts.append(total)
        found.totals.append(Total(total.key, tuple(each.key for each in counts)))
        summed.setdefault(indicator.code, []).append(total)


def _row_counts(filing: Filing, part: Part, field: Field) -> Iterator[Count]:
    for row in filing.figures.get(part.code, ()):
        value = row.get(field.code)
        if value is not None:
            group = row.get(field.counted_among) if field.counted_among else None
            key = count_key(filing, part, row, field.code)
            yield Count(key, int(value), int(group) if group is not None else None)


def _version_key(filing: Filing) -> str:
    return f"{filing.school.school_code}/{filing.ret.code}/{filing.period_key}/{filing.version_no}"
