"""What a template and its reader agree on: sheets, rows, the stamp and its fingerprint."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tenants.returns.declaration import Field, Part, Return
from tenants.text import Lang, Text

TITLE_ROW, CODE_ROW, LABEL_ROW, FIRST_ROW = 0, 1, 2, 3  # of a part's sheet, from 0; the row of codes is hidden
BLANK_ROWS = 5_000  # rows of a keyed part that drop-downs, ranges and colours reach
STAMP_SHEET, STAMP_PROPERTY, STAMP_MARK = "_stamp", "houqin", "houqin-1"
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


def fields_on(part: Part, day: date) -> tuple[Field, ...]:
    """The fields of a part that are asked for in a period beginning on the day."""
    return tuple(
        each
        for each in part.fields
        if (each.since is None or each.since <= day) and (each.until is None or day <= each.until)
    )


def sheet_name(part: Part, lang: Lang) -> str:
    """The name of a part's sheet: its label, without what Excel refuses, at most 31 characters."""
    return "".join(" " if each in r"[]:*?/\'" else each for each in part.label.say(lang)).strip()[:31]


def header(each: Field, lang: Lang) -> str:
    """The words above a column: label, unit and the mark of a required field."""
    unit = each.unit.say(lang) if each.unit else ""
    around = "（{}）" if lang == "zh" else " ({})"
    mark = {"Y": " *", "C": " △", "N": ""}[each.need.value]
    return each.label.say(lang) + (around.format(unit) if unit else "") + mark


def fingerprint(ret: Return) -> str:
    """Twelve hexadecimal digits that change when a part, a field, a kind or their order does."""
    told = [ret.code, ret.valid_from.isoformat()]
    told += [f"{part.code}.{each.code}:{each.kind}" for part, each in ret.each_field()]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def stamp_lines(stamp: Stamp, sheets: Mapping[str, str], context: Mapping[str, Any]) -> list[str]:
    """The lines of the stamp's sheet: mark, stamp, sheet by part, and the context for checking offline, cut to fit."""
    told = asdict(stamp) | {"declared_from": stamp.declared_from.isoformat()}
    lines = [STAMP_MARK, _dump(told), _dump(dict(sheets))]
    rest = _dump(dict(context))
    return lines + [rest[start : start + _CHUNK] for start in range(0, len(rest), _CHUNK)]


def stamp_property(stamp: Stamp) -> str:
    """The stamp again in a document property (at most 255 characters), should the sheet be lost."""
    told = [stamp.return_code, stamp.declared_from.isoformat(), stamp.school_code, stamp.period_key, stamp.lang]
    return "|".join([STAMP_MARK, *told, stamp.layout, stamp.school_name])[:255]


def read_stamp_lines(lines: list[str]) -> tuple[Stamp, dict[str, str], dict[str, Any]] | None:
    """Stamp, sheet by part and context; None if the lines are not a stamp of ours."""
    if len(lines) < 3 or lines[0] != STAMP_MARK:
        return None
    try:
        told, sheets = json.loads(lines[1]), json.loads(lines[2])
        context = json.loads("".join(lines[3:]) or "{}")
        stamp = Stamp(**told | {"declared_from": date.fromisoformat(told["declared_from"])})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    texts = [stamp.return_code, stamp.school_code, stamp.school_name, stamp.period_key, stamp.layout]
    shaped = isinstance(sheets, dict) and isinstance(context, dict) and stamp.lang in ("zh", "en")
    if not shaped or not all(isinstance(each, str) for each in [*texts, *sheets, *sheets.values()]):
        return None
    return stamp, sheets, context


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
    spoken: Lang = "en" if lang == "en" else "zh"
    return Stamp(return_code, day, school_code, school_name, period_key, spoken, layout)


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
