"""What must hold, or be explained, in R20."""

from tenants.returns.rules import LISTED, error, query

_CANTEEN = " or ".join(
    f"posts contains {each}" for each in ("canteen_manager", "cook", "canteen_helper", "purchaser", "store_keeper")
)

RULES = (
    error(
        "TR-01",
        "attended <= invited and passed <= attended and certificates <= passed",
        LISTED,
        ("核对人数，后者是前者中的一部分。", "Check the counts; each is part of the one before."),
        ("参训{attended}人，多于应训{invited}人", "{attended} attended, but {invited} were invited"),
        ("合格{passed}人，多于参训{attended}人", "{passed} passed, but {attended} attended"),
        ("发证{certificates}人，多于合格{passed}人", "{certificates} certificates, but {passed} passed"),
    ),
    error(
        "TR-02",
        "end_on >= start_on",
        ("结束{end_on}早于开始{start_on}。", "It ended on {end_on}, before it began on {start_on}."),
        ("核对日期。", "Check both days."),
    ),
    query(
        "TR-03",
        "attended >= invited * 0.9",
        ("应训{invited}人，参训{attended}人，不到九成。", "{attended} of {invited} attended, less than nine in ten."),
        ("说明缺训原因和补训安排。", "Say why staff were missing and when they will be trained."),
    ),
    query(
        "TR-04",
        f"(training_level = bureau and ({_CANTEEN})) implies hours >= 4",
        ("面向食堂岗位的局级培训只有{hours}学时，应不少于4学时。", "A training of the bureau for canteen posts had {hours} hours; 4 at least are expected."),
        ("核对学时；确实不足的，说明原因。", "Check the hours, or say why they were fewer."),
        anchor=("hours",),
    ),
)  # fmt: skip
