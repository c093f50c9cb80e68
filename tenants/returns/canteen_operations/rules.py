"""What must hold, or be explained, in R03."""

from tenants.returns.declaration import Rule, Severity
from tenants.text import Text

_ERROR, _QUERY, _WARNING = Severity.ERROR, Severity.QUERY, Severity.WARNING
_CHECK = Text("核对这两个数。", "Check the two numbers.")
_MOST_OCCASIONS = (
    ("disinfect_occasions", "消毒登记餐次", "occasions with a disinfection log"),
    ("tasting_occasions", "试尝餐次", "occasions with tasting"),
    ("accompany_occasions", "校领导陪餐餐次", "occasions with a school leader"),
    ("parent_accompany_occasions", "家长陪餐餐次", "occasions with a parent"),
)
_FOOD_STAFF = "count(logistics_staff.main where facility_no = this.facility_no and post in food_post and on_duty)"

RULES = (
    Rule(
        code="CO-01",
        severity=_ERROR,
        holds="meal_occasions <= serving_days * 4",
        says=Text(
            "供餐{serving_days}天，每天最多4个餐次，共{serving_days * 4}个，填报的供餐餐次是{meal_occasions}。",
            "With {serving_days} serving days there are at most {serving_days * 4} meal occasions; {meal_occasions} "
            "were entered.",
        ),
        remedy=Text("核对供餐天数和供餐餐次。", "Check the serving days and the meal occasions."),
    ),
    Rule(
        code="CO-02",
        severity=_ERROR,
        holds="items_sampled <= items_made",
        says=Text(
            "留样品种数{items_sampled}，多于成品品种数{items_made}。",
            "{items_sampled} samples were kept of only {items_made} dishes made.",
        ),
        remedy=_CHECK,
    ),
    Rule(
        code="CO-03",
        severity=_ERROR,
        holds="sample_short_g <= items_sampled and sample_short_h <= items_sampled",
        clauses=(
            Text("量不足数{sample_short_g}", "{sample_short_g} are under weight"),
            Text("时长不足数{sample_short_h}", "{sample_short_h} are under time"),
        ),
        says=Text(
            "留样品种数是{items_sampled}，而{clauses}：不合格的不能多于留样的。",
            "{items_sampled} samples were kept, but {clauses}: there cannot be more than were kept.",
        ),
        remedy=Text("核对留样品种数和不合格数。", "Check the samples kept and those that fall short."),
    ),
    Rule(
        code="CO-04",
        severity=_ERROR,
        holds=" and ".join(f"{code} <= meal_occasions" for code, _, _ in _MOST_OCCASIONS),
        clauses=tuple(Text(f"{zh}{{{code}}}", f"{{{code}}} {en}") for code, zh, en in _MOST_OCCASIONS),
        says=Text(
            "供餐餐次是{meal_occasions}，而{clauses}：不能多于供餐餐次。",
            "There were {meal_occasions} meal occasions, but {clauses}: there cannot be more than meal occasions.",
        ),
        remedy=Text(
            "核对这些餐次；一个餐次多人陪餐只算一次。",
            "Check these counts; an occasion shared by several persons counts once.",
        ),
    ),
    Rule(
        code="CO-05",
        severity=_ERROR,
        holds="camera_online_days <= period_days",
        says=Text(
            "摄像在线天数是{camera_online_days}，当月只有{period_days}天。",
            "Cameras were online on {camera_online_days} days, but the month has only {period_days}.",
        ),
        remedy=Text("核对在线天数。", "Check the days online."),
    ),
    Rule(
        code="CO-06",
        severity=_ERROR,
        holds=(
            "(cameras = 0 implies camera_online_days = 0) and (cameras = 0 implies not camera_to_bureau) and (cameras "
            "= 0 implies not camera_public)"
        ),
        anchor=("cameras",),
        clauses=(
            Text("在线天数填了{camera_online_days}", "{camera_online_days} days online were entered"),
            Text("接入监管填了“{camera_to_bureau}”", "linked to bureau says {camera_to_bureau}"),
            Text("公众可看填了“{camera_public}”", "open to public says {camera_public}"),
        ),
        says=Text("后厨摄像点是0，而{clauses}。", "There are 0 kitchen cameras, but {clauses}."),
        remedy=Text(
            "有摄像点的补填个数；没有的，在线天数填0，接入监管和公众可看填“否”。",
            "Enter the number of cameras; when there is none, enter 0 days online and no for both links.",
        ),
    ),
    Rule(
        code="CO-07",
        severity=_ERROR,
        holds="serving_days = 0 iff meal_occasions = 0",
        says=Text(
            "供餐{serving_days}天、供餐餐次{meal_occasions}：要么都为0，要么都大于0。",
            "{serving_days} serving days and {meal_occasions} meal occasions: both are 0 or neither is.",
        ),
        remedy=Text("核对供餐天数和供餐餐次。", "Check the serving days and the meal occasions."),
    ),
    Rule(
        code="CO-08",
        severity=_ERROR,
        holds="morning_check_days <= serving_days",
        says=Text(
            "晨检{morning_check_days}天，多于供餐的{serving_days}天。",
            "There were {morning_check_days} morning check days on only {serving_days} serving days.",
        ),
        remedy=Text("晨检只计供餐的日子，请核对。", "Count morning checks on serving days only."),
    ),
    Rule(
        code="CO-09",
        severity=_QUERY,
        holds="licence_to is set and licence_to >= period_end",
        says=Text(
            "许可证有效期至{licence_to}，到月末{period_end}没有有效的许可证。",
            "The licence is valid to {licence_to}: there is none in force at the end of the month, {period_end}.",
        ),
        remedy=Text(
            "核对有效期；确实到期或没有的，说明办证或换证的进展。",
            "Check the date; if there is no valid licence, say how far its renewal has come.",
        ),
    ),
    Rule(
        code="CO-10",
        severity=_QUERY,
        holds="items_sampled = items_made",
        says=Text(
            "成品品种{items_made}个，留样{items_sampled}个，相差{abs(items_made - items_sampled)}个。",
            "Of {items_made} dishes made, {items_sampled} had a sample kept; {abs(items_made - items_sampled)} apart.",
        ),
        remedy=Text(
            "每个成品都应留样；请核对，属实的说明原因。",
            "Every dish should have a sample; check, and say why where it had none.",
        ),
    ),
    Rule(
        code="CO-11",
        severity=_QUERY,
        holds="sample_short_g = 0 and sample_short_h = 0",
        clauses=(
            Text("{sample_short_g}个不足{P.sample_min_g}克", "{sample_short_g} weighed less than {P.sample_min_g} g"),
            Text(
                "{sample_short_h}个保存不足{P.sample_keep_h}小时",
                "{sample_short_h} were kept for less than {P.sample_keep_h} hours",
            ),
        ),
        says=Text("留样不合格：{clauses}。", "Samples fall short: {clauses}."),
        remedy=Text(
            "核对留样记录；属实的说明原因和改正办法。", "Check the sample log; if true, say why and what was changed."
        ),
    ),
    Rule(
        code="CO-12",
        severity=_QUERY,
        holds="accompany_occasions = meal_occasions",
        says=Text(
            "供餐{meal_occasions}个餐次，校领导陪餐{accompany_occasions}个，"
            "相差{abs(meal_occasions - accompany_occasions)}个。",
            "Of {meal_occasions} meal occasions a school leader shared {accompany_occasions}; "
            "{abs(meal_occasions - accompany_occasions)} apart.",
        ),
        remedy=Text(
            "每餐都应有学校负责人陪餐；请核对，属实的说明原因。",
            "A school leader should share each meal; check, and say why where none did.",
        ),
    ),
    Rule(
        code="CO-13",
        severity=_QUERY,
        holds="disinfect_occasions = meal_occasions",
        says=Text(
            "供餐{meal_occasions}个餐次，消毒登记{disinfect_occasions}个，"
            "相差{abs(meal_occasions - disinfect_occasions)}个。",
            "Of {meal_occasions} meal occasions {disinfect_occasions} have a disinfection log; "
            "{abs(meal_occasions - disinfect_occasions)} apart.",
        ),
        remedy=Text(
            "每餐都应消毒并登记；请核对，属实的说明原因。",
            "Each meal needs a log; check, and say why where there is none.",
        ),
    ),
    Rule(
        code="CO-14",
        severity=_QUERY,
        holds="prohibited_found = 0",
        says=Text("发现违禁品种{prohibited_found}个。", "{prohibited_found} prohibited dishes were found."),
        remedy=Text("说明是什么品种、怎样处理的。", "Say which dishes and what was done about them."),
    ),
    Rule(
        code="CO-15",
        severity=_QUERY,
        holds="diners_lunch <= sum(school_profile.enrolment.students) * 1.1",
        anchor=("diners_lunch",),
        says=Text(
            "午餐人数{diners_lunch}人，超过在校生{sum(school_profile.enrolment.students)}人的1.1倍。",
            "There are {diners_lunch} diners at lunch: more than 1.1 times the "
            "{sum(school_profile.enrolment.students)} pupils of the school profile.",
        ),
        remedy=Text(
            "只计学生，按供餐日平均；请核对，属实的说明原因。",
            "Count pupils only, on an average serving day; check, and say why if true.",
        ),
    ),
    Rule(
        code="CO-16",
        severity=_QUERY,
        holds="serving_days <= cal.teaching_days + 4",
        anchor=("serving_days",),
        says=Text(
            "供餐{serving_days}天，本月教学日是{cal.teaching_days}天，多出4天以上。",
            "There are {serving_days} serving days in a month of {cal.teaching_days} teaching days: more than 4 "
            "beyond.",
        ),
        remedy=Text(
            "核对供餐天数；周末或假期供餐的请说明。",
            "Check the serving days; say why if meals were served on weekends or holidays.",
        ),
    ),
    Rule(
        code="CO-17",
        severity=_QUERY,
        holds=(
            "school.nutrition_pilot != none and (school.stages contains primary or school.stages contains junior) "
            "implies operation_mode != contracted"
        ),
        anchor=("operation_mode",),
        says=Text(
            "学校实施营养改善计划（{school.nutrition_pilot}），食堂经营方式填的是“{operation_mode}”；义务教育学校实施"
            "该计划的食堂不得承包或委托经营。",
            "The school takes part in the nutrition programme ({school.nutrition_pilot}) and the mode entered is: "
            "{operation_mode}. Canteens of compulsory stages in the programme may not be contracted out.",
        ),
        remedy=Text(
            "核对经营方式；属实的说明合同期限和收回自营的安排。",
            "Check the mode; if true, say when the contract ends and how the school will take the canteen back.",
        ),
    ),
    Rule(
        code="CO-18",
        severity=_QUERY,
        holds="diners_lunch ~ prev(diners_lunch) ± P.diners_change_query%",
        anchor=("diners_lunch",),
        says=Text(
            "午餐人数{diners_lunch}人，上期{prev(diners_lunch)}人，变动超过{P.diners_change_query}%。",
            "There are {diners_lunch} diners at lunch and were {prev(diners_lunch)} last time: a change of more than "
            "{P.diners_change_query}%.",
        ),
        remedy=Text(
            "核对人数；属实的说明原因，如毕业、开学、走读变化。",
            "Check the number; if true, say why, such as graduation or a new intake.",
        ),
    ),
    Rule(
        code="CO-19",
        severity=_QUERY,
        holds="operation_mode != delivered implies diners_lunch <= workers_on_duty * P.diners_per_worker_max",
        anchor=("workers_on_duty", "diners_lunch"),
        says=Text(
            "午餐{diners_lunch}人、在岗{workers_on_duty}人：每名从业人员供餐超过{P.diners_per_worker_max}人。",
            "{diners_lunch} diners at lunch and {workers_on_duty} workers: more than {P.diners_per_worker_max} diners "
            "a worker.",
        ),
        remedy=Text(
            "核对两个人数；人手不足的，说明补足的办法。",
            "Check both numbers; if workers are short, say how they will be added.",
        ),
    ),
    Rule(
        code="CO-20",
        severity=_QUERY,
        holds=f"operation_mode != delivered implies workers_on_duty ~ {_FOOD_STAFF} ± 20%",
        anchor=("workers_on_duty",),
        says=Text(
            f"在岗人数{{workers_on_duty}}人，后勤人员名册上本食堂在岗的食品岗位人员是{{{_FOOD_STAFF}}}人，相差超过20%。",
            f"{{workers_on_duty}} workers are on duty, but the staff roster lists {{{_FOOD_STAFF}}} in food posts on duty "
            "here: more than 20% apart.",
        ),
        remedy=Text(
            "核对在岗人数；名册没有及时更新的，请更新名册。",
            "Check the workers; bring the roster up to date if it is behind.",
        ),
    ),
    Rule(
        code="CO-21",
        severity=_QUERY,
        holds="notices = 0",
        says=Text("本月收到监管整改通知{notices}份。", "{notices} notices came from the regulator this month."),
        remedy=Text("说明通知内容和整改情况。", "Say what they ask and how far the work has come."),
    ),
    Rule(
        code="CO-22",
        severity=_WARNING,
        holds="grade_on >= period_end - 365",
        says=Text(
            "最近一次评级是{grade_on}，到月末已超过一年。",
            "The latest grading was on {grade_on}, more than a year before the end of the month.",
        ),
        remedy=Text("请联系市场监管部门重新评定。", "Ask the regulator for a new grading."),
    ),
    Rule(
        code="CO-23",
        severity=_WARNING,
        holds="cal.teaching_days >= 18 implies weekly_checks >= 4",
        anchor=("weekly_checks",),
        says=Text(
            "本月教学日{cal.teaching_days}天，周检只有{weekly_checks}次，应至少4次。",
            "The month has {cal.teaching_days} teaching days but only {weekly_checks} weekly checks; at least 4 are "
            "due.",
        ),
        remedy=Text("每周排查一次并记录；漏填的请补填。", "Check every week and log it; add what was left out."),
    ),
)
