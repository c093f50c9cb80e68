"""What R36 asks of each item that had to be published."""

from tenants.returns import fields as f
from tenants.returns.declaration import Need, Part, Sensitivity
from tenants.text import Text

_DONE = "published_on is set"

MAIN = Part(
    code="main",
    label=Text("公示事项", "Publications"),
    key=("disclosure_item", "due_on"),
    fields=(
        f.one_of("disclosure_item", "disclosure_item", "公示内容", "Item", Text("应公示日在本月的每一项填一行；没有发生的事项不填。", "One row for each item due this month; an item without a cause has no row.")),
        f.several_of("channel", "channels", "渠道", "Channels", Text("实际公示的渠道，可填多项；还没有公示的留空。", "Where it was published, one or more; empty while it is not."), required_when=_DONE),
        f.day(
            "due_on", "应公示日", "Due",
            Text("本月内应公示的日期：收支、价格、营养补助、监督和卫生结果为15日，证照、人员、水质、收费、学校收支和承诺为学期第20日，采购和投诉为10日内，资助和考评为通过后5个工作日内。", "The day of this month by which it had to be public: the 15th for accounts, prices, nutrition fund, supervision and hygiene; day 20 of the term for licences, staff, water, fees, school accounts and pledges; within 10 days for procurement and complaints, 5 working days for aid and inspections."),
            future_allowed=True,
            must="due_on >= period_start and due_on <= period_end",
            must_says=Text("应公示日{due_on}不在本月，请填到相应月份的月报中。", "{due_on} is not in this month; put the item into the return of its month."),
        ),
        f.day("published_on", "实际公示日", "Published", Text("实际公示的日期；还没有公示的留空。", "The day it was published; empty while it is not."), need=Need.CONDITIONAL),
        f.files("proof", "佐证", "Proof", Text("公示栏照片、网页或公众号截图。", "A photograph of the board, or a picture of the page."), sensitivity=Sensitivity.BUREAU, required_when=_DONE),
        f.flag("complete", "内容完整", "Complete", Text("该公示的内容都公示了填“是”；还没有公示的留空。", "Yes when all that belongs to the item was published; empty while it is not."), sensitivity=Sensitivity.BUREAU, required_when=_DONE),
    ),
)  # fmt: skip
