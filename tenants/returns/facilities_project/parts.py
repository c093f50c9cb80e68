"""What R30 asks of each project."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Part, Sensitivity
from tenants.returns.facilities_project.stages import from_stage
from tenants.text import Text

_CONTRACT_NO = "([0-9]{10}|[a-z_]+)-PC-[0-9]{4}-[0-9]{4}"


def _count(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    """A count that stays as it was last term unless it is changed."""
    return f.integer(code, zh, en, Text(help_zh, help_en), carried_from=code)


def _procedures(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    """A count of procedures, for bureau and school."""
    return f.integer(code, zh, en, Text(help_zh, help_en), sensitivity=Sensitivity.BUREAU, carried_from=code)


MAIN = Part(
    code="main",
    label=Text("设施项目", "Projects"),
    key=("project_no",),
    fields=(
        f.string(
            "project_no",
            "项目编号",
            "Project",
            Text(
                "每个项目填一行，编号在项目存续期间不变：学校标识码-PJ-立项年份-四位序号。",
                "One row per project; the number never changes: school code, PJ, year of initiation, four digits.",
            ),
            size=30,
            pattern="([0-9]{10}|[a-z_]+)-PJ-[0-9]{4}-[0-9]{4}",
            pattern_says=Text("如2134000001-PJ-2026-0001", "such as 2134000001-PJ-2026-0001"),
            carried_from="project_no",
        ),
        f.string(
            "title",
            "名称",
            "Title",
            Text("立项批复上的项目名称。", "The project's name in its approval."),
            size=80,
            carried_from="title",
        ),
        f.one_of(
            "project_type",
            "project_type",
            "类型",
            "Type",
            Text("按项目的主要内容选一项。", "Choose what most of the project is about."),
            carried_from="project_type",
        ),
        f.one_of(
            "project_stage",
            "project_stage",
            "阶段",
            "Stage",
            Text("期末时项目所处的阶段。", "The stage reached at the end of the term."),
        ),
        f.flag(
            "agent_service",
            "代办前期",
            "Bureau runs pre-construction",
            Text(
                "前期手续由教育局代办填“是”，学校自办填“否”。",
                "Yes when the bureau runs the pre-construction procedures, no when the school does.",
            ),
            carried_from="agent_service",
        ),
        _count(
            "schools_served",
            "受益学校",
            "Schools served",
            "项目建成后受益的学校数；只为本校建设的填1。",
            "Schools that gain from it; 1 when it is for this school only.",
        ),
        _count(
            "pupils_served",
            "受益学生",
            "Pupils served",
            "受益学校中用到该设施的在校生数。",
            "Pupils of those schools who will use it.",
        ),
        f.dec1(
            "area_m2",
            "面积",
            "Area",
            Text(
                "新建或改造的面积，保留一位小数；只买设备的填0。",
                "Area built or rebuilt, one decimal place; 0 when only equipment is bought.",
            ),
            unit=f.SQUARE_METRES,
            carried_from="area_m2",
        ),
        _count(
            "units",
            "台套数",
            "Units",
            "购置安装的设备台套数。没有填0。",
            "Sets of equipment bought and fitted. 0 for none.",
        ),
        f.money(
            "budget",
            "预算",
            "Budget",
            Text("批准的总预算，有调整的填调整后的数。", "The approved budget in all, as last changed."),
            carried_from="budget",
        ),
        f.several_of(
            "fund_source",
            "fund_source",
            "资金来源",
            "Source",
            Text("出资的各级财政或单位，可选多项。", "All who pay; several may be chosen."),
            carried_from="fund_source",
        ),
        f.money(
            "spent",
            "已支付",
            "Spent",
            Text("开工以来累计支付的金额。没有支付填0。", "Paid since the beginning in all. 0 for none."),
        ),
        f.string(
            "contract_no",
            "合同",
            "Contract",
            Text(
                "采购合同报表中该项目合同的编号，施工阶段起必填；还没有签合同的不填。",
                "Its number in the procurement contract return, needed from construction on; empty before signing.",
            ),
            size=30,
            pattern=_CONTRACT_NO,
            pattern_says=Text("如2134000001-PC-2026-0001", "such as 2134000001-PC-2026-0001"),
            required_when=from_stage("construction"),
            carried_from="contract_no",
        ),
        f.money(
            "audited_amount",
            "审定金额",
            "Audited amount",
            Text(
                "审计审定的结算金额，审计阶段起必填；还没有审计的不填。",
                "The amount the audit settled, needed from the audit on; empty before it.",
            ),
            required_when=from_stage("audit"),
            carried_from="audited_amount",
        ),
        f.day(
            "planned_start",
            "计划开工",
            "Planned start",
            Text("批准的开工日期，可以晚于今天。", "The approved day of starting; may lie ahead."),
            future_allowed=True,
            carried_from="planned_start",
        ),
        f.day(
            "planned_end",
            "计划完工",
            "Planned end",
            Text("批准的完工日期，可以晚于今天。", "The approved day of completion; may lie ahead."),
            future_allowed=True,
            carried_from="planned_end",
        ),
        f.day(
            "actual_start",
            "实际开工",
            "Actual start",
            Text(
                "开工令上的日期，施工阶段起必填；没有开工的不填。",
                "The day work began, needed from construction on; empty before.",
            ),
            required_when=from_stage("construction"),
            carried_from="actual_start",
        ),
        f.day(
            "actual_end",
            "实际完工",
            "Actual end",
            Text(
                "竣工报告上的日期，验收阶段起必填；没有完工的不填。",
                "The day work was completed, needed from acceptance on; empty before.",
            ),
            required_when=from_stage("acceptance"),
            carried_from="actual_end",
        ),
        f.percent(
            "progress",
            "进度",
            "Progress",
            Text(
                "期末时完成工程量的百分比。没有开工填0。", "Share of the work done by the end of the term. 0 before it."
            ),
        ),
        _procedures(
            "procedures_due",
            "前期手续应办",
            "Procedures due",
            "立项、规划、用地、环评、施工许可等应办手续的项数。没有填0。",
            "Procedures needed: approval, planning, land, environment, permit. 0 for none.",
        ),
        _procedures(
            "procedures_done",
            "已办",
            "Procedures done",
            "其中期末时已经办结的项数。没有填0。",
            "Those of them completed by the end of the term. 0 for none.",
        ),
        f.one_of(
            "test_result",
            "accepted_result",
            "验收结果",
            "Acceptance result",
            Text(
                "验收的结论，验收阶段起必填；没有验收的不填。",
                "What the acceptance found, needed from acceptance on; empty before.",
            ),
            sensitivity=Sensitivity.BUREAU,
            required_when=from_stage("acceptance"),
            carried_from="accepted_result",
        ),
    ),
)
