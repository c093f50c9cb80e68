"""The school's own workbook handed back: a comment on each coloured cell, a summary with links first."""

from collections.abc import Iterable, Sequence
from typing import Any

from etl.workbook.grouping import ORDER
from etl.workbook.guard.pool import GuardPool, Readable
from etl.workbook.layout import COMMENT_AUTHOR, SUMMARY_SHEET
from tenants.returns.declaration import Severity
from tenants.returns.findings import Finding
from tenants.returns.labels import SEVERITY_LABELS
from tenants.text import Lang, Text

COLOURS = {Severity.ERROR: "F8CBCB", Severity.QUERY: "FFE8A3", Severity.WARNING: "DCE9F7"}
_HEADS = (
    Text("级别", "Level"), Text("工作表", "Sheet"), Text("单元格", "Cell"), Text("栏目", "Column"),
    Text("填报值", "Value"), Text("问题", "What is wrong"), Text("怎么改", "What to do"),
)  # fmt: skip
_WIDTHS = (8, 22, 9, 22, 18, 52, 52)
_TITLE = Text("检查结果", "Findings")
_COUNTS = Text(
    "错误{errors}处，须改正；疑问{queries}处，须在网页上说明原因；提醒{warnings}处，供参考。",
    "{errors} errors to correct; {queries} queries to explain on the web page; {warnings} notes for information.",
)
_BACK = Text(
    "点“单元格”可跳到对应位置。改好后可直接上传本文件，检查标记不影响读取。",
    "Click a cell to go there. When corrected, upload this very file; the marks do not matter.",
)
_PICTURES = Text(
    "注意：原文件中的图片、图形和图表没有保留在这份副本里，原件仍可在网页上下载。",
    "Note: pictures, shapes and charts of the original are not in this copy; the original is kept on the web page.",
)
_MOST_MARKS, _MOST_LINES = 2_000, 5_000


def annotate(pool: GuardPool, path: Readable, findings: Sequence[Finding], lang: Lang) -> bytes:
    """The marked workbook; reading it gives what the original gave.

    Raises:
        Refused: The file cannot be rewritten (it could not be read either).
    """
    has_pictures = pool.read_one(path).pictures
    ordered = sorted(findings, key=lambda each: ORDER[each.severity])
    counts = {kind: sum(each.severity is kind for each in findings) for kind in Severity}
    told = _COUNTS.fill(
        errors=counts[Severity.ERROR], queries=counts[Severity.QUERY], warnings=counts[Severity.WARNING]
    )
    notes = [told, _BACK] + ([_PICTURES] if has_pictures else [])
    summary = {
        "names": [SUMMARY_SHEET.say(lang), *SUMMARY_SHEET],
        "title": _TITLE.say(lang),
        "notes": [note.say(lang) for note in notes],
        "heads": [head.say(lang) for head in _HEADS],
        "widths": _WIDTHS,
        "rows": [_line(each, lang) for each in ordered[:_MOST_LINES]],
    }
    colours = {kind.value: colour for kind, colour in COLOURS.items()}
    options = {"author": COMMENT_AUTHOR, "marks": _marks(ordered, lang), "colours": colours, "summary": summary}
    return pool.mark(path.read_bytes(), options)


def _marks(findings: Iterable[Finding], lang: Lang) -> list[dict[str, str]]:
    """One mark per cell, the gravest finding first; a rule marks its other cells too."""
    marks: dict[tuple[str, str], dict[str, str]] = {}
    for each in findings:
        for cell in (each.cell, *each.also) if each.sheet and each.cell else ():
            text = f"{SEVERITY_LABELS[each.severity].say(lang)}：{each.says.say(lang)}\n{each.remedy.say(lang)}"
            place = (str(each.sheet), str(cell))
            if place in marks:
                marks[place]["text"] = (marks[place]["text"] + "\n\n" + text)[:4000]
            elif len(marks) < _MOST_MARKS:
                told = {"sheet": place[0], "cell": place[1], "text": text[:4000], "severity": each.severity.value}
                marks[place] = told
    return list(marks.values())


def _line(each: Finding, lang: Lang) -> dict[str, Any]:
    head = each.header.say(lang) if each.header else ""
    words = [SEVERITY_LABELS[each.severity].say(lang), each.sheet or "", each.cell or "", head, each.value or ""]
    words += [each.says.say(lang), each.remedy.say(lang)]
    return {"severity": each.severity.value, "sheet": each.sheet or "", "cell": each.cell or "", "words": words}
