"""The figures formed from R17."""

from tenants.returns.declaration import Direction, Indicator
from tenants.text import Text

_PERCENT = Text("%", "%")

INDICATORS = (
    Indicator(
        code="fire_ready_rate",
        label=Text("消防设施完好率", "Fire equipment in order"),
        numerator="sum(extinguishers_ok + hydrants_ok + exits_clear)",
        denominator="sum(extinguishers + hydrants + exits)",
        direction=Direction.HIGHER,
        target="100",
        red="95",
        unit=_PERCENT,
        scale=100,
        formula=Text(
            "（完好灭火器 + 完好消火栓 + 畅通出口）÷（灭火器 + 消火栓 + 疏散出口）",
            "Extinguishers and hydrants in order and clear exits ÷ extinguishers, hydrants and exits",
        ),
        public=True,
    ),
    Indicator(
        code="three_defence_rate",
        label=Text("三防达标率", "Three-defence standard met"),
        numerator='count(met("SF-04") and closed_campus and alarm_linked and video_linked)',
        denominator="count(main)",
        direction=Direction.HIGHER,
        target="100",
        red="95",
        unit=_PERCENT,
        scale=100,
        formula=Text(
            "保安配足、封闭管理、一键报警和视频都联网的学校 ÷ 学校",
            "Schools with enough guards, a closed campus, and alarm and video linked to the police ÷ schools",
        ),
        public=True,
    ),
    Indicator(
        code="camera_ok_rate",
        label=Text("监控完好率", "Cameras in order"),
        numerator="sum(cameras_ok)",
        denominator="sum(cameras)",
        direction=Direction.HIGHER,
        target="98",
        red="90",
        unit=_PERCENT,
        scale=100,
        formula=Text("完好摄像点 ÷ 摄像点", "Cameras in order ÷ cameras"),
    ),
)
