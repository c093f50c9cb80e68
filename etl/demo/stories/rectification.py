"""What schools do about findings; each record is raised by the visit it comes from (R38)."""

from datetime import date
from typing import Any

from etl.demo.mistakes import Rows
from etl.demo.papers import page
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Paper, Story
from tenants.calendar.periods import Period, serial_of

_MEASURES = ("已补齐记录，指定专人每周检查", "已维修更换，并纳入月检", "已组织培训，重新张贴制度")


def finding_no(school: DemoSchool, event: Period) -> str:
    """The number of the finding behind a record."""
    return f"{school.code}-FN-{event.start.year}-{serial_of(event):04d}"


def rectification_rows(school: DemoSchool, event: Period, done: date) -> Rows:
    """The first attempt."""
    measure = school.draws("measure", event.key).choice(_MEASURES)
    row = {"finding_no": finding_no(school, event), "attempt": 1, "measure": measure, "done_on": done}
    return {"main": [row]}


def _nothing(_school: DemoSchool, _event: Period, _day: date, _memory: Memory) -> Rows | None:
    return None


def _proof(school: DemoSchool, _event: Period, rows: Rows) -> list[Paper]:
    row: dict[str, Any] = rows["main"][-1]
    lines = [
        f"{school.name.zh}整改记录",
        f"问题编号：{row['finding_no']}",
        f"完成日期：{row['done_on']}",
        row["measure"],
    ]
    return [Paper("main", "proof", len(rows["main"]), f"整改记录{row['finding_no'][-4:]}.pdf", page(lines))]


STORY = Story(
    return_code="rectification",
    figures=_nothing,
    days=lambda _school, _month: [],
    files=_proof,
    periods=3,
    answers={"RC-04": ("更换设备需要采购，到货后才完成，期间已设警示。",)},
)
