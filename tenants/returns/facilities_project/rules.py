"""What must hold, or be explained, in R30."""

from tenants.returns.declaration import Rule, Severity
from tenants.returns.facilities_project.stages import STAGES, from_stage, since
from tenants.text import Text

_ZH, _EN = "项目“{title}”", "Project “{title}”"


def _query(code: str, holds: str, zh: str, en: str, remedy: Text, anchor: tuple[str, ...] = ()) -> Rule:
    """A question about one project; the words follow its title."""
    return Rule(
        code=code,
        severity=Severity.QUERY,
        holds=holds,
        says=Text(f"{_ZH}{zh}。", f"{_EN}{en}."),
        remedy=remedy,
        anchor=anchor,
    )


def _never_back() -> str:
    """For each stage but the first: who had reached it has not left it for an earlier one."""
    return " and ".join(
        f"(prev(project_stage) = {stage} implies project_stage in ({', '.join(since(stage))}))" for stage in STAGES[1:]
    )


RULES = (
    Rule(
        code="PJ-01",
        severity=Severity.ERROR,
        holds="planned_end > planned_start and actual_end >= actual_start",
        clauses=(
            Text(
                "计划完工{planned_end}不晚于计划开工{planned_start}",
                "the planned end {planned_end} is not after the planned start {planned_start}",
            ),
            Text(
                "实际完工{actual_end}早于实际开工{actual_start}",
                "the actual end {actual_end} is before the actual start {actual_start}",
            ),
        ),
        says=Text(_ZH + "：{clauses}。", _EN + ": {clauses}."),
        remedy=Text("核对开工和完工日期。", "Check the days of start and end."),
    ),
    Rule(
        code="PJ-02",
        severity=Severity.ERROR,
        holds="procedures_done <= procedures_due",
        says=Text(
            _ZH + "：已办手续{procedures_done}项，应办只有{procedures_due}项。",
            _EN + ": {procedures_done} procedures done, but {procedures_due} due.",
        ),
        remedy=Text("核对应办和已办的项数。", "Check both counts of procedures."),
    ),
    _query(
        "PJ-03",
        _never_back(),
        "上期在“{prev(project_stage)}”阶段，本期退回“{project_stage}”",
        " was in the stage {prev(project_stage)} before and is back to {project_stage}",
        Text("核对阶段；确实退回的，说明原因。", "Check the stage, or say why it went back."),
        anchor=("project_stage",),
    ),
    _query(
        "PJ-04",
        f"{from_stage('acceptance')} implies progress = 100",
        "已到“{project_stage}”阶段，进度只有{progress}%",
        " is in the stage {project_stage}, with {progress}% of the work done",
        Text("核对阶段和进度；有未完工程的，说明。", "Check stage and progress, or say what is left to do."),
        anchor=("progress",),
    ),
    _query(
        "PJ-05",
        "actual_end <= planned_end",
        "计划{planned_end}完工，实际{actual_end}完工",
        " was to end on {planned_end} and ended on {actual_end}",
        Text("核对日期；确实延期的，说明原因。", "Check the days, or say why it was late."),
    ),
    _query(
        "PJ-06",
        "spent <= budget",
        "已支付{spent}元，超过预算{budget}元",
        ": {spent} yuan spent, more than the budget of {budget} yuan",
        Text("核对金额；确实超支的，说明原因和批准文件。", "Check the amounts, or name reason and approval."),
    ),
    _query(
        "PJ-07",
        "audited_amount <= budget",
        "审定金额{audited_amount}元，超过预算{budget}元",
        ": audited at {audited_amount} yuan, more than the budget of {budget} yuan",
        Text("核对金额；确实超过的，说明原因和批准文件。", "Check the amounts, or name reason and approval."),
    ),
    _query(
        "PJ-08",
        f"{from_stage('construction')} implies"
        " count(procurement_contract.main where contract_no = this.contract_no over ever) >= 1",
        "的合同{contract_no}在采购合同报表中找不到",
        ": the contract {contract_no} is not among the procurement contracts",
        Text("核对合同编号；没有填报的，先填采购合同。", "Check the number, or file the procurement contract first."),
        anchor=("contract_no",),
    ),
    _query(
        "PJ-09",
        "spent / budget <= progress / 100 + 0.1",
        "进度{progress}%，预算{budget}元已支付{spent}元，付款比进度快10个百分点以上",
        ": {progress}% done, {spent} of {budget} yuan spent; payments are more than 10 points ahead of the work",
        Text("核对进度和金额；确实预付的，说明依据。", "Check progress and amounts, or say why it was paid ahead."),
        anchor=("spent",),
    ),
)
