"""What is known of every part of the indices at some months: its value, or why it has none. One statement."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from tenants.calendar.periods import Period, containing, months_of
from tenants.indices.declared import BASIC, GRACE_DAYS
from tenants.indices.models import PartState
from tenants.indices.scoring import Found
from tenants.returns.catalogue import event_codes, find_indicator
from tenants.returns.declaration import PeriodType

# A monthly part is taken at that month; a longer one at the period around it, or the latest before that says anything: a
# figure, a nil return, or nothing although it was due more than ten days ago.
_PARTS = text("""
    select w.school_id, w.month, p.indicator, l.period_key, l.value,
        case
            when l.said is not null then l.said
            when exists (
                select from duty d
                where d.district_id = s.district_id and d.school_id = w.school_id and d.return_code = p.return_code
                    and d.period_key between p.duty_first and p.duty_last
            ) then 'awaited'
            else 'left_out'
        end as state
    from unnest(cast(:schools as int[]), cast(:school_months as text[])) as w(school_id, month)
    join school s on s.school_id = w.school_id
    join unnest(
        cast(:months as text[]), cast(:indicators as text[]), cast(:returns as text[]), cast(:firsts as text[]),
        cast(:lasts as text[]), cast(:duty_firsts as text[]), cast(:duty_lasts as text[]), cast(:spans as bool[])
    ) as p(month, indicator, return_code, first, last, duty_first, duty_last, is_span) on p.month = w.month
    left join lateral (
        select u.period_key, u.value, u.said
        from (
            select f.period_key, f.value, case when f.value is null then 'left_out' else 'counted' end as said, 1 as place
            from fact f
            where f.district_id = s.district_id and f.school_id = w.school_id and f.indicator = p.indicator
                and f.period_key between p.first and p.last
            union all
            select case when p.is_span then p.last else d.period_key end, null,
                case when v.is_accepted then 'left_out' else 'missing' end, case when v.is_accepted then 2 else 3 end
            from duty d
            cross join lateral (
                select bool_or(v.accepted_at is not null) as is_accepted, bool_or(v.submitted_at is not null) as is_handed_in
                from version v
                where v.district_id = d.district_id and v.school_id = d.school_id and v.duty_id = d.id
            ) v
            where d.district_id = s.district_id and d.school_id = w.school_id and d.return_code = p.return_code
                and d.period_key between case when p.is_span then p.duty_first else p.first end and p.duty_last
                and (v.is_accepted or (v.is_handed_in is not true and d.due_on < :overdue))
        ) u
        order by u.period_key desc, u.place
        limit 1
    ) l on true
""")


@dataclass(frozen=True)
class _Asked:
    """An indicator of an index: the kind of period it has, and the return that owes it."""

    code: str
    kind: PeriodType
    owed_for: PeriodType | None  # None: nothing is owed by the calendar
    return_code: str | None


Known = Mapping[tuple[int, str], Mapping[str, Found]]  # by school and month, by indicator


def parts_known(
    session: Session, wanted: Collection[tuple[int, str]], months: Collection[Period], *, today: date
) -> Known:
    """Every indicator that an index names, for each school and month wanted."""
    slots = [_slot(each, month) for month in months for each in _asked()]
    ordered = sorted(wanted)
    rows = session.execute(
        _PARTS,
        {
            "schools": [school_id for school_id, _ in ordered],
            "school_months": [month for _, month in ordered],
            "overdue": today - timedelta(days=GRACE_DAYS),
            **{name: [slot[name] for slot in slots] for name in (slots[0] if slots else ())},
        },
    )
    found: dict[tuple[int, str], dict[str, Found]] = {each: {} for each in ordered}
    for row in rows:
        found[row.school_id, row.month][row.indicator] = Found(PartState(row.state), row.value, row.period_key)
    return found


@cache
def _asked() -> tuple[_Asked, ...]:
    formed = {part.indicator: part.formed_from for index in BASIC for part in index.parts}
    codes = [*formed, *(index.less.indicator for index in BASIC if index.less)]
    return tuple(_about(code, formed.get(code)) for code in codes)


def _about(code: str, formed_from: str | None) -> _Asked:
    source, indicator = find_indicator(code)
    return_code = formed_from or source.code
    kind = indicator.span or source.period
    if return_code in event_codes():
        return _Asked(code, kind, None, None)
    return _Asked(code, kind, source.period, return_code)


def _slot(each: _Asked, month: Period) -> dict[str, Any]:
    period = containing(each.kind, month.end)
    is_span = each.owed_for is not None and each.owed_for is not each.kind
    owed = months_of(period)[0].key if is_span else period.key
    return {
        "months": month.key,
        "indicators": each.code,
        "returns": each.return_code,
        "firsts": period.key if each.kind is PeriodType.MONTH else "",
        "lasts": period.key,
        "duty_firsts": owed,
        "duty_lasts": month.key if is_span else period.key,
        "spans": is_span,
    }
