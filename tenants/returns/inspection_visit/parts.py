"""What R37 asks of a visit: the visit itself, the sheet with every item, the findings."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part, Sensitivity
from tenants.text import Text

_BUREAU = Sensitivity.BUREAU
_GIVEN = Text("由系统给出，不用填。", "Given by the system; leave it as it is.")
_COMPUTED = Text("由系统按方案计算，不用填。", "Worked out by the system from the scheme; leave it empty.")
_LATER = Text("学校签字、提出异议和局里答复后由系统记入，不用填。", "Noted by the system when the school signs or objects; leave it empty.")  # fmt: skip
_ITEM = Text("方案中的项目代码，如FIRE-01。", "Code of the item in the scheme, such as FIRE-01.")


def _measured(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.integer(code, zh, en, Text(help_zh, help_en), sensitivity=_BUREAU, need=Need.CONDITIONAL)


VISIT = Part(
    code="visit",
    label=Text("检查", "Visit"),
    fields=(
        f.string("visit_no", "检查编号", "Visit", _GIVEN, size=30, given=True),
        f.one_of("visit_type", "visit_type", "类型", "Type", Text("年度考评须检查方案的全部领域。", "An annual evaluation covers every domain of the scheme.")),
        f.string("scheme_code", "方案", "Scheme", Text("考评方案的代码，如LOG-A。", "Code of the scheme, such as LOG-A."), size=12, must="scheme.is_known[scheme_code]", must_says=Text("没有已发布的方案{scheme_code}。", "There is no published scheme {scheme_code}.")),
        f.words("domains", "涉及领域", "Domains", Text("检查了哪些领域，用“、”隔开，如FIRE、CANT。", "The domains visited, with commas, such as FIRE, CANT.")),
        f.moment("started_at", "开始", "Started", Text("到校的日期和时间，如2026-10-12 09:00。", "Day and time of arrival, such as 2026-10-12 09:00."), sensitivity=_BUREAU),
        f.moment("ended_at", "结束", "Ended", Text("离校的日期和时间。", "Day and time of leaving."), sensitivity=_BUREAU, must="ended_at >= started_at", must_says=Text("结束{ended_at}早于开始{started_at}。", "Ended {ended_at}, before it started {started_at}.")),
        f.flag("announced", "事先通知", "Announced", Text("事先通知了学校填“是”，否则填“否”。", "Yes when the school was told before, else no."), sensitivity=_BUREAU),
        f.words("inspectors", "检查人员", "Inspectors", Text("参加检查人员的账号，至少两人，用“、”隔开。", "Accounts of the inspectors, two or more, with commas."), sensitivity=_BUREAU),
        f.dec2("score", "得分", "Score", _COMPUTED, unit=Text("0–100", "0–100"), high=Decimal(100), given=True),
        f.string("grade", "等级", "Grade", _COMPUTED, size=1, given=True),
        f.integer("star", "星级", "Stars", _COMPUTED, unit=Text("0–5", "0–5"), high=Decimal(5), given=True),
        f.words("vetoes", "否决项", "Vetoes", _COMPUTED, given=True),
        f.day("school_signed_on", "学校签字", "Signed", _LATER, sensitivity=_BUREAU, need=Need.OPTIONAL, given=True),
        f.day("objection_on", "异议", "Objection", _LATER, sensitivity=_BUREAU, need=Need.OPTIONAL, given=True),
        f.string("objection_result", "异议结论", "Objection result", _LATER, size=200, sensitivity=_BUREAU, need=Need.OPTIONAL, given=True),
        f.day("published_on", "公布", "Published", _LATER, sensitivity=_BUREAU, need=Need.OPTIONAL, given=True),
    ),
)  # fmt: skip

SCORE = Part(
    code="score",
    label=Text("评分表", "Scoring sheet"),
    key=("item_code",),
    fields=(
        f.string("item_code", "项目", "Item", _ITEM, size=12, must="scheme_item.scheme[item_code] = visit.scheme_code", must_says=Text("项目{item_code}不属于方案{visit.scheme_code}。", "The item {item_code} is not in the scheme {visit.scheme_code}.")),
        f.flag("applicable", "适用", "Applicable", Text("学校没有这项内容填“否”，例如没有校车。", "No when the school has no such thing, for example no bus.")),
        _measured("sampled", "抽查数", "Sampled", "比例法的项目必填：抽查了多少（人、本、件）。", "For items by ratio: how many were looked at."),
        _measured("passed", "合格数", "Passed", "比例法的项目必填：其中合格多少。没有填0。", "For items by ratio: how many of them passed. 0 for none."),
        _measured("defects", "缺陷数", "Defects", "扣分法的项目必填：发现几处缺陷。没有填0。", "For items by deduction: how many defects. 0 for none."),
        f.integer("level", "档次", "Level", Text("是否和三档的项目必填：2符合，1部分符合（是否项目不用），0不符合。", "For yes-or-no and three-level items: 2 full, 1 partial (three levels only), 0 none."), sensitivity=_BUREAU, need=Need.CONDITIONAL, high=Decimal(2)),
        f.signed_dec2("value", "数据值", "Data value", Text("线性法的项目必填：问卷平均分，或平台上最近一个学期的指标值。", "For linear items: mean score of the quiz, or the figure of the last complete term."), sensitivity=_BUREAU, need=Need.CONDITIONAL),
        f.dec2("points", "得分", "Points", Text("由系统按评分方法计算；算不出时，请填好这一项的抽查数和合格数、缺陷数、档次或数据值。", "Worked out by the method of the item; where it cannot be, fill in what the method needs: sampled and passed, defects, level or value."), sensitivity=_BUREAU, required_when="applicable", given=True),
        f.words("remark", "说明", "Remark", Text("没有得满分的项目必填：缺什么、在哪里。", "Needed where points are missing: what is lacking, and where."), sensitivity=_BUREAU, need=Need.CONDITIONAL, must="not applicable or points >= scheme_item.max_points[item_code] or remark is set", must_says=Text("项目{item_code}得{points}分，没有得满分，须写明说明。", "Item {item_code} has {points} points, not all; say in a remark what is lacking.")),
        f.files("evidence_files", "佐证", "Evidence", Text("照片或记录；没有的不传。", "Photos or records; none where there are none."), sensitivity=_BUREAU, need=Need.CONDITIONAL),
    ),
)  # fmt: skip

FINDING = Part(
    code="finding",
    label=Text("问题", "Findings"),
    key=("finding_no",),
    may_be_empty=True,
    fields=(
        f.string("finding_no", "问题编号", "Finding", _GIVEN, size=30, given=True),
        f.string("item_code", "项目", "Item", _ITEM, size=12, must="scheme_item.is_known[item_code]", must_says=Text("方案里没有项目{item_code}。", "There is no item {item_code} in the schemes.")),
        f.one_of("severity", "severity", "严重程度", "Severity", Text("触发一票否决条件的选“否决”。", "Veto when a veto condition is met.")),
        f.words("description", "问题", "Finding text", Text("发现了什么、在哪里；不写人名。", "What was found, and where; name no person.")),
        f.string("basis", "依据", "Basis", Text("法规、标准或制度的条款；严重和否决的必填。", "Rule or standard with its paragraph; needed for serious and veto."), size=200, required_when="severity in (serious, veto)"),
        f.day("deadline", "期限", "Deadline", Text("整改期限；留空由系统按严重程度给出。", "By when it is to be mended; left empty it follows from the severity."), future_allowed=True),
        f.string("repeat_of", "重复问题", "Repeat of", Text("同一项目过去12个月已有问题的，填原问题编号；否则留空。", "Number of the earlier finding on the same item within 12 months; else empty."), size=30, need=Need.CONDITIONAL),
    ),
)  # fmt: skip
