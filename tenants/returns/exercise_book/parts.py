"""What R23 asks of each stage of compulsory education."""

from tenants.returns import fields as f
from tenants.returns.declaration import Need, Part, Sensitivity
from tenants.text import Text

_BOOKS = Text("本", "books")

MAIN = Part(
    code="main",
    label=Text("作业本", "Exercise books"),
    key=("stage",),
    fields=(
        f.one_of(
            "stage",
            "stage",
            "学段",
            "Stage",
            Text("小学或初中，每个学段填一行。", "Primary or junior; one row per stage."),
            must="stage in (primary, junior)",
            must_says=Text(
                "本报表只填小学和初中，此处填了{stage}。", "This return covers primary and junior only, not {stage}."
            ),
            carried_from="stage",
        ),
        f.integer(
            "pupils",
            "学生数",
            "Pupils",
            Text("发放时本学段的在校生数。", "Pupils of the stage when the books were issued."),
        ),
        f.integer(
            "quota",
            "每生定额",
            "Quota a pupil",
            Text(
                "每名学生本学期应配的本数；各年级不同的填平均数，四舍五入取整。",
                "Books each pupil is to have this term; where grades differ, the mean, rounded.",
            ),
            unit=_BOOKS,
            carried_from="quota",
        ),
        f.integer(
            "books_received",
            "到书",
            "Received",
            Text("本学期收到的统一配置作业本数。没有填0。", "Books delivered to the school this term. 0 for none."),
            unit=_BOOKS,
        ),
        f.integer(
            "books_issued",
            "发书",
            "Issued",
            Text(
                "按定额发到学生手中的本数，另售的不计。没有填0。",
                "Books handed to pupils within the quota, without those sold. 0 for none.",
            ),
            unit=_BOOKS,
        ),
        f.day(
            "issued_on",
            "发放日",
            "Issued on",
            Text(
                "发到学生手中的日期，分批发放的填最后一天；没有发放的填填报日。",
                "The day pupils had the books, the last one of several; the day of filing where none were issued.",
            ),
        ),
        f.flag(
            "unified_supply",
            "统一配置",
            "Unified supply",
            Text(
                "作业本由区县统一配置的填是，学校自行采购的填否。",
                "Yes where the district supplies the books; no where the school buys them itself.",
            ),
            carried_from="unified_supply",
        ),
        f.integer(
            "extra_sold",
            "另售数量",
            "Sold beyond quota",
            Text(
                "定额以外卖给学生的本数，学校代订的也算。没有填0。",
                "Books sold to pupils beyond the quota, orders taken by the school included. 0 for none.",
            ),
        ),
        f.string(
            "extra_approval",
            "批准文号",
            "Approval",
            Text(
                "同意另售的文件编号；没有批准的填“无”。没有另售的留空。",
                "Number of the document that allows the sale; “none” without one. Empty where nothing was sold.",
            ),
            size=40,
            required_when="extra_sold > 0",
        ),
        f.integer(
            "pupils_sampled",
            "抽查学生",
            "Pupils sampled",
            Text(
                "学校自行抽查的学生数，每个学段不少于20人。没有抽查的留空。",
                "Pupils looked at in the school's own spot check, 20 or more a stage. Empty without a check.",
            ),
            need=Need.OPTIONAL,
            sensitivity=Sensitivity.BUREAU,
        ),
        f.integer(
            "pupils_short",
            "少发学生",
            "Pupils short",
            Text(
                "抽查中没有领足定额的学生数，都领足的填0。没有抽查的留空。",
                "Pupils of the check who had fewer books than the quota; 0 for none. Empty without a check.",
            ),
            need=Need.OPTIONAL,
            sensitivity=Sensitivity.BUREAU,
        ),
    ),
)
