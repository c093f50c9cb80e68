"""The words of the guide sheet."""

from etl.workbook.sheets.formats import ERROR, MISSING, QUERY
from tenants.text import Text

FACTS = (
    Text("学校", "School"),
    Text("填报期间", "Period"),
    Text("报送截止", "Due by"),
    Text("咨询", "Contact"),
)
HOW = Text("怎么填", "How to fill it in")
STEPS = (
    Text(
        "在后面的工作表里逐行填写；空行不算数据，不必删除。",
        "Fill in the following sheets row by row; empty rows do not count and need not be deleted.",
    ),
    Text(
        "栏目带“*”的必填，带“△”的视情况填；没有发生的数量填 0，不要留空。",
        "Columns with * are required, with △ as it applies; type 0 where there was none, do not leave it empty.",
    ),
    Text(
        "有下拉箭头的请从列表中选；点选单元格会显示填写要求。",
        "Where there is an arrow, choose from the list; selecting a cell shows what it asks for.",
    ),
    Text(
        "填完保存为 .xlsx，回到网页上传；系统会一次列出全部问题，并可下载标好批注的副本。",
        "Save as .xlsx and upload it on the web page; all findings come at once, with a marked copy to download.",
    ),
)
COLOURS = Text("颜色", "Colours")
LEGEND = (
    (ERROR, Text("数据有矛盾，必须改正", "The figures contradict each other: correct them")),
    (
        QUERY,
        Text(
            "数据少见，请核对；确实如此，在网页上说明原因",
            "Unusual: check it; if it is right, explain it on the web page",
        ),
    ),
    (MISSING, Text("必填而未填", "Required and still empty")),
)
FIELDS = Text("栏目说明", "The fields")
HEADS = (
    Text("工作表", "Sheet"),
    Text("栏目", "Field"),
    Text("填否", "Needed"),
    Text("单位", "Unit"),
    Text("填写要求", "What to fill in"),
)

PACK_TITLE = Text("报表包", "Pack of returns")
PACK_STEP = Text(
    "每张报表单独接收或退回；没有动过的报表不算报送，以后可再填。",
    "Each return is accepted or refused on its own; one left untouched is not filed and can follow later.",
)
PACK_HEADS = (Text("填报表", "Return"), Text("填报期间", "Period"), Text("报送截止", "Due by"), Text("工作表", "Sheet"))
