"""The figures formed from R33."""

from tenants.returns.declaration import Direction, Indicator
from tenants.text import Text

_PERCENT = Text("%", "%")

INDICATORS = (
    Indicator(
        code="satisfaction_rate",
        label=Text("满意率", "Satisfaction"),
        numerator="sum(very_good + good)",
        denominator="sum(answers)",
        direction=Direction.HIGHER,
        target="P.satisfaction_target",
        red="75",
        unit=_PERCENT,
        scale=100,
        formula=Text("（很满意 + 满意）÷ 答卷数", "(Very good + good) ÷ answers"),
    ),
    Indicator(
        code="satisfaction_score",
        label=Text("满意度得分", "Satisfaction score"),
        numerator="sum(5 * very_good + 4 * good + 3 * fair + 2 * poor + very_poor)",
        denominator="sum(answers)",
        direction=Direction.HIGHER,
        target="4.2",
        red="3.5",
        unit=Text("分（满分5分）", "points of 5"),
        places=2,
        formula=Text(
            "（5×很满意 + 4×满意 + 3×一般 + 2×不满意 + 很不满意）÷ 答卷数",
            "(5 × very good + 4 × good + 3 × fair + 2 × poor + very poor) ÷ answers",
        ),
    ),
    Indicator(
        code="response_rate",
        label=Text("答卷率", "Response rate"),
        numerator="sum(answers)",
        denominator="sum(invited)",
        direction=Direction.HIGHER,
        target="70",
        red="40",
        unit=_PERCENT,
        scale=100,
        formula=Text("答卷数 ÷ 邀请数", "Answers ÷ invited"),
    ),
)
