"""What must be explained in R36."""

from tenants.returns.rules import LISTED, query

_LATE = (
    "尽快公示；已经公示的补填日期，晚了的说明原因。",
    "Publish it soon; give the day if it is public already, and say why it was late.",
)

RULES = (
    query(
        "DL-01",
        "published_on is set and published_on <= due_on",
        LISTED,
        _LATE,
        ("{disclosure_item}应于{due_on}前公示，还没有公示", "{disclosure_item} was due on {due_on} and is not published"),
        ("{disclosure_item}应于{due_on}前公示，实际公示日为{published_on}", "{disclosure_item} was due on {due_on} and published on {published_on}"),
        anchor=("published_on",),
    ),
    query(
        "DL-02",
        "complete",
        ("{disclosure_item}公示的内容不完整。", "{disclosure_item} was not published in full."),
        ("补齐公示内容，或说明原因。", "Publish the rest, or say why not."),
    ),
    query(
        "DL-03",
        "channels contains platform and (channels contains notice_board or channels contains screen)",
        LISTED,
        ("同时在本平台和校内公示栏（或电子屏）公示，或说明原因。", "Publish on the platform and on the school's board or screen, or say why not."),
        ("{disclosure_item}没有在本平台公示", "{disclosure_item} was not published on the platform"),
        ("{disclosure_item}没有在校内公示栏或电子屏公示", "{disclosure_item} was not shown on the school's board or screen"),
    ),
)  # fmt: skip
