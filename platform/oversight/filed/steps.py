"""The history of a return as people read it: when, what, who, why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from oversight.filed.values import in_words
from tenants.accounts.roles import ROLE_LABELS, UNIT_LABELS, Role
from tenants.filing.models import NilReason, Step
from tenants.filing.steps import ACTION_LABELS, SYSTEM
from tenants.returns.declaration import Return
from tenants.text import Lang, Text

NIL_WORDS = {
    NilReason.NO_FACILITY: Text("没有相应的设施", "No such facility"),
    NilReason.NO_ACTIVITY: Text("本期没有开展（如放假）", "No activity in the period (holidays, for example)"),
    NilReason.CLOSED_PERIOD: Text("本期学校停办", "The school was closed in the period"),
}
_UPDATED = Text("状态更新", "State changed")
_WHO = Text("{name}（{role}）", "{name} ({role})")
_CELL = Text("{label}（第{row}行）：{reason}", "{label} (row {row}): {reason}")
_CHANGE = Text("{label}：{before} → {after}", "{label}: {before} → {after}")
_FILE = Text("文件：{name}", "File: {name}")
_SHOWN_CHANGES = 12
_MORE = Text("还有 {n} 处", "{n} more")


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """One thing that happened."""

    at: datetime
    label: Text
    who: Text
    reason: str
    details: tuple[str, ...]
    version_id: UUID | None
    upload_id: UUID | None


def step_lines(steps: Sequence[Step], ret: Return, lang: Lang) -> list[StepLine]:
    """The steps in the order given, in words."""
    return [_line(step, ret, lang) for step in steps]


def field_label(ret: Return, part: str, field: str) -> Text:
    """The label of a field, also of one the declaration no longer has."""
    try:
        return ret.part(part).field(field).label
    except KeyError:
        return Text(field, field)


def changed_words(ret: Return, told: dict[str, Any], lang: Lang) -> str:
    """A change of a draft: item, before, after."""
    try:
        field = ret.part(told["part"]).field(told["field"])
    except KeyError:
        return ""
    before, after = in_words(field, told.get("before"), lang), in_words(field, told.get("after"), lang)
    return _CHANGE.fill(label=field.label, before=before, after=after).say(lang)


def _line(step: Step, ret: Return, lang: Lang) -> StepLine:
    labels = UNIT_LABELS if ret.unit else ROLE_LABELS
    role = labels.get(Role(step.role)) if step.role in set(Role) else None
    name = Text(step.account_name, step.account_name)
    return StepLine(
        at=step.at,
        label=ACTION_LABELS.get(step.action, _UPDATED),
        who=(_WHO.fill(name=name, role=role) if role else SYSTEM),
        reason=step.reason,
        details=tuple(_details(step.details, ret, lang)),
        version_id=step.version_id,
        upload_id=step.upload_id,
    )


def _details(details: dict[str, Any], ret: Return, lang: Lang) -> list[str]:
    told = []
    if name := details.get("filename"):
        told.append(_FILE.fill(name=name).say(lang))
    if nil := details.get("nil_reason"):
        told.append(NIL_WORDS[NilReason(nil)].say(lang))
    for cell in details.get("cells") or []:
        label = field_label(ret, cell["part"], cell["field"])
        told.append(_CELL.fill(label=label, row=cell["row_no"], reason=cell["reason"]).say(lang))
    changes = [words for each in details.get("changes") or [] if (words := changed_words(ret, each, lang))]
    told += changes[:_SHOWN_CHANGES]
    if len(changes) > _SHOWN_CHANGES:
        told.append(_MORE.fill(n=len(changes) - _SHOWN_CHANGES).say(lang))
    return told
