"""Copies the codes of the returns catalogue into catalogue_extract.json.

``python make_catalogue_extract.py CATALOGUE.md``, once per edition of the catalogue; the tests compare the declarations
with the extract, so that neither drifts.
"""

import json
import re
import sys
from pathlib import Path

RETURNS = [f"R{number:02}" for number in range(1, 39)]


def main(source: Path, target: Path) -> None:
    text = source.read_text("utf-8")
    extract = {
        "parameters": _parameters(_section(text, "### 1.8", "### 1.9")),
        "lists": _lists(_section(text, "### 1.9", "### 1.10")),
        "returns": {number: _return(_section(text, f"### {number} ", "\n##")) for number in RETURNS},
    }
    target.write_text(json.dumps(extract, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _section(text: str, start: str, end: str) -> str:
    begin = text.index(start)
    return text[begin : text.index(end, begin + 1)]


def _rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] not in ("code", "list", "table")]


def _parameters(text: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for row in _rows(text):
        for code, default in zip(row[0].split(" · "), row[1].split(" · "), strict=True):
            found[code] = None if default == "(none)" else default
    return found


def _lists(text: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in _rows(text):
        if row[0] == "food_post":
            posts = row[1].removeprefix("the posts ").split(", ")
            found["food_post"] = {code: found["post"][code] for code in posts}
            continue
        for name, codes in zip(row[0].split(" · "), row[1].split("‖"), strict=True):
            plain = re.sub(r"\s*\([^)]*\)", "", codes).strip()
            found[name] = dict(item.split(" ", 1) for item in plain.split(", "))  # type: ignore[misc]
    return found


def _return(text: str) -> dict[str, object]:
    head = text.split("\n", 1)[0]
    code, zh, en = re.fullmatch(r"### R\d\d `(\w+)` (\S+) / (.+)", head).groups()  # type: ignore[union-attr]
    parts = re.split(r"\*\*Part `(\w+)`\*\*", text)
    tables = dict(zip(parts[1::2], parts[2::2], strict=True)) if len(parts) > 1 else {"main": text}
    return {
        "code": code,
        "zh": zh,
        "en": en,
        "due": found[1] if (found := re.search(r"(?:due|final report) ([A-Z]+\d+)", text)) else "",
        "fields": {part: _fields(table) for part, table in tables.items()},
        "rules": _rules(text),
        "indicators": _indicators(text),
    }


def _fields(text: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in _rows(text):
        codes = row[0].split(" · ")
        columns = [_spread(row[at], len(codes)) for at in (1, 2, 3, 4, 5, 7)]
        for code, *values in zip(codes, *columns, strict=True):
            found[code] = dict(zip(("zh", "en", "type", "unit", "required", "sensitivity"), values, strict=True))
    return found


def _spread(cell: str, count: int) -> list[str]:
    values = cell.split(" · ")
    return values if len(values) == count else values * count


def _rules(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for title, severity in (("Errors", "error"), ("Queries", "query"), ("Warnings", "warning")):
        for line in text.splitlines():
            if line.startswith(f"- **{title}**"):
                found |= dict.fromkeys(re.findall(r"(?:\*\* |; )([A-Z]{2}-\d\d) ", line), severity)
    return dict(sorted(found.items()))


def _indicators(text: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for code, zh, en, rest in re.findall(r"^- `(\w+)` (\S+) / ([^=]+) = (.+)$", text, re.MULTILINE):
        *_, direction, target, red, unit = re.split(r"; ", rest)
        found[code] = {"zh": zh, "en": en, "direction": direction, "target": target, "red": red, "unit": unit}
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).with_name("catalogue_extract.json"))
