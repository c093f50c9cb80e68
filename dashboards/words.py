"""The words of the dashboards in both languages."""

from tenants.returns.indicators import Band
from tenants.returns.lists import LISTS
from tenants.text import Text

BAND_LABELS: dict[Band | None, Text] = {
    "green": Text("达标", "On target"),
    "amber": Text("接近", "Between"),
    "red": Text("超红线", "Beyond the limit"),
    None: Text("不评级", "Not rated"),
}
BAND_MARKS: dict[Band | None, str] = {"green": "✓", "amber": "△", "red": "!", None: ""}

TITLE = Text("比较", "Compare")
OWN_TITLE = Text("本校与同类学校", "My school and its peers")
INDICATOR = Text("指标", "Indicator")
PERIOD = Text("时期", "Period")
AREA = Text("片区", "Area")
STAGE = Text("学段", "Stage")
PEER = Text("同类组", "Peer group")
BAND = Text("评级", "Band")
ALL = Text("全部", "All")
FILTERS = Text("筛选", "Filters")
DISTRICT = Text("全区", "District")
OWN_AREAS = Text("负责片区", "Areas in my charge")
SELECTED = Text("所选学校", "Schools selected")
SCHOOL = Text("学校", "School")
VALUE = Text("数值", "Value")
STATE = Text("状态", "State")
RANK = Text("名次", "Rank")
REMARKS = Text("备注", "Remarks")
NUMERATOR = Text("分子", "Numerator")
DENOMINATOR = Text("分母", "Denominator")
SCHOOLS_COUNTED = Text("计入学校数", "Schools included")
TARGET = Text("目标", "Target")
RED_LIMIT = Text("红线", "Limit")
MEDIAN = Text("中位数", "Median")
LOWER_QUARTILE = Text("下四分位", "Lower quartile")
UPPER_QUARTILE = Text("上四分位", "Upper quartile")
RANGE_OF_VALUES = Text("数值范围", "Range of values")
SCHOOLS = Text("学校数", "Schools")
TABLE = Text("数据表", "Table of these figures")
WORST_FIRST = Text("最差在前", "Worst first")
BEST_FIRST = Text("最好在前", "Best first")
LOWEST_FIRST = Text("最低在前", "Lowest first")
HIGHEST_FIRST = Text("最高在前", "Highest first")
ORDER = Text("排列", "Order")
PREVIOUS_PAGE = Text("上一页", "Previous")
NEXT_PAGE = Text("下一页", "Next")
PAGE_OF = Text("第 {page} / {pages} 页，共 {total} 所", "Page {page} of {pages}, {total} schools")
COPY_LINK = Text("复制链接", "Copy link")
COPIED = Text("链接已复制", "Link copied")
EXCEL = Text("导出 Excel", "Export Excel")
CSV = Text("导出 CSV", "Export CSV")
PRINT = Text("打印", "Print")
CLOSE = Text("关闭", "Close")
LIKE = Text("相似学校", "Similar schools")
ONLY_LIKE = Text("只看「{school}」和与它相似的学校。", "Only {school} and the schools like it.")
AMONG_LIKE = Text("在相似学校中比较", "Compare with similar schools")
ALL_SCHOOLS = Text("全部学校", "All schools")
FIND_SCHOOL = Text("按校名或拼音首字母查找", "Find by name or pinyin initials")
ALL_SCHOOLS_HELP = Text(
    "可排序、可筛选；选中一行按回车，查看数字的来历。",
    "Sort and filter; press Enter on a row to see where its figure comes from.",
)
SCHOOLS_TAB = Text("学校", "Schools")
SHEET = Text("全校一页表", "All of the school on one sheet")
OWN_FIGURES = Text("本校全部指标", "All figures of my school")
PEERS_HELP = Text(
    "同类学校：主学段、城乡类型、寄宿类型相同；不显示任何一所学校。有数的学校满 4 所显示中位数，满 8 所显示四分位数。",
    "Peers have the same main stage, locality and boarding; never a single school is shown. The median is shown from "
    "4 schools with a figure on, quartiles from 8 on.",
)
SUPPRESSED = Text("不足4所，不显示", "Fewer than 4 schools: not shown")
ITEM = Text("项目", "Item")
OWN = Text("本校", "My school")
OWN_WITHIN = Text("本校", "my school")  # inside a sentence
PEERS = Text("在同类学校中的位置", "Among its peers")
PEER_MEDIAN = Text("同类学校中位数", "Median of peers")
PEERS_COUNTED = Text("同类学校 {n} 所有数", "{n} peers with a figure")
NO_PEERS = Text("还没有同类组", "No peer group yet")
AS_OF = Text("数据截至 {at}", "As of {at}")
SOURCE = Text("来源：{ret}（{number}）", "Source: {ret} ({number})")
COUNTED = Text("计入 {n} 所学校", "{n} schools included")
COUNTED_OF = Text("计入 {n} / {total} 所学校", "{n} of {total} schools included")
AS_OF_HEAD = Text("数据截至", "As of")
SOURCE_HEAD = Text("来源", "Source")
UNIT_HEAD = Text("单位", "Unit")
FINDING = Text("结论", "Finding")
SCHOOL_CODE = Text("学校标识码", "School code")
UNIT = Text("单位：{unit}", "Unit: {unit}")
PROBLEM = Text(
    "没有取到数据，请稍后重试或刷新页面。", "The figures could not be fetched; try again later or reload the page."
)
NO_PAGE = Text("没有这个页面，或您无权查看。", "There is no such page, or it is not yours to open.")
LOADING = Text("正在载入…", "Loading…")
NOTHING = Text(
    "这个时期没有任何学校的数据。请选择其他时期，或清除筛选。",
    "No school has a figure here. Choose another period or clear the filters.",
)
NO_TREND = Text("这段时间没有数据。", "No figures in this span.")
TOO_FEW = Text("有数的学校不足4所，不画分布。", "Fewer than 4 schools with a figure: no distribution is drawn.")
NOT_YOURS = Text("没有这所学校，或您无权查看。", "There is no such school, or it is not yours to see.")

