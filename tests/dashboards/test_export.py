"""What is handed out is what is on the screen, with its meaning inside."""

import csv
import io
from typing import Any

from python_calamine import CalamineWorkbook

from dashboards.pages.desk import BASE
from tests.dashboards.conftest import QUESTION, Place


def _csv(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_list_as_seen_with_filters_and_source_inside(caller: Any):
    rows = _csv(caller("admin").client.get(f"{BASE}compare.csv{QUESTION}&stage=primary&order=best"))
    about = {row[0]: row[1] for row in rows if len(row) == 2}
    assert rows[0] == ["陪餐率 2026年10月"]
    assert (about["学段"], about["来源"], about["排列"], about["导出人"]) == (
        "小学", "食堂运营月报（R03）", "最好在前", "陈主任"
    )  # fmt: skip
    assert about["链接"].endswith("stage=primary&order=best")
    head = rows.index(next(row for row in rows if len(row) == 11))
    ranks = [int(row[0]) for row in rows[head + 1 :] if row[0]]
    assert ranks == sorted(ranks) and ranks[0] == 1


def test_a_workbook_has_the_same_rows(caller: Any):
    client = caller("admin").client
    sheet = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get(f"{BASE}compare.xlsx{QUESTION}").data)
    ).get_sheet_by_index(0)
    rows = sheet.to_python()
    head = next(at for at, row in enumerate(rows) if row[0] == "名次")
    assert len(rows) - head - 1 == 24


def test_a_head_takes_own_figures_alone(caller: Any, place: Place):
    rows = _csv(caller("head").client.get(f"{BASE}compare.csv{QUESTION}"))
    assert rows[0][0].startswith("本校全部指标")
    assert any(row[:1] == ["陪餐率"] for row in rows)


def test_nonsense_is_not_found(caller: Any):
    client = caller("admin").client
    asked = (f"compare.pdf{QUESTION}", "compare.xlsx", "compare.xlsx?period=1", f"nothing.xlsx{QUESTION}")
    assert [client.get(BASE + each).status_code for each in asked] == [404] * 4
