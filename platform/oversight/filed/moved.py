"""The way from a finding to the charts it moves: the indicators that its figure feeds, for that school and period."""

from dashboards.pages.parts import figure_address
from dashboards.view import span_of
from oversight.filed.findings import Figure
from tenants.calendar.periods import containing, period_of
from tenants.filing.standing import DutyLine
from tenants.returns.feeding import fed_by
from tenants.text import Lang

Links = list[tuple[str, str]]  # label and address


def moved_by(figure: Figure | None, line: DutyLine, lang: Lang) -> Links:
    """Each indicator that the figure of a duty feeds, where it is explained; none for a finding about no figure."""
    if figure is None:
        return []
    period = period_of(line.period_key)
    found = []
    for ret, each in fed_by(line.return_code, *figure, period.start):
        span = span_of(each, ret)
        key = period.key if span is period.type else containing(span, period.start).key
        found.append((each.label.say(lang), figure_address(each.code, key, line.school_code)))
    return found
