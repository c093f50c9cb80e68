"""Code lists as a district has them: codes switched off, called otherwise or added, each from a day on."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tenants.returns import fields as f
from tenants.returns.catalogue import every_version
from tenants.returns.codes import codes_of, label_of
from tenants.returns.declaration import Need
from tenants.returns.lists import LISTS, OPEN_LISTS, OWN_PREFIX
from tenants.returns.own import OwnList
from tenants.settings.errors import LabelMissing, LabelTaken, NoSuchCode
from tenants.settings.models import CodeUse
from tenants.text import Text

_OWN_CODE = f"{OWN_PREFIX}[a-z0-9_]{{1,30}}"
_LONGEST_LABEL = 40
OTHER = "other"

CODE_COLUMNS = (
    f.string("list_name", "代码表", "List", Text("代码加到哪个表。", "The list the code belongs to."), size=60),
    f.string("code", "代码", "Code", Text("本区新增的以 local_ 开头，后接小写英文字母或数字，如 local_gutter。", "One of the district's own begins with local_, then small letters or digits, such as local_gutter."), size=60),
    f.flag("is_used", "使用", "Used", Text("停用后不能再填报，已报数据保留。", "Without it nobody may enter it; what was filed stays.")),
    f.string("label_zh", "本区名称", "Name in Chinese", Text("从生效日起在各处显示的名称；不填用目录中的名称。", "What it is called everywhere from the day on; empty: as declared."), size=_LONGEST_LABEL, need=Need.OPTIONAL),
    f.string("label_en", "英文名称", "Name in English", Text("没有可不填，显示中文名称。", "The Chinese one where it is empty."), size=_LONGEST_LABEL, need=Need.OPTIONAL),
)  # fmt: skip


def declared_codes() -> dict[tuple[str, ...], dict[str, Any]]:
    """Every code of a list that a field chooses from; its name is the declared one where none is set."""
    return {
        (name, code): {"is_used": True, "label_zh": None, "label_en": None}
        for name in _list_labels()
        for code in LISTS[name]
    }


def code_label(list_name: str, code: str) -> Text:
    """A code and the list it is of, as the district calls it today."""
    label, of = label_of(list_name, code), _list_labels().get(list_name, Text(list_name, list_name))
    return Text(f"{label.zh}（{of.zh}）", f"{label.en} ({of.en})")


def prove_code(key: tuple[str, ...], values: Mapping[str, Any]) -> None:
    """Look at a code and its name before they are kept.

    Raises:
        NoSuchCode: It is no code of the list, nor one that the district may add to it.
        LabelMissing: A code of the district's own needs a name.
        LabelTaken: Another code of the list is called so.
    """
    list_name, code = key
    is_declared = code in LISTS.get(list_name, {})
    if not is_declared and (list_name not in OPEN_LISTS or not re.fullmatch(_OWN_CODE, code)):
        raise NoSuchCode
    names = {name for name in (values["label_zh"], values["label_en"]) if name}
    if not is_declared and not values["label_zh"]:
        raise LabelMissing
    others = (label for each, label in codes_of(list_name).items() if each != code)
    if any(name.casefold() in {label.zh.casefold(), label.en.casefold()} for label in others for name in names):
        raise LabelTaken


def own_code_lists(session: Session) -> dict[str, OwnList]:
    """The lists in which the district in scope calls a code its own way or has codes of its own, as of today."""
    rows = session.execute(
        select(CodeUse, (CodeUse.valid_from <= func.date(func.timezone("Asia/Shanghai", func.now()))).label("holds"))
        .where(CodeUse.label_zh.is_not(None) | CodeUse.label_en.is_not(None) | CodeUse.code.startswith(OWN_PREFIX))
        .order_by(CodeUse.list_name, CodeUse.valid_from, CodeUse.code)
    ).all()
    found: dict[str, list[tuple[CodeUse, bool]]] = {}
    for each, holds in rows:
        if each.list_name in LISTS:
            found.setdefault(each.list_name, []).append((each, holds))
    return {name: _own_list(LISTS[name], mine) for name, mine in found.items()}


def _own_list(declared: Mapping[str, Text], rows: Sequence[tuple[CodeUse, bool]]) -> OwnList:
    """A code that will be added is known before its day, so that the workbooks of later periods offer it."""
    now: dict[str, Text] = {}
    for each, holds in rows:
        if holds or (each.code not in declared and each.code not in now):
            now[each.code] = _label(each, declared)
    labels = {**declared, **now}
    if OTHER in labels:
        labels[OTHER] = labels.pop(OTHER)  # stays the last of the list
    former = [(code, label) for code, label in declared.items() if labels[code] != label]
    return OwnList(labels, (*former, *((each.code, _label(each, declared)) for each, _ in rows)))


def _label(row: CodeUse, declared: Mapping[str, Text]) -> Text:
    kept = declared.get(row.code, Text(row.code, row.code))
    zh = row.label_zh or kept.zh
    return Text(zh, row.label_en or (row.label_zh or kept.en))


def _list_labels() -> dict[str, Text]:
    """Each list that a field chooses from, called as the first such field is, with its return."""
    found: dict[str, Text] = {}
    for ret in every_version():
        for _, each in ret.each_field():
            if each.codes:
                name = Text(f"{ret.label.zh} {each.label.zh}", f"{ret.label.en}, {each.label.en}")
                found.setdefault(each.codes, name)
    return found


OPEN_LIST_LABELS = {name: _list_labels()[name] for name in OPEN_LISTS}
