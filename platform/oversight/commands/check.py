"""``houqin check``: what the server would say about a filled workbook, without a server."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import click

from etl.checking.offline import Checked, check_file
from etl.workbook.annotate import annotate
from etl.workbook.grouping import Group, grouped
from etl.workbook.guard.pool import GuardPool
from etl.workbook.guard.verdict import Refused
from tenants.calendar.periods import name_of
from tenants.returns.declaration import Severity
from tenants.returns.labels import SEVERITY_LABELS
from tenants.text import Lang, Text

_BUREAU = ZoneInfo("Asia/Shanghai")
_CELLS_SHOWN = 12
_NONE = Text("没有发现问题。", "No findings.")
_COUNTS = Text("错误{errors}，疑问{queries}，提醒{warnings}。", "{errors} errors, {queries} queries, {warnings} notes.")
_WAITING = Text("另有{count}条规则要等上传后才能核对。", "{count} more rules can only be checked after uploading.")
_CANNOT_MARK = Text("这个文件无法加上批注。", "This file cannot be marked.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--annotate", "marked", type=click.Path(dir_okay=False, path_type=Path), help="Write a marked copy here.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; by default that of the template.")
def check(*, file: Path, as_json: bool, marked: Path | None, lang: Literal["zh", "en"] | None) -> None:
    """Check a filled workbook; exit status 1 if it has errors."""
    with GuardPool(1) as pool:
        checked = check_file(pool, file, today=datetime.now(UTC).astimezone(_BUREAU).date())
        spoken: Lang = lang or (checked.reading.stamp.lang if checked.reading.stamp else "zh")
        click.echo(
            json.dumps(_told(checked), ensure_ascii=False, indent=1) if as_json else _said(file, checked, spoken)
        )
        if marked is not None:
            try:
                marked.write_bytes(annotate(pool, file, checked.findings, spoken))
            except Refused:
                click.echo(_CANNOT_MARK.say(spoken), err=True)
    raise SystemExit(1 if checked.count(Severity.ERROR) else 0)


def _said(file: Path, checked: Checked, lang: Lang) -> str:
    lines = [_title(file, checked, lang)]
    for group in grouped(checked.findings):
        lines += _group(group, lang)
    counts = {kind: checked.count(kind) for kind in Severity}
    told = _COUNTS.fill(
        errors=counts[Severity.ERROR], queries=counts[Severity.QUERY], warnings=counts[Severity.WARNING]
    )
    lines.append(told.say(lang) if checked.findings else _NONE.say(lang))
    if checked.waiting:
        lines.append(_WAITING.fill(count=len(checked.waiting)).say(lang))
    return "\n".join(lines)


def _title(file: Path, checked: Checked, lang: Lang) -> str:
    stamp = checked.reading.stamp
    if stamp is None or checked.ret is None or checked.period is None:
        return file.name
    names = [checked.ret.label.say(lang), stamp.school_name, name_of(checked.period).say(lang)]
    return " · ".join(name for name in names if name)


def _group(group: Group, lang: Lang) -> list[str]:
    cells = ", ".join(group.cells[:_CELLS_SHOWN]) + (", …" if len(group.cells) > _CELLS_SHOWN else "")
    head = f"[{SEVERITY_LABELS[group.severity].say(lang)}] {group.says.say(lang)}"
    return [head + (f"  {cells}" if cells else ""), f"    → {group.remedy.say(lang)}"]


def _told(checked: Checked) -> dict[str, Any]:
    stamp = checked.reading.stamp
    return {
        "stamp": asdict(stamp) | {"declared_from": stamp.declared_from.isoformat()} if stamp else None,
        "refused": checked.reading.refused,
        "counts": {kind.value: checked.count(kind) for kind in Severity},
        "waiting": [{"rule": each.rule.code, "waits_for": each.waits_for} for each in checked.waiting],
        "findings": [
            {name: value._asdict() if isinstance(value, Text) else value for name, value in vars(each).items()}
            for each in checked.findings
        ],
    }
