"""What must hold, or be explained, in R31."""

from tenants.returns.rules import LISTED, error, query

_SITE = "sum(school_profile.main.site_area)"

RULES = (
    error(
        "CE-01",
        f"green_area <= {_SITE}",
        (f"绿地面积{{green_area}}平方米，大于学校占地{{{_SITE}}}平方米。", f"Green area {{green_area}} m² is more than the site of {{{_SITE}}} m²."),
        ("核对绿地面积，或更正学校基本情况的占地面积。", "Check the green area, or correct the site area of the school profile."),
    ),
    error(
        "CE-02",
        "sanitary_toilets <= toilets",
        ("卫生厕所{sanitary_toilets}座，多于厕所{toilets}座。", "{sanitary_toilets} sanitary toilets, but only {toilets} in all."),
        ("卫生厕所是厕所中的一部分，请核对。", "Sanitary toilets are among all toilets; check both."),
    ),
    query(
        "CE-03",
        "green_area >= prev(green_area) * 0.95",
        ("绿地面积{green_area}平方米，上学期为{prev(green_area)}平方米，减少超过5%。", "Green area {green_area} m², last term {prev(green_area)} m²: more than 5% less."),
        ("核对面积；确实减少的，说明原因。", "Check the area, or say why it shrank."),
    ),
    query(
        "CE-04",
        "hygiene_published",
        ("卫生检查结果没有公布。", "The results of the hygiene checks are not published."),
        ("每周公布后更正；或说明原因。", "Publish them every week and correct it, or say why not."),
    ),
    query(
        "CE-05",
        "hygiene_days >= cal.teaching_days * 0.9",
        ("本学期教学{cal.teaching_days}天，日查只有{hygiene_days}天。", "{hygiene_days} days with a check of {cal.teaching_days} teaching days."),
        ("核对日查记录；确实没有查的，说明原因。", "Check the records, or say why days were left out."),
    ),
    query(
        "CE-06",
        "waste_sorted and sewage_ok",
        LISTED,
        ("说明原因和整改时间。", "Say why and when it will be put right."),
        ("垃圾没有分类", "waste is not sorted"),
        ("污水不达标", "sewage is not in order"),
    ),
    query(
        "CE-07",
        "hedge_pruned >= 2",
        ("绿篱本学期只修剪{hedge_pruned}次，应不少于2次。", "Hedges were pruned {hedge_pruned} times this term; 2 at least are expected."),
        ("核对养护记录；没有绿篱的，说明。", "Check the record of care; say so where there are no hedges."),
    ),
)  # fmt: skip
