"""The shops of a school in a term (R15); few schools have one, the others file a nil return."""

from datetime import date
from decimal import Decimal
from typing import Any

from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period


def _rows(school: DemoSchool, term: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]] | None:
    if not school.shops:
        return None
    return {"main": [_row(school, term, number) for number in range(1, school.shops + 1)]}


def _row(school: DemoSchool, term: Period, number: int) -> dict[str, Any]:
    house, now = school.draws("shop", number), school.draws("shop", number, term.key)
    revenue = Decimal(school.pupils * now.randint(55, 95))
    goods = (revenue * Decimal(f"{now.uniform(0.8, 0.85):.3f}")).quantize(Decimal("0.01"))
    other = (revenue * Decimal(f"{now.uniform(0.06, 0.1):.3f}")).quantize(Decimal("0.01"))
    operator = house.choice(("school", "chain", "chain", "contractor"))
    names = {"school": school.short, "chain": "优鲜达连锁超市", "contractor": "个体经营户"}
    checked = now.randint(10, 30)
    return {
        "facility_no": f"S{number:02d}",
        "operator": operator,
        "operator_name": names[operator],
        "sells_food": True,
        "licence_no": f"JY19901{school.index + 1:04d}{number:02d}{house.randint(100, 999)}",
        "licence_to": date(2028, house.randint(1, 12), 15),
        "items_listed": now.randint(60, 180),
        "items_checked": checked,
        "items_violating": 0 if now.random() < 0.6 + 0.4 * school.care else now.randint(1, 3),
        "revenue": revenue,
        "cost_of_goods": goods,
        "other_cost": other,
        "merged_accounts": house.random() < 0.8,
        "transfer_to_canteen": Decimal(0),
    }


STORY = Story(
    return_code="school_shop",
    figures=_rows,
    periods=1,
    answers={
        "SS-02": ("服务周边走读生文具需求，经局里批准保留，不出售食品类高糖高脂商品。",),
        "SS-03": ("承包合同明年六月到期，到期后由连锁企业或学校自营。",),
        "SS-05": ("抽查发现个别膨化食品临期，已下架销毁并约谈供货商。",),
        "SS-06": ("文具类毛利较高，食品类按微利定价，下学期整体下调。",),
        "SS-07": ("小卖部由连锁企业独立核算，并账手续正在办理。",),
        "SS-08": ("本学期利润在下学期初转入食堂账。",),
    },
)
