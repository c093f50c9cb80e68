"""What must hold, or be explained, in R14."""

from tenants.returns.declaration import Rule, Severity
from tenants.text import Text

_BUILDING = Text("宿舍楼{facility_no}", "Building {facility_no}")


def _at_most(code: str, field: str, whole: str, words: Text, remedy: Text) -> Rule:
    """A part that cannot be more than the whole; ``words`` name both."""
    return Rule(
        code=code,
        severity=Severity.ERROR,
        holds=f"{field} <= {whole}",
        says=Text(
            f"{_BUILDING.zh}：{words.zh}（{{{field}}} > {{{whole}}}）。",
            f"{_BUILDING.en}: {words.en} ({{{field}}} > {{{whole}}}).",
        ),
        remedy=remedy,
    )


RULES = (
    _at_most(
        "DM-01",
        "wardens_certified",
        "wardens",
        Text("持健康证的宿管员多于宿管员", "more wardens with a certificate than wardens"),
        Text(
            "核对两个人数，持证的是宿管员中的一部分。", "Check both counts; the certified ones are among the wardens."
        ),
    ),
    _at_most(
        "DM-02",
        "exits_clear",
        "exits",
        Text("畅通出口多于安全出口", "more clear exits than exits"),
        Text("核对两个出口数。", "Check both counts of exits."),
    ),
    _at_most(
        "DM-03",
        "civilised_rooms",
        "rooms",
        Text("文明寝室多于寝室", "more model rooms than rooms"),
        Text("核对寝室数和文明寝室数。", "Check rooms and model rooms."),
    ),
    _at_most(
        "DM-04",
        "shared_beds",
        "boarders",
        Text("合铺人数多于住宿生", "more pupils sharing a bed than boarders"),
        Text("核对住宿生数和合铺人数。", "Check boarders and those who share a bed."),
    ),
    _at_most(
        "DM-05",
        "staff_fire_trained",
        "wardens",
        Text("会用器材的人员多于宿管员", "more staff able to use the gear than wardens"),
        Text("只计宿管员中会使用消防器材的人。", "Count only wardens who can use the fire equipment."),
    ),
    Rule(
        code="DM-06",
        severity=Severity.QUERY,
        holds="boarders <= beds",
        says=Text(
            "宿舍楼{facility_no}住宿生{boarders}人，床位只有{beds}个。",
            "Building {facility_no}: {boarders} boarders, but {beds} beds.",
        ),
        remedy=Text("核对后更正；床位确实不足的，说明怎样安排。", "Correct it, or say how the pupils are put up."),
    ),
    Rule(
        code="DM-07",
        severity=Severity.QUERY,
        holds="shared_beds = 0",
        says=Text(
            "宿舍楼{facility_no}有{shared_beds}名学生合铺。",
            "Building {facility_no}: {shared_beds} pupils share a bed.",
        ),
        remedy=Text("说明原因和增加床位的时间。", "Say why, and when there will be more beds."),
    ),
    Rule(
        code="DM-08",
        severity=Severity.QUERY,
        holds="boarders <= wardens * P.dorm_warden_ratio",
        says=Text(
            "宿舍楼{facility_no}住宿生{boarders}人，宿管员{wardens}人；每名宿管员最多管理{P.dorm_warden_ratio}人。",
            "Building {facility_no}: {boarders} boarders and {wardens} wardens; one may look after "
            "{P.dorm_warden_ratio} at most.",
        ),
        remedy=Text("核对人数；人手不足的，说明何时补齐。", "Check the counts, or say when wardens will be added."),
    ),
    Rule(
        code="DM-09",
        severity=Severity.QUERY,
        holds="living_area >= boarders * P.dorm_area_min",
        says=Text(
            "宿舍楼{facility_no}居室{living_area}平方米，住{boarders}人，低于每人{P.dorm_area_min}平方米。",
            "Building {facility_no}: {living_area} m² for {boarders} boarders, less than {P.dorm_area_min} m² each.",
        ),
        remedy=Text("核对面积；确实拥挤的，说明怎样改善。", "Check the area, or say how it will be improved."),
    ),
    Rule(
        code="DM-10",
        severity=Severity.QUERY,
        holds="separate_sexes and duty_24h and info_posted and rules_complete and plan_ready",
        clauses=(
            Text("男女没有分区", "boys and girls are not apart"),
            Text("没有24小时值守", "nobody is on duty day and night"),
            Text("值班信息没有上墙", "the staff are not posted"),
            Text("制度不齐全", "rules are missing"),
            Text("没有应急预案", "there is no emergency plan"),
        ),
        says=Text("宿舍楼{facility_no}：{clauses}。", "Building {facility_no}: {clauses}."),
        remedy=Text("说明原因和整改时间。", "Say why, and when it will be put right."),
    ),
    Rule(
        code="DM-11",
        severity=Severity.QUERY,
        holds="exits_clear = exits",
        says=Text(
            "宿舍楼{facility_no}安全出口{exits}个，畅通的只有{exits_clear}个。",
            "Building {facility_no}: {exits_clear} of {exits} exits are clear.",
        ),
        remedy=Text("立即清理打开后更正；或说明整改时间。", "Clear them at once and correct it, or say by when."),
    ),
    Rule(
        code="DM-12",
        severity=Severity.QUERY,
        holds="wardens_certified = wardens and staff_fire_trained = wardens",
        clauses=(
            Text(
                "宿管员{wardens}人，持健康证{wardens_certified}人",
                "{wardens_certified} of {wardens} wardens have a health certificate",
            ),
            Text(
                "宿管员{wardens}人，会用消防器材{staff_fire_trained}人",
                "{staff_fire_trained} of {wardens} wardens can use the fire equipment",
            ),
        ),
        says=Text("宿舍楼{facility_no}：{clauses}。", "Building {facility_no}: {clauses}."),
        remedy=Text("说明何时办证或培训。", "Say when they will get it or be trained."),
    ),
    Rule(
        code="DM-13",
        severity=Severity.QUERY,
        holds="sum(boarders) ~ sum(school_profile.enrolment.boarders) ± 5%",
        anchor=("boarders",),
        says=Text(
            "各楼住宿生合计{sum(boarders)}人，学校基本情况年报为{sum(school_profile.enrolment.boarders)}人，相差超过5%。",
            "The buildings have {sum(boarders)} boarders, the school profile {sum(school_profile.enrolment.boarders)}: "
            "more than 5% apart.",
        ),
        remedy=Text("核对各楼人数；学期中有变动的，说明原因。", "Check the counts, or say what has changed."),
    ),
    Rule(
        code="DM-14",
        severity=Severity.QUERY,
        holds=(
            "sum(wardens) ~ count(logistics_staff.main where logistics_staff.main.post = dorm_warden"
            " and logistics_staff.main.on_duty) ± 10%"
        ),
        anchor=("wardens",),
        says=Text(
            "各楼宿管员合计{sum(wardens)}人，与后勤人员名册在岗宿管员人数相差超过10%。",
            "The buildings have {sum(wardens)} wardens; the staff roster differs by more than 10%.",
        ),
        remedy=Text("核对宿管员人数和人员名册。", "Check the wardens against the roster."),
    ),
)
