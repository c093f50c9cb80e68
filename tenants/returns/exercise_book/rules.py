"""What must hold, or be explained, in R23."""

from tenants.returns.declaration import Rule, Severity
from tenants.text import Text

RULES = (
    Rule(
        code="EB-01",
        severity=Severity.ERROR,
        holds="books_issued <= books_received",
        anchor=("books_issued",),
        says=Text(
            "{stage}发书{books_issued}本，多于到书{books_received}本。",
            "{stage}: {books_issued} books issued, more than the {books_received} received.",
        ),
        remedy=Text("核对到书和发书的本数。", "Check the books received and issued."),
    ),
    Rule(
        code="EB-02",
        severity=Severity.ERROR,
        holds="pupils_short <= pupils_sampled",
        anchor=("pupils_short",),
        says=Text(
            "{stage}少发学生{pupils_short}人，多于抽查学生{pupils_sampled}人。",
            "{stage}: {pupils_short} pupils short, more than the {pupils_sampled} sampled.",
        ),
        remedy=Text("核对抽查记录。", "Check the record of the spot check."),
    ),
    Rule(
        code="EB-03",
        severity=Severity.QUERY,
        holds="books_received >= pupils * quota",
        anchor=("books_received",),
        says=Text(
            "{stage}到书{books_received}本，按{pupils}人、每人{quota}本应到{pupils * quota}本。",
            "{stage}: {books_received} books received; {pupils} pupils at {quota} each need {pupils * quota}.",
        ),
        remedy=Text("核对到书数和定额；没有到齐的说明原因。", "Check books and quota, or say why some are missing."),
    ),
    Rule(
        code="EB-04",
        severity=Severity.QUERY,
        holds="books_issued = pupils * quota",
        anchor=("books_issued",),
        says=Text(
            "{stage}发书{books_issued}本，按{pupils}人、每人{quota}本应发{pupils * quota}本。",
            "{stage}: {books_issued} books issued; {pupils} pupils at {quota} each make {pupils * quota}.",
        ),
        remedy=Text("核对发书数；少发或多发的说明原因。", "Check the books issued, or say why the number differs."),
    ),
    Rule(
        code="EB-05",
        severity=Severity.QUERY,
        holds="extra_sold = 0",
        says=Text("{stage}在定额以外另售{extra_sold}本。", "{stage}: {extra_sold} books were sold beyond the quota."),
        remedy=Text("说明另售的原因和依据。", "Say why they were sold and on what grounds."),
    ),
    Rule(
        code="EB-06",
        severity=Severity.QUERY,
        holds="unified_supply",
        says=Text("{stage}的作业本不是统一配置的。", "{stage}: the books are not supplied by the district."),
        remedy=Text("说明由谁采购、费用由谁承担。", "Say who buys the books and who pays for them."),
    ),
    Rule(
        code="EB-07",
        severity=Severity.QUERY,
        holds="pupils ~ sum(school_profile.enrolment.students where stage = this.stage) ± 3%",
        anchor=("pupils",),
        says=Text(
            "{stage}学生数{pupils}人，与学校基本情况年报的{sum(school_profile.enrolment.students where stage = this.stage)}人"
            "相差超过3%。",
            "{stage}: {pupils} pupils, more than 3% from the "
            "{sum(school_profile.enrolment.students where stage = this.stage)} of the school profile.",
        ),
        remedy=Text("核对学生数；有转入转出的说明人数。", "Check the pupils, or say how many came and left."),
    ),
)
