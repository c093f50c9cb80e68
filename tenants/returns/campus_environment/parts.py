"""What R31 asks of a school: greenery, hygiene checks, toilets, disinfection."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Part, Sensitivity
from tenants.text import Text

_PUBLIC, _BUREAU = Sensitivity.PUBLIC, Sensitivity.BUREAU
_TIMES, _DAYS = Text("次", "times"), Text("天", "days")


def _area(code: str, zh: str, en: str, help_zh: str, help_en: str, carried: str = "") -> Field:
    options = f.Options(unit=f.SQUARE_METRES)
    if carried:
        options["carried_from"] = carried
    return f.dec1(code, zh, en, Text(help_zh, help_en), **options)


def _count(
    code: str, zh: str, en: str, help_zh: str, help_en: str, level: Sensitivity = _PUBLIC, unit: Text | None = None
) -> Field:
    options = f.Options(sensitivity=level)
    if unit:
        options["unit"] = unit
    return f.integer(code, zh, en, Text(help_zh, help_en), **options)


def _yes(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.flag(code, zh, en, Text(help_zh, help_en))


MAIN = Part(
    code="main",
    label=Text("校园环境", "Campus environment"),
    fields=(
        _area("green_area", "绿地面积", "Green area", "校园内草坪、花坛、树木覆盖的面积。没有填0。", "Lawns, beds and tree cover on the campus. 0 for none.", "green_area"),
        _area("green_added", "新增绿地", "Added", "本学期新增的绿地面积。没有填0。", "Green area added this term. 0 for none."),
        _count("trees", "乔木数", "Trees", "校园内乔木的棵数。没有填0。", "Trees on the campus. 0 for none."),
        _yes("plant_signs", "植物挂牌", "Plants labelled", "主要植物都挂了名牌填“是”。", "Yes when the main plants carry name plates."),
        _yes("green_archive", "绿化档案", "Green archive", "有绿化平面图和养护记录填“是”。", "Yes when there is a plan and a record of care."),
        _count("hedge_pruned", "绿篱修剪次数", "Hedge prunings", "本学期修剪绿篱的次数。没有填0。", "How often hedges were pruned this term. 0 for none.", _BUREAU, _TIMES),
        _count("tree_pruned", "树木修剪次数", "Tree prunings", "本学期修剪树木的次数。没有填0。", "How often trees were pruned this term. 0 for none.", _BUREAU, _TIMES),
        _count("hygiene_days", "日查天数", "Daily check days", "本学期做了每日卫生检查的天数。没有填0。", "Days of this term with a daily hygiene check. 0 for none.", _PUBLIC, _DAYS),
        _count("hygiene_weekly", "周查次数", "Weekly checks", "本学期每周卫生检查的次数。没有填0。", "Weekly hygiene checks this term. 0 for none.", _PUBLIC, _TIMES),
        _yes("hygiene_published", "结果公布", "Published", "卫生检查结果每周公布填“是”。", "Yes when the results are published every week."),
        f.dec1("hygiene_score", "平均分", "Mean score", Text("各次检查的平均得分，0到100。", "Mean score of the checks, 0 to 100."), unit=Text("分", "0–100"), high=Decimal(100)),
        _count("toilets", "厕所", "Toilets", "学生用厕所的座数。", "Toilet buildings or blocks for pupils."),
        _count("sanitary_toilets", "卫生厕所", "Sanitary", "其中达到卫生厕所标准的座数。没有填0。", "Those of them that meet the sanitary standard. 0 for none."),
        _count("places_female", "女厕位", "Female places", "女厕蹲位和坐便器的个数。", "Places for girls and women."),
        _count("places_male", "男厕位", "Male places", "男厕蹲位、坐便器和小便位的个数。", "Places for boys and men, urinals included."),
        _yes("sewage_ok", "污水达标", "Sewage in order", "污水接入管网或处理达标填“是”。", "Yes when sewage goes to the sewer or is treated to standard."),
        _yes("waste_sorted", "垃圾分类", "Waste sorted", "校园垃圾分类投放填“是”。", "Yes when waste is sorted on the campus."),
        _count("disinfection_days", "消毒天数", "Disinfection days", "本学期做了环境消毒的天数。没有填0。", "Days of this term with disinfection. 0 for none.", _BUREAU, _DAYS),
        _count("pest_control_times", "病媒防制次数", "Pest control", "本学期灭鼠、灭蚊蝇、灭蟑的次数。没有填0。", "Pest control actions this term. 0 for none.", _BUREAU, _TIMES),
    ),
)  # fmt: skip
