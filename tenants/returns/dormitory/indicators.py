"""The figures formed from R14."""

from tenants.returns.declaration import Direction, Indicator
from tenants.text import Text

_PERCENT = Text("%", "%")

INDICATORS = (
    Indicator(
        code="boarders_per_warden",
        label=Text("每名宿管员管理人数", "Boarders per warden"),
        numerator="sum(boarders)",
        denominator="sum(wardens)",
        direction=Direction.LOWER,
        target="P.dorm_warden_ratio",
        red="1.2 * P.dorm_warden_ratio",
        unit=Text("人", "pupils"),
        formula=Text("住宿生 ÷ 宿管员", "Boarders ÷ wardens"),
        public=True,
    ),
    Indicator(
        code="dorm_area_per_boarder",
        label=Text("生均居室面积", "Living area per boarder"),
        numerator="sum(living_area)",
        denominator="sum(boarders)",
        direction=Direction.HIGHER,
        target="P.dorm_area_min",
        red="2.5",
        unit=Text("平方米", "m²"),
        formula=Text("居室面积 ÷ 住宿生", "Living area ÷ boarders"),
        public=True,
    ),
    Indicator(
        code="bed_ratio",
        label=Text("床位比", "Beds per boarder"),
        numerator="sum(beds)",
        denominator="sum(boarders)",
        direction=Direction.HIGHER,
        target="1.0",
        red="0.98",
        unit=Text("床/人", "beds"),
        formula=Text("床位 ÷ 住宿生", "Beds ÷ boarders"),
        places=2,
        public=True,
    ),
    Indicator(
        code="civilised_dorm_rate",
        label=Text("文明寝室率", "Model rooms"),
        numerator="sum(civilised_rooms)",
        denominator="sum(rooms)",
        direction=Direction.HIGHER,
        target="P.civilised_dorm_min",
        red="75",
        unit=_PERCENT,
        scale=100,
        formula=Text("文明寝室 ÷ 寝室", "Model rooms ÷ rooms"),
        public=True,
    ),
    Indicator(
        code="hot_water_rate",
        label=Text("热水覆盖率", "Hot water coverage"),
        numerator="sum(boarders where hot_water)",
        denominator="sum(boarders)",
        direction=Direction.HIGHER,
        target="100",
        red="80",
        unit=_PERCENT,
        scale=100,
        formula=Text("有热水的楼的住宿生 ÷ 住宿生", "Boarders of buildings with hot water ÷ boarders"),
        public=True,
    ),
)
