"""What a template and its reader agree on: sheets, rows, the stamp and its fingerprint."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from tenants.returns.declaration import Field, Part, Return
from tenants.text import Lang, Text

TITLE_ROW, CODE_ROW, LABEL_ROW, FIRST_ROW = 0, 1, 2, 3  # of a part's sheet, from 0; the row of codes is hidden
BLANK_ROWS = 5_000  # rows of a keyed part that drop-downs, ranges and colours reach
STAMP_SHEET, STAMP_PROPERTY, STAMP_MARK = "_stamp", "houqin", "houqin-1"
NOTE_CODE = "#"  # in the row of codes: a column that is there to be read only
PACK_MARK = "houqin-pack-1"
LISTS_SHEET = "_lists"
GUIDE_SHEET = Text("填报说明", "How to fill in")
PREVIOUS_SHEET = Text("上期数据", "Earlier figures")
SUMMARY_SHEET = Text("检查结果", "Findings")
COMMENT_AUTHOR = "Houqin"
_CHUNK = 30_000  # a cell holds 32,767 characters


@dataclass(frozen=True)
class Stamp:
    """What a template was made for: written into a very hidden sheet and a document property."""

    return_code: str
    declared_from: date  # valid_from of the declaration
    school_code: str
    school_name: str
    period_key: str
    lang: Lang
    layout: str  # fingerprint of the columns


@dataclass(frozen=True)
class Stamped:
    """One return of a workbook: its stamp, the sheet of each part, and what its rules need offline."""

    stamp: Stamp
    sheets: Mapping[str, str] = field(default_factory=dict)  # part -> sheet
    context: dict[str, Any] = field(default_factory=dict)  # not to be trusted


def fields_on(part: Part, day: date) -> tuple[Field, ...]:
    """The fields of a part that are asked for in a period beginning on the day."""
    return tuple(
        each
        for each in part.fields
        if (each.since is None or each.since <= day) and (each.until is None or day <= each.until)
    )


def sheet_name(part: Part, lang: Lang) -> str:
    """The name of a part's sheet: its label, without what Excel refuses, at most 31 characters."""
    return _as_sheet_name(part.label.say(lang))


def pack_sheet_names(returns: Sequence[Return], lang: Lang) -> dict[str, dict[str, str]]:
    """The sheet of each part by return: named by the return, and by the part where it has several; none twice."""
    taken: set[str] = set()
    found: dict[str, dict[str, str]] = {}
    for ret in returns:
        for part in ret.parts:
            label = ret.label.say(lang) + (f"-{part.label.say(lang)}" if len(ret.parts) > 1 else "")
            name, count = _as_sheet_name(label), 1
            while name.casefold() in taken:
                count += 1
                name = f"{_as_sheet_name(label)[:28]} {count}"
            taken.add(name.casefold())
            found.setdefault(ret.code, {})[part.code] = name
    return found


def _as_sheet_name(label: str) -> str:
    return "".join(" " if each in r"[]:*?/\'" else each for each in label).strip()[:31]


def header(each: Field, lang: Lang) -> str:
    """The words above a column: label, unit and the mark of a required field."""
    unit = each.unit.say(lang) if each.unit else ""
    around = "（{}）" if lang == "zh" else " ({})"
    mark = "" if each.given else {"Y": " *", "C": " △", "N": ""}[each.need.value]
    return each.label.say(lang) + (around.format(unit) if unit else "") + mark


def fingerprint(ret: Return) -> str:
    """Twelve hexadecimal digits that change when a part, a field, a kind or their order does."""
    told = [ret.code, ret.valid_from.isoformat()]
    told += [f"{part.code}.{each.code}:{each.kind}" for part, each in ret.each_field()]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def stamp_lines(stamped: Stamped) -> list[str]:
    """The lines of the stamp's sheet: mark, stamp, sheet by part, and the context for checking offline, cut to fit."""
    return [STAMP_MARK, _dump(_told(stamped.stamp)), _dump(dict(stamped.sheets)), *_chunks(stamped.context)]


def pack_lines(returns: Sequence[Stamped]) -> list[str]:
    """The same for several returns in one workbook; sheets by return and part, contexts by return."""
    sheets = {f"{each.stamp.return_code}.{part}": name for each in returns for part, name in each.sheets.items()}
    contexts = {each.stamp.return_code: dict(each.context) for each in returns}
    return [PACK_MARK, _dump([_told(each.stamp) for each in returns]), _dump(sheets), *_chunks(contexts)]


def stamp_property(stamp: Stamp) -> str:
    """The stamp again in a document property (at most 255 characters), should the sheet be lost."""
    told = [stamp.return_code, stamp.declared_from.isoformat(), stamp.school_code, stamp.period_key, stamp.lang]
    return "|".join([STAMP_MARK, *told, stamp.layout, stamp.school_name])[:255]


def read_stamp_lines(lines: list[str]) -> list[Stamped]:
    """The returns a workbook was made for, in its order; empty if the lines are not a stamp of ours."""
    if len(lines) < 3 or lines[0] not in (STAMP_MARK, PACK_MARK):
        return []
    try:
        told, sheets, context = json.loads(lines[1]), json.loads(lines[2]), json.loads("".join(lines[3:]) or "{}")
        if not isinstance(sheets, dict) or not isinstance(context, dict) or not _are_names([*sheets, *sheets.values()]):
            return []
        if lines[0] == STAMP_MARK:
            return [Stamped(_stamp_of(told), sheets, context)]
        return [_in_pack(_stamp_of(each), sheets, context) for each in told]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []


def _in_pack(stamp: Stamp, sheets: Mapping[str, str], contexts: Mapping[str, Any]) -> Stamped:
    own = f"{stamp.return_code}."
    context = contexts.get(stamp.return_code)
    parts = {name.removeprefix(own): sheet for name, sheet in sheets.items() if name.startswith(own)}
    return Stamped(stamp, parts, context if isinstance(context, dict) else {})


def _stamp_of(told: Any) -> Stamp:
    stamp = Stamp(**told | {"declared_from": date.fromisoformat(told["declared_from"])})
    names = [stamp.return_code, stamp.school_code, stamp.school_name, stamp.period_key, stamp.layout]
    if stamp.lang not in ("zh", "en") or not _are_names(names):
        raise ValueError("not a stamp of ours")
    return stamp


def _are_names(values: Sequence[Any]) -> bool:
    """Whether all are texts that can be stored and shown: no control characters, no half of a surrogate pair."""
    return all(isinstance(each, str) and (each.isprintable() or not each) for each in values)


def read_stamp_property(value: str) -> Stamp | None:
    """The stamp from the document property; None if it is not ours."""
    told = value.split("|", 7)
    if len(told) != 8 or told[0] != STAMP_MARK:
        return None
    _, return_code, declared_from, school_code, period_key, lang, layout, school_name = told
    try:
        day = date.fromisoformat(declared_from)
    except ValueError:
        return None
    if not _are_names(told):
        return None
    spoken: Lang = "en" if lang == "en" else "zh"
    return Stamp(return_code, day, school_code, school_name, period_key, spoken, layout)


def _told(stamp: Stamp) -> dict[str, Any]:
    return asdict(stamp) | {"declared_from": stamp.declared_from.isoformat()}


def _chunks(context: Mapping[str, Any]) -> list[str]:
    rest = _dump(dict(context))
    return [rest[start : start + _CHUNK] for start in range(0, len(rest), _CHUNK)]


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