FORMULA = Text("计算公式", "Formula")
WITH_FIGURES = Text("代入数字", "With the figures")
ROWS = Text("来自哪些行", "The rows it comes from")
FILES = Text("文件与审核", "File and acceptance")
OPEN_RETURN = Text("打开报表", "Open the return")
OPEN_VERSION = Text("打开报表（第 {n} 版）", "Open the return (version {n})")
OPEN_FINDINGS = Text("疑问与提示 {n} 条", "{n} findings on it")
OPEN_CELL = Text("查看原文件 {sheet} 表 {cell} 单元格", "See cell {cell} of sheet {sheet} in the file")
ROW = Text("行", "Row")
PREPARED_BY = Text("填报", "Prepared by")
SIGNED_BY = Text("签字", "Signed by")
ACCEPTED_BY = Text("审核通过", "Accepted by")
AUTOMATIC = Text("系统（到期自动通过）", "the system (automatically)")
FILE = Text("原文件", "File")
NO_FILE = Text("网页填报，无文件", "Typed in, no file")
WHAT_IT_MEANS = Text("指标说明", "What this means")
WHERE_FROM = Text("这个数从哪里来", "Where this figure comes from")
DUE = Text("应报日期", "Due")
SUBMITTED = Text("首次提交", "First submitted")
NOT_SUBMITTED = Text("未提交", "Not submitted")
CLOSED_FIELD = Text("仅学校可见", "for the school only")
YES = Text("是", "yes")
NO = Text("否", "no")

_DAY, _BOARDING = Text("非寄宿", "day"), Text("寄宿", "boarding")


def peer_words(peer_group: str) -> Text:
    """junior/town/boarding: 初中·镇区·寄宿."""
    words = [_peer_part(part) for part in peer_group.split("/")]
    return Text("·".join(each.zh for each in words), ", ".join(each.en for each in words))


def _peer_part(code: str) -> Text:
    if code in ("day", "boarding"):
        return _DAY if code == "day" else _BOARDING
    return LISTS["stage"].get(code) or LISTS["locality"].get(code) or Text(code, code)
