"""What R01 asks of a school, and of each grade."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Part
from tenants.text import Text

MAIN = Part(
    code="main",
    label=Text("学校概况", "School"),
    fields=(
        f.integer(
            "staff_total",
            "教职工数",
            "Staff",
            Text(
                "本学年9月1日在岗的全部教职工，含编外人员。",
                "All staff at work on 1 September, also those without a permanent post.",
            ),
            unit=f.PERSONS,
        ),
        f.integer(
            "teachers",
            "专任教师数",
            "Teachers",
            Text(
                "教职工中专门从事教学的人数，不多于教职工数。", "Staff whose work is teaching; not more than the staff."
            ),
            unit=f.PERSONS,
        ),
        f.dec1(
            "site_area",
            "占地面积",
            "Site area",
            Text(
                "校园占地，按土地证或测绘数，保留一位小数。",
                "Land of the school by its certificate or survey, one decimal place.",
            ),
            unit=f.SQUARE_METRES,
            carried_from="site_area",
        ),
        f.dec1(
            "building_area",
            "校舍面积",
            "Building area",
            Text("校舍建筑面积合计，保留一位小数。", "Floor area of all buildings, one decimal place."),
            unit=f.SQUARE_METRES,
            carried_from="building_area",
        ),
        f.integer(
            "canteens",
            "食堂数",
            "Canteens",
            Text(
                "正在使用的食堂数；校外配餐的填供餐点数。没有填0。",
                "Canteens in use, or delivery points where meals are delivered. 0 for none.",
            ),
            high=Decimal(50),
            carried_from="canteens",
        ),
        f.integer(
            "dorm_buildings",
            "宿舍楼数",
            "Dormitories",
            Text("正在使用的学生宿舍楼数。没有填0。", "Dormitory buildings in use. 0 for none."),
            high=Decimal(50),
            carried_from="dorm_buildings",
        ),
        f.integer(
            "shops",
            "小卖部数",
            "Shops",
            Text("校内正在营业的小卖部数。没有填0。", "Shops open on the campus. 0 for none."),
            high=Decimal(50),
            carried_from="shops",
        ),
        f.integer(
            "buses",
            "校车数",
            "Buses",
            Text("接送学生的校车数，自有和租用都算。没有填0。", "School buses, owned or hired. 0 for none."),
            high=Decimal(50),
            carried_from="buses",
        ),
        f.flag(
            "parent_committee",
            "成立家长委员会",
            "Parent committee",
            Text("本学年已有家长委员会填“是”。", "Yes when a parent committee exists this school year."),
        ),
        f.flag(
            "logistics_plan",
            "有年度后勤计划",
            "Yearly logistics plan",
            Text("已制定本学年后勤工作计划填“是”。", "Yes when the school has a logistics plan for this school year."),
        ),
    ),
)

ENROLMENT = Part(
    code="enrolment",
    label=Text("在校生", "Enrolment"),
    key=("stage", "grade"),
    fields=(
        f.one_of(
            "stage",
            "stage",
            "学段",
            "Stage",
            Text(
                "从下拉列表中选择，学校办的每个学段都要填。",
                "Choose from the list; every stage the school runs is reported.",
            ),
            carried_from="stage",
        ),
        f.integer(
            "grade",
            "年级",
            "Grade",
            Text(
                "该学段内的年级序号，填数字，如初中二年级填2。学前、初中、高中为1至4，其余为1至6。",
                "The year within the stage as a number; second year of junior school is 2. Preschool, junior and "
                "senior 1 to 4, others 1 to 6.",
            ),
            low=Decimal(1),
            high=Decimal(6),
            must="stage in (preschool, junior, senior) implies grade <= 4",
            must_says=Text(
                "{stage}的年级是1至4，此处填了{grade}。", "Grades of {stage} run from 1 to 4; {grade} was entered."
            ),
            carried_from="grade",
        ),
        f.integer("classes", "班级数", "Classes", Text("该年级的教学班数。", "Classes of this grade.")),
        f.integer(
            "students",
            "在校生",
            "Pupils",
            Text("该年级有学籍并在校就读的学生数。", "Pupils registered and attending in this grade."),
        ),
        f.integer("girls", "女生", "Girls", Text("在校生中的女生数。", "Girls among the pupils.")),
        f.integer(
            "boarders",
            "寄宿生",
            "Boarders",
            Text("在校生中住校的学生数。没有填0。", "Pupils who live at school. 0 for none."),
            unit=f.PERSONS,
        ),
        f.integer(
            "hardship_students",
            "家庭经济困难学生",
            "Recognised hardship pupils",
            Text(
                "本学年经认定的家庭经济困难学生数。没有填0。",
                "Pupils recognised as from poor families this school year. 0 for none.",
            ),
            unit=f.PERSONS,
            counts_persons=True,
            counted_among="students",
        ),
        f.integer(
            "bus_riders",
            "乘校车学生",
            "Bus riders",
            Text("每天乘校车上下学的学生数。没有填0。", "Pupils who ride a school bus each day. 0 for none."),
            unit=f.PERSONS,
        ),
    ),
)
