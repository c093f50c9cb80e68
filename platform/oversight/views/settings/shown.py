"""Settings in words: values with their unit, what a row is called, what was changed by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import url_for

from etl.workbook.words import said
from oversight.views.asked import lang
from tenants.returns.catalogue import find_indicator
from tenants.returns.declaration import Field
from tenants.returns.lists import LISTS
from tenants.returns.parameters import PARAMETERS
from tenants.settings.lines import Line, Row
from tenants.settings.local_rules import KIND
from tenants.settings.models import SettingChange
from tenants.settings.tables import TABLES, Key, SettingTable
from tenants.supplementary.changing import KIND as SUPPLEMENTARY
from tenants.text import Text

ACTIONS = {
    "planned": Text("设定", "set"),
    "changed": Text("更改", "changed"),
    "added": Text("新增", "added"),
    "removed": Text("删除", "removed"),
    "taken_back": Text("撤回", "taken back"),
    "drafted": Text("起草", "drafted"),
    "switched_on": Text("启用", "switched on"),
    "switched_off": Text("停用", "switched off"),
    "published": Text("发布", "published"),
    "ended": Text("停用", "ended"),
    "discarded": Text("删去草稿", "draft thrown away"),
}
_NO_VALUE = Text("未设定", "not set")


@dataclass(frozen=True, kw_only=True)
class Planned:
    """Values that hold from a day on."""

    valid_from: date
    words: str
    key: Key


@dataclass(frozen=True, kw_only=True)
class ShownLine:
    """A row of a table of settings on a page."""

    key: Key
    label: str
    code: str
    href: str
    cells: Sequence[str]  # today's values by column; empty where nothing holds
    declared: str
    basis: str
    since: date | None
    stages: Sequence[tuple[str, str]] = ()  # of a parameter: the stage and its own value
    planned: Sequence[Planned] = field(default_factory=tuple)


def page_key(table: SettingTable, key: Key) -> Key:
    """The part of a key that a page is about: of a parameter, all its stages."""
    return key[:1] if table.code == "parameter_value" else key


def row_address(table: SettingTable, key: Key, **more: Any) -> str:
    """The page of a row."""
    return url_for("settings.row", table=table.code, key=list(page_key(table, key)), **more)


def row_label(table: SettingTable, line: Line, today: date) -> str:
    """What a row is called: its name where it has one, else what its key says."""
    held = line.on(today)
    names = held.values if held else {}
    if "name_zh" in names:
        return Text(names["name_zh"], names.get("name_en") or names["name_zh"]).say(lang())
    return table.key_label(line.key).say(lang())


def shown_lines(table: SettingTable, lines: Mapping[Key, Line], today: date) -> list[ShownLine]:
    """The rows of a table in their order; of a parameter one for all its stages."""
    groups: dict[Key, list[Line]] = {}
    for key, line in lines.items():
        groups.setdefault(page_key(table, key), []).append(line)
    return [_shown(table, group, today) for group in groups.values()]


def _shown(table: SettingTable, group: list[Line], today: date) -> ShownLine:
    first = group[0]
    held = first.on(today)
    stages = [
        (Text(*_stage_words(each.key)).say(lang()), values_words(table, each.key, row.values))
        for each in group[1:]
        if (row := each.on(today)) is not None
    ]
    return ShownLine(
        key=first.key,
        label=row_label(table, first, today),
        code=first.key[0] if table.is_fixed or not table.is_dated else "",
        href=row_address(table, first.key),
        cells=[cell_words(table, first.key, each, held.values.get(each.code)) for each in table.values] if held else [],
        declared=values_words(table, first.key, first.declared.values) if first.declared else "",
        basis=basis_of(table, first.key),
        since=held.valid_from if held else None,
        stages=stages,
        planned=[
            Planned(valid_from=row.valid_from or today, key=line.key, words=_with_stage(table, line, row))
            for line in group
            for row in line.planned(today)
        ],
    )


def _with_stage(table: SettingTable, line: Line, row: Row) -> str:
    words = values_words(table, line.key, row.values)
    if table.code == "parameter_value" and line.key[1]:
        return f"{Text(*_stage_words(line.key)).say(lang())}：{words}"
    return words


def _stage_words(key: Key) -> tuple[str, str]:
    label = LISTS["stage"].get(key[-1], Text(key[-1], key[-1]))
    return label.zh, label.en


def cell_words(table: SettingTable, key: Key, column: Field, value: Any) -> str:
    """One value with its unit."""
    if value is None:
        return _NO_VALUE.say(lang())
    words = said(value, column).say(lang())
    unit = unit_of(table, key, column)
    if not unit:
        return words
    return f"{words}{unit}" if unit.startswith("%") else f"{words} {unit}"


def values_words(table: SettingTable, key: Key, values: Mapping[str, Any]) -> str:
    """All values of a row; each with its name where there are several."""
    columns = table.values
    if len(columns) == 1:
        return cell_words(table, key, columns[0], values.get(columns[0].code))
    joint = "，" if lang() == "zh" else ", "
    return joint.join(
        f"{each.label.say(lang())} {cell_words(table, key, each, values[each.code])}"
        for each in columns
        if values.get(each.code) is not None
    )


def unit_of(table: SettingTable, key: Key, column: Field) -> str:
    """The unit of a value."""
    if table.code == "parameter_value":
        return PARAMETERS[key[0]].unit.say(lang())
    if table.code == "indicator_target":
        return find_indicator(key[0])[1].unit.say(lang())
    return column.unit.say(lang()) if column.unit else ""


def basis_of(table: SettingTable, key: Key) -> str:
    """Where the declared value comes from."""
    return PARAMETERS[key[0]].basis.say(lang()) if table.code == "parameter_value" else ""


@dataclass(frozen=True)
class ChangeWords:
    """One entry of the history."""

    at: datetime
    what: str
    who: str
    why: str
    href: str = ""


def change_words(change: SettingChange) -> ChangeWords:
    """An entry of the trail in words."""
    table = TABLES.get(change.kind)
    action = ACTIONS.get(change.action, Text(change.action, change.action)).say(lang())
    if table is None:
        day = f" {change.valid_from.isoformat()}" if change.valid_from else ""
        pages = {KIND: "settings.local_rule", SUPPLEMENTARY: "settings.supplementary_return"}
        href = url_for(pages[change.kind], code=change.subject) if change.kind in pages else ""
        return ChangeWords(change.at, f"{change.subject} {action}{day}", change.account_name, change.reason, href)
    key = tuple(change.subject.split("/"))
    name = table.key_label(key).say(lang())
    values = change.after if change.after is not None else change.before
    told = values_words(table, key, _typed(table, values or {}))
    day = f" {change.valid_from.isoformat()} " if change.valid_from else " "
    what = f"{name} · {action}{day}{told}"
    return ChangeWords(change.at, what.strip(), change.account_name, change.reason, row_address(table, key))


def _typed(table: SettingTable, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the trail keeps them, as they were."""
    found: dict[str, Any] = {}
    for each in table.values:
        value = values.get(each.code)
        if isinstance(value, list):
            value = tuple(value)
        elif isinstance(value, str) and each.codes is None and _is_number(value):
            value = Decimal(value)
        found[each.code] = value
    return found


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdigit()
