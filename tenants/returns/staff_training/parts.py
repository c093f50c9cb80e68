"""What R20 asks of a training."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part, Sensitivity
from tenants.text import Text


def _persons(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.integer(code, zh, en, Text(help_zh, help_en), unit=f.PERSONS)


MAIN = Part(
    code="main",
    label=Text("培训", "Training"),
    key=("training_no",),
    fields=(
        f.string("training_no", "培训编号", "Training", Text("由系统给出，不用改。", "Given by the system; leave it as it is."), size=30),
        f.string("title", "名称", "Title", Text("培训班的名称。", "What the training was called."), size=60),
        f.one_of("training_level", "training_level", "层级", "Level", Text("由哪一级组织。", "Who ran it.")),
        f.integer("batch", "批次", "Batch", Text("同一培训分批的批次号，1到99。", "Number of the batch, 1 to 99."), low=Decimal(1), high=Decimal(99)),
        f.several_of("post", "posts", "面向岗位", "Posts", Text("参加培训的岗位，可选多项。", "Posts it was for; several may be chosen.")),
        f.day("start_on", "开始", "From", Text("培训开始的日期。", "First day of the training.")),
        f.day("end_on", "结束", "To", Text("培训结束的日期。", "Last day of the training.")),
        f.dec1("hours", "学时", "Hours", Text("每人的学时数。", "Hours of training per person."), unit=Text("学时", "h")),
        _persons("invited", "应训", "Invited", "应当参加的人数。", "Staff who were to attend."),
        _persons("attended", "参训", "Attended", "实际参加的人数。没有填0。", "Those who attended. 0 for none."),
        _persons("passed", "合格", "Passed", "考核合格的人数。没有填0。", "Those who passed. 0 for none."),
        _persons("certificates", "发证", "Certificates", "发放合格证的人数。没有填0。", "Certificates issued. 0 for none."),
        f.money("cost", "费用", "Cost", Text("本校承担的费用；没有的留空。", "What the school paid; empty for nothing."), sensitivity=Sensitivity.BUREAU, need=Need.OPTIONAL),
    ),
)  # fmt: skip
