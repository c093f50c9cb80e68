"""The figures formed from R23."""

from tenants.returns.declaration import Direction, Indicator
from tenants.text import Text

_PERCENT = Text("%", "%")

INDICATORS = (
    Indicator(
        code="book_issue_rate",
        label=Text("作业本发放率", "Exercise books issued"),
        numerator="sum(books_issued)",
        denominator="sum(pupils * quota)",
        direction=Direction.HIGHER,
        target="100",
        red="98",
        unit=_PERCENT,
        scale=100,
        formula=Text("发书 ÷（学生数 × 每生定额）", "Books issued ÷ (pupils × quota)"),
        public=True,
    ),
    Indicator(
        code="book_short_rate",
        label=Text("作业本少发率", "Pupils issued short"),
        numerator="sum(pupils_short)",
        denominator="sum(pupils_sampled)",
        direction=Direction.LOWER,
        target="0",
        red="5",
        unit=_PERCENT,
        scale=100,
        formula=Text("少发学生 ÷ 抽查学生", "Pupils short ÷ pupils sampled"),
    ),
)
