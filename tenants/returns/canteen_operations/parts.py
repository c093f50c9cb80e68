"""What R03 asks of each canteen."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Need, Part, Sensitivity
from tenants.text import Text

MAIN = Part(
    code="main",
    label=Text("食堂运营", "Canteen operations"),
    key=("facility_no",),
    fields=(
        f.facility(
            "canteen",
            "食堂编号",
            "Canteen",
            Text(
                "学校登记的食堂编号，每个食堂（或供餐点）填一行。",
                "The canteen's number in the registry; one row per canteen or delivery point.",
            ),
        ),
        f.one_of(
            "canteen_mode",
            "operation_mode",
            "经营方式",
            "Mode",
            Text("本食堂本月的经营方式。", "How this canteen was run this month."),
            carried_from="operation_mode",
        ),
        f.string(
            "licence_no",
            "食品经营许可证编号",
            "Food licence",
            Text(
                "JY加14位数字；单位食堂首位为3，校外配餐单位首位为2。没有许可证的留空，有效期也留空。",
                "JY and 14 digits, the first 3 for a unit canteen, 2 for a caterer that delivers. Leave empty when "
                "there is no licence, and the date too.",
            ),
            size=16,
            pattern="JY[23][0-9]{13}",
            pattern_says=Text(
                "JY加14位数字，首位为3（单位食堂）或2（校外配餐单位）",
                "JY and 14 digits, the first 3 (unit canteen) or 2 (caterer)",
            ),
            required_when="licence_to is set",
            carried_from="licence_no",
        ),
        f.day(
            "licence_to",
            "有效期至",
            "Valid to",
            Text(
                "许可证上的有效期截止日，最长5年。没有许可证的留空。",
                "The last day of the licence, at most 5 years ahead. Leave empty when there is no licence.",
            ),
            future_allowed=True,
            required_when="licence_no is set",
            carried_from="licence_to",
        ),
        f.flag(
            "licence_posted",
            "亮证",
            "Displayed",
            Text(
                "许可证已在食堂醒目处公示填“是”；没有许可证填“否”。",
                "Yes when the licence hangs where diners see it; no when there is none.",
            ),
            carried_from="licence_posted",
        ),
        f.one_of(
            "quant_grade",
            "quant_grade",
            "量化等级",
            "Quantitative grade",
            Text(
                "市场监管部门评定的餐饮量化等级，A最好；未评选“未评”。",
                "The regulator's quantitative grade, A is best; choose none when not graded.",
            ),
            carried_from="quant_grade",
        ),
        f.one_of(
            "risk_grade",
            "risk_grade",
            "风险等级",
            "Risk grade",
            Text(
                "市场监管部门评定的风险等级，A风险最低；未评选“未评”。",
                "The regulator's risk grade, A is the lowest risk; choose none when not graded.",
            ),
            carried_from="risk_grade",
        ),
        f.day(
            "grade_on",
            "评定日期",
            "Graded on",
            Text(
                "最近一次评定的日期；两个等级都未评的留空。",
                "The day of the latest grading; leave empty when both grades are none.",
            ),
            required_when="quant_grade != none or risk_grade != none",
            carried_from="grade_on",
        ),
        f.integer(
            "serving_days",
            "供餐天数",
            "Serving days",
            Text("本月有任何一餐供应的天数，0至31。", "Days of the month on which any meal was served, 0 to 31."),
            high=Decimal(31),
        ),
        f.integer(
            "meal_occasions",
            "供餐餐次",
            "Meal occasions",
            Text(
                "每天的早餐、午餐、晚餐、加餐各算一个餐次，全月合计。",
                "Each breakfast, lunch, dinner or snack service counts one; total of the month.",
            ),
        ),
        f.integer(
            "diners_breakfast",
            "早餐人数",
            "Diners at breakfast",
            Text(
                "供餐日平均每天吃早餐的学生数；不供早餐填0。",
                "Pupils at breakfast on an average serving day; 0 when none is served.",
            ),
            unit=f.PERSONS_A_DAY,
        ),
        f.integer(
            "diners_lunch",
            "午餐人数",
            "Diners at lunch",
            Text(
                "供餐日平均每天吃午餐的学生数；不供午餐填0。",
                "Pupils at lunch on an average serving day; 0 when none is served.",
            ),
            unit=f.PERSONS_A_DAY,
        ),
        f.integer(
            "diners_dinner",
            "晚餐人数",
            "Diners at dinner",
            Text(
                "供餐日平均每天吃晚餐的学生数；不供晚餐填0。",
                "Pupils at dinner on an average serving day; 0 when none is served.",
            ),
            unit=f.PERSONS_A_DAY,
        ),
        f.integer(
            "workers_on_duty",
            "在岗人数",
            "Workers on duty",
            Text(
                "本月在岗的食堂从业人员数，含承包方人员。",
                "Canteen workers on duty this month, also those of a contractor.",
            ),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.integer(
            "morning_check_days",
            "晨检天数",
            "Morning check days",
            Text(
                "对从业人员做了晨检并有记录的天数。",
                "Days on which the workers' morning health check was done and logged.",
            ),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.integer(
            "items_made",
            "成品品种数",
            "Dishes made",
            Text(
                "按餐次计算的成品品种数：每餐每个菜品算一个，全月合计。",
                "Dish by occasion: each dish of each meal counts one; total of the month.",
            ),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.integer(
            "items_sampled",
            "留样品种数",
            "Samples kept",
            Text("其中留了样的品种数。", "How many of the dishes made had a sample kept."),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.integer(
            "sample_short_g",
            "量不足数",
            "Under weight",
            Text(
                "留样中不足规定重量（现为125克）的品种数。没有填0。",
                "Samples below the required weight (125 g at present). 0 for none.",
            ),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.integer(
            "sample_short_h",
            "时长不足数",
            "Under time",
            Text(
                "留样中保存不足规定时间（现为48小时）的品种数。没有填0。",
                "Samples kept for less than the required time (48 hours at present). 0 for none.",
            ),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.integer(
            "disinfect_occasions",
            "消毒登记餐次",
            "Occasions with disinfection log",
            Text("餐具消毒有登记的餐次数。", "Meal occasions whose disinfection was logged."),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.integer(
            "tasting_occasions",
            "试尝餐次",
            "Occasions with tasting",
            Text("开餐前有人试尝并登记的餐次数。", "Meal occasions with a logged tasting before serving."),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.integer(
            "accompany_occasions",
            "校领导陪餐餐次",
            "Occasions with school leader",
            Text("有学校负责人陪餐并有记录的餐次数。", "Meal occasions that a school leader shared, as logged."),
        ),
        f.integer(
            "parent_accompany_occasions",
            "家长陪餐餐次",
            "Occasions with parent",
            Text(
                "有家长代表陪餐并有记录的餐次数。没有填0。",
                "Meal occasions that a parent shared, as logged. 0 for none.",
            ),
        ),
        f.integer(
            "cameras",
            "后厨摄像点",
            "Kitchen cameras",
            Text(
                "后厨（含留样、洗消、备餐处）摄像点数。没有填0，后面三项填0和“否”。",
                "Cameras in the kitchen area. When there is none enter 0, and 0 and no in the next three.",
            ),
            carried_from="cameras",
        ),
        f.integer(
            "camera_online_days",
            "在线天数",
            "Days online",
            Text("摄像设备正常在线的天数，不多于当月天数。", "Days of the month the cameras were online."),
        ),
        f.flag(
            "camera_to_bureau",
            "接入监管",
            "Linked to bureau",
            Text("画面已接入监管平台填“是”。", "Yes when the pictures reach the supervision platform."),
            carried_from="camera_to_bureau",
        ),
        f.flag(
            "camera_public",
            "公众可看",
            "Open to public",
            Text("家长或公众可以观看填“是”。", "Yes when parents or the public can watch."),
            carried_from="camera_public",
        ),
        f.integer(
            "weekly_checks",
            "周检次数",
            "Weekly checks",
            Text("本月做了并有记录的每周食品安全排查次数。", "Weekly food safety checks done and logged this month."),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.integer(
            "prohibited_found",
            "违禁品种数",
            "Prohibited dishes found",
            Text(
                "发现的禁售品种数：冷荤凉菜、生食、裱花蛋糕、四季豆、鲜黄花菜、野生蘑菇、发芽土豆。没有填0。",
                "Prohibited dishes found: cold, raw and decorated-cake dishes, kidney beans, fresh daylily, wild "
                "mushrooms, sprouted potatoes. 0 for none.",
            ),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.integer(
            "notices",
            "监管整改通知数",
            "Notices from regulator",
            Text(
                "本月收到的监管部门整改通知数。没有填0。",
                "Notices to rectify received from the regulator this month. 0 for none.",
            ),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.dec1(
            "waste_kg",
            "餐厨垃圾",
            "Food waste",
            Text(
                "本月称重的餐厨垃圾合计；没有称重的留空，不要填0。",
                "Food waste weighed this month; leave empty when it is not weighed, do not enter 0.",
            ),
            unit=f.KILOGRAMS,
            need=Need.OPTIONAL,
        ),
    ),
)
