from datetime import date

from etl.checking.rules import rule_findings
from etl.workbook.filed import PartRead
from tenants.returns.catalogue import get_return
from tenants.returns.findings import Finding
from tenants.returns.frame import Frame, Rows, evaluate

RET = get_return("canteen_operations", date(2026, 10, 1))


def found(code: str, *rows: dict[str, object], is_form: bool = False) -> Finding:
    fields = [each.code for each in RET.part("main").fields]
    columns = {} if is_form else {code: f"X{at}" for at, code in enumerate(fields)}
    read = PartRead("" if is_form else "食堂运营", columns, [dict(row) for row in rows], [] if is_form else [7, 9])
    listed = {code: [row.get(code) for row in rows] for code in fields}
    owned = Rows([0] * len(rows), list(range(1, len(rows) + 1)), listed)
    day = date(2026, 10, 1)
    frame = Frame(1, {"main": owned}, [day], [date(2026, 10, 31)])
    frame.absent = {"school_profile": {0}, "canteen_operations": {0}, "logistics_staff": {0}}
    (broken,) = [each for each in evaluate(RET, frame)[0] if each.rule.code == code]
    return rule_findings(RET, broken, frame, {"main": read})


def test_a_broken_rule_sits_on_its_cells() -> None:
    finding = found("CO-02", {"items_sampled": 5, "items_made": 9}, {"items_sampled": 9, "items_made": 5})
    assert (finding.field, finding.row_no, finding.sheet) == ("items_sampled", 2, "食堂运营")
    assert finding.cell is not None
    assert finding.cell.endswith("9")
    assert len(finding.also) == 1


def test_its_words_carry_the_values() -> None:
    assert "9" in found("CO-02", {"items_sampled": 9, "items_made": 5}).says.zh


def test_figures_of_the_form_have_no_cells() -> None:
    finding = found("CO-02", {"items_sampled": 9, "items_made": 5}, is_form=True)
    assert (finding.row_no, finding.sheet, finding.cell, finding.also) == (1, None, None, ())
