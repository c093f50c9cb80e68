"""What must hold, or be explained, in R17."""

from tenants.returns.declaration import Rule, Severity
from tenants.text import Text

_BOARDERS = "sum(school_profile.enrolment.boarders)"
_DAY_PUPILS = f"(sum(school_profile.enrolment.students) - {_BOARDERS})"
_GUARDS = (
    f"(if({_DAY_PUPILS} < 100, 1, if({_DAY_PUPILS} < 1000, 2, 3 + floor(({_DAY_PUPILS} - 1000) / P.guard_step)))"
    f" + ceil({_BOARDERS} / P.guard_boarder_step))"
)
_CHECK = Text("核对后更正；确实如此的，说明原因和整改时间。", "Correct it, or say why and when it will be put right.")
_COUNTS = Text("核对数量，前者是后者中的一部分。", "Check the counts; the first is part of the second.")


def _query(code: str, holds: str, says: Text, remedy: Text = _CHECK, clauses: tuple[Text, ...] = ()) -> Rule:
    """A standard that a school may miss, but explains."""
    return Rule(code=code, severity=Severity.QUERY, holds=holds, says=says, remedy=remedy, clauses=clauses)


def _more(zh: str, en: str, part: str, whole: str) -> Text:
    """A part that is more than the whole."""
    return Text(f"{zh}（{{{part}}} > {{{whole}}}）", f"{en} ({{{part}}} > {{{whole}}})")


def _tested(zh: str, en: str, field: str, limit: str) -> tuple[str, tuple[Text, ...]]:
    """The test of ``field`` lies within ``limit`` days of submission: the condition and its words."""
    words = (
        Text(f"没有填{zh}", f"no day of the {en} is given"),
        Text(
            f"{zh}{{{field}}}，距填报已超过{{{limit}}}天",
            f"the last {en} was on {{{field}}}, more than {{{limit}}} days before submission",
        ),
    )
    return f"{field} is set and {field} >= submitted_on - {limit}", words


_CHECKED = _tested("灭火器检查日", "check of extinguishers", "extinguisher_checked_on", "P.extinguisher_check_days")
_FIRE = _tested("消防设施检测日", "fire system test", "fire_tested_on", "P.fire_test_days")
_LIGHTNING = _tested("防雷检测日", "lightning test", "lightning_tested_on", "P.lightning_test_days")
_LIST = Text("{clauses}。", "Found: {clauses}.")

RULES = (
    Rule(
        code="SF-01",
        severity=Severity.ERROR,
        holds=(
            "extinguishers_ok <= extinguishers and extinguishers_expired <= extinguishers"
            " and hydrants_ok <= hydrants and exits_clear <= exits"
            " and guards_certified <= guards and cameras_ok <= cameras"
        ),
        clauses=(
            _more(
                "完好灭火器多于灭火器",
                "more extinguishers in order than there are",
                "extinguishers_ok",
                "extinguishers",
            ),
            _more(
                "超期灭火器多于灭火器",
                "more expired extinguishers than there are",
                "extinguishers_expired",
                "extinguishers",
            ),
            _more("完好消火栓多于消火栓", "more hydrants in order than there are", "hydrants_ok", "hydrants"),
            _more("畅通出口多于疏散出口", "more clear exits than there are", "exits_clear", "exits"),
            _more("持证保安多于保安", "more certified guards than guards", "guards_certified", "guards"),
            _more("完好摄像点多于摄像点", "more cameras in order than there are", "cameras_ok", "cameras"),
        ),
        says=_LIST,
        remedy=_COUNTS,
    ),
    _query(
        "SF-02",
        "extinguishers_ok = extinguishers and extinguishers_expired = 0 and hydrants_ok = hydrants",
        _LIST,
        clauses=(
            Text(
                "灭火器{extinguishers}个，完好的只有{extinguishers_ok}个",
                "{extinguishers_ok} of {extinguishers} extinguishers are in order",
            ),
            Text("灭火器超期{extinguishers_expired}个", "{extinguishers_expired} extinguishers are expired"),
            Text("消火栓{hydrants}个，完好的只有{hydrants_ok}个", "{hydrants_ok} of {hydrants} hydrants are in order"),
        ),
    ),
    _query(
        "SF-03",
        "exits_clear = exits",
        Text("疏散出口{exits}个，畅通的只有{exits_clear}个。", "{exits_clear} of {exits} exits are clear."),
        Text("立即清理打开后更正；或说明整改时间。", "Clear them at once and correct it, or say by when."),
    ),
    _query(
        "SF-04",
        f"guards >= {_GUARDS}",
        Text(
            f"专职保安{{guards}}人；按走读生{{{_DAY_PUPILS}}}人、寄宿生{{{_BOARDERS}}}人，应不少于{{{_GUARDS}}}人。",
            f"{{guards}} guards; {{{_DAY_PUPILS}}} day pupils and {{{_BOARDERS}}} boarders need {{{_GUARDS}}}.",
        ),
        Text("核对人数；配备不足的，说明何时补齐。", "Check the count, or say when guards will be added."),
    ),
    _query(
        "SF-05",
        "guards_certified = guards and guard_24h",
        _LIST,
        clauses=(
            Text(
                "保安{guards}人，持证的只有{guards_certified}人", "{guards_certified} of {guards} guards are certified"
            ),
            Text("校门没有24小时值守", "the gate is not manned day and night"),
        ),
    ),
    _query(
        "SF-06",
        "patrols_per_day >= P.patrols_min",
        Text(
            "每天巡查{patrols_per_day}次，应不少于{P.patrols_min}次。",
            "{patrols_per_day} patrols a day; there should be {P.patrols_min} at least.",
        ),
    ),
    _query("SF-07", _CHECKED[0], _LIST, clauses=_CHECKED[1]),
    _query("SF-08", f"{_FIRE[0]} and {_LIGHTNING[0]}", _LIST, clauses=_FIRE[1] + _LIGHTNING[1]),
    _query(
        "SF-09",
        "video_days >= P.video_keep_days",
        Text(
            "录像保存{video_days}天，应不少于{P.video_keep_days}天。",
            "Recordings are kept for {video_days} days; it should be {P.video_keep_days} at least.",
        ),
    ),
    _query(
        "SF-10",
        "closed_campus and gate_barrier and fence_ok and visitor_log and duty_log and police_contact"
        " and video_linked and alarm_linked",
        _LIST,
        clauses=(
            Text("没有封闭管理", "the campus is not closed"),
            Text("没有防冲撞设施", "there is no gate barrier"),
            Text("围墙不完好", "the fence is not sound"),
            Text("外来人员没有登记", "visitors are not written down"),
            Text("没有值班记录", "there is no duty log"),
            Text("没有警校联系", "there is no contact with the police"),
            Text("视频没有联网", "the video is not linked to the police"),
            Text("一键报警没有联网", "the alarm is not linked to the police"),
        ),
    ),
    _query(
        "SF-11",
        "guards ~ count(logistics_staff.main where logistics_staff.main.post = guard"
        " and logistics_staff.main.on_duty) ± 10%",
        Text(
            "专职保安{guards}人，与后勤人员名册在岗保安人数相差超过10%。",
            "{guards} guards; the staff roster differs by more than 10%.",
        ),
        Text("核对保安人数和人员名册。", "Check the guards against the roster."),
    ),
)
