"""What R35 asks: one row for each post group evaluated, one for each award."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Part, Sensitivity
from tenants.text import Text

_BUREAU = Sensitivity.BUREAU


def _count(code: str, zh: str, en: str, help_zh: str, help_en: str, level: Sensitivity = Sensitivity.PUBLIC) -> Field:
    return f.integer(code, zh, en, Text(help_zh, help_en), sensitivity=level)


EVALUATION = Part(
    code="evaluation",
    label=Text("业绩评价", "Evaluation"),
    key=("post",),
    fields=(
        f.one_of("post", "post", "岗位", "Post", Text("按岗位各填一行，合同制和外包人员也算。", "One row per post; contract and outsourced staff included."), carried_from="post"),
        _count("persons", "人数", "Persons", "学年末该岗位的在岗人数。", "Staff on duty in this post at the end of the year."),
        _count("evaluated", "参评", "Evaluated", "其中参加业绩评价的人数。没有填0。", "Those of them who were evaluated. 0 for none."),
        _count("excellent", "优秀", "Excellent", "评为优秀的人数。没有填0。", "Rated excellent. 0 for none.", _BUREAU),
        _count("qualified", "合格", "Qualified", "评为合格的人数。没有填0。", "Rated qualified. 0 for none.", _BUREAU),
        _count("basic", "基本合格", "Basic", "评为基本合格的人数。没有填0。", "Rated basic. 0 for none.", _BUREAU),
        _count("failed", "不合格", "Failed", "评为不合格的人数。没有填0。", "Rated failed. 0 for none.", _BUREAU),
        f.money("bonus_total", "奖励金额", "Bonus", Text("按评价结果发放的奖励总额。没有填0。", "Bonuses paid by the result in all. 0 for none."), sensitivity=_BUREAU),
    ),
)  # fmt: skip
AWARD = Part(
    code="award",
    label=Text("获奖", "Awards"),
    key=("award_no",),
    may_be_empty=True,
    fields=(
        f.string("award_no", "奖项编号", "Award", Text("学校标识码-AW-年份-四位序号。", "School code, AW, year and a serial of four digits."), size=30, pattern="[0-9]{10}-AW-[0-9]{4}-[0-9]{4}", pattern_says=Text("如2134000001-AW-2026-0001", "such as 2134000001-AW-2026-0001")),
        f.string("title", "名称", "Title", Text("奖项或荣誉的全称。", "Full name of the award."), size=80),
        f.one_of("award_level", "award_level", "级别", "Level", Text("授奖单位的级别。", "Level of the body that gave it.")),
        f.one_of("award_domain", "domain", "领域", "Domain", Text("奖项属于哪个领域。", "What it was given for.")),
        f.day("awarded_on", "日期", "Date", Text("文件或证书上的日期。", "The day on the document or certificate.")),
        f.string("recipient_type", "对象", "Recipient", Text("填学校、部门或个人；个人不写姓名。", "School, unit or person; persons are not named."), size=10, pattern="学校|部门|个人|school|unit|person", pattern_says=Text("学校、部门或个人", "school, unit or person")),
        _count("recipients", "数量", "Number", "获奖的学校、部门或个人数。", "How many schools, units or persons received it."),
        f.money("amount", "金额", "Amount", Text("奖金；没有奖金填0。", "Prize money; 0 for none.")),
        f.string("doc_no", "文号", "Document", Text("授奖文件的文号；没有文件填“无”。", "Number of the document; “none” where there is none."), size=40),
    ),
)  # fmt: skip
