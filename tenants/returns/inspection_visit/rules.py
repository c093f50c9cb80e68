"""What must hold, or be explained, in R37."""

from tenants.returns.rules import LISTED, error, query

SHARE = (
    "if(scheme_item.method[item_code] = ratio, passed / sampled,"
    " if(scheme_item.method[item_code] = deduct, max(0, 1 - 0.5 * defects / scheme_item.max_points[item_code]),"
    " if(scheme_item.method[item_code] = linear,"
    " max(0, min(1, (value - scheme_item.lo[item_code]) / (scheme_item.hi[item_code] - scheme_item.lo[item_code]))),"
    " if(level = 2, 1, if(level = 1, 0.6, 0)))))"
)
_FULL = "scheme_item.max_points[item_code]"
_DOMAIN = "scheme_item.domain[item_code] = scheme_item.domain[this.item_code]"
_SCATTERED = f"count(score where count(score where {_DOMAIN}) != scheme_item.domain_items[item_code])"
_DAYS = (
    "if(severity = veto, P.rectify_days_veto, if(severity = serious, P.rectify_days_serious,"
    " if(severity = general, P.rectify_days_general, P.rectify_days_minor)))"
)
_DEADLINE = f"day(visit.started_at) + {_DAYS}"
_SAME_ITEM = "finding where item_code = this.item_code"
_EARLIER = " + ".join(f"count({_SAME_ITEM} over {span}) - count({_SAME_ITEM})" for span in ("school_year", "year"))

RULES = (
    error(
        "IV-01",
        "listed(inspectors) >= 2",
        ("检查人员只有{listed(inspectors)}人。", "Only {listed(inspectors)} inspector is named."),
        ("检查须由两人以上进行，请列出全部人员。", "A visit is made by two or more; name all of them."),
        part="visit",
    ),
    error(
        "IV-02",
        f"points ~ {_FULL} * {SHARE} ± 0.01",
        (f"项目{{item_code}}得分{{points}}，按方法应为{{{_FULL} * {SHARE}}}。", f"Item {{item_code}} has {{points}} points; its method gives {{{_FULL} * {SHARE}}}."),
        ("得分留空，由系统计算。", "Leave the points empty; the system works them out."),
        part="score",
        anchor=("points",),
    ),
    error(
        "IV-03",
        f"{_SCATTERED} = 0 and listed(visit.domains) = size(distinct(scheme_item.domain[score.item_code]))"
        " and (visit.visit_type = annual implies count(score) = scheme.items[visit.scheme_code])",
        LISTED,
        ("检查到的领域，每个项目都要评分或填不适用。", "Score every item of a domain that was visited, or say that it does not apply."),
        (f"{{{_SCATTERED}}}个项目所在的领域没有评完", f"{{{_SCATTERED}}} items belong to domains that are not complete"),
        ("涉及领域写了{listed(visit.domains)}个，与评分表不一致", "{listed(visit.domains)} domains are named, which does not agree with the scoring sheet"),
        ("年度考评评了{count(score)}项，方案共{scheme.items[visit.scheme_code]}项", "the annual evaluation has {count(score)} items, the scheme {scheme.items[visit.scheme_code]}"),
        part="visit",
        anchor=("domains",),
    ),
    error(
        "IV-04",
        f"(applicable and points < 0.6 * {_FULL}) implies count(finding where item_code = this.item_code) >= 1",
        (f"项目{{item_code}}得{{points}}分，不到满分{{{_FULL}}}的六成，却没有问题记录。", f"Item {{item_code}} has {{points}} points, below 60 % of {{{_FULL}}}, and no finding."),
        ("在“问题”表中记录这一项的问题。", "Describe it in the sheet of findings."),
        part="score",
        anchor=("points",),
    ),
    error(
        "IV-05",
        f"(applicable and points < scheme_item.veto_below[item_code] * {_FULL}) implies"
        " count(finding where item_code = this.item_code and severity = veto) >= 1",
        ("项目{item_code}触发一票否决，却没有否决级的问题记录。", "Item {item_code} meets a veto condition, and no finding is of severity veto."),
        ("在“问题”表中记录这一项，严重程度选“否决”。", "Describe it in the sheet of findings with severity veto."),
        part="score",
        anchor=("points",),
    ),
    error(
        "IV-06",
        "passed <= sampled",
        ("项目{item_code}合格{passed}，多于抽查{sampled}。", "Item {item_code}: {passed} passed of {sampled} sampled."),
        ("合格数是抽查数的一部分，请核对。", "Those passed are among those sampled; check both."),
        part="score",
    ),
    query(
        "IV-07",
        f"deadline = {_DEADLINE}",
        (f"问题{{finding_no}}的期限{{deadline}}，按严重程度应为{{{_DEADLINE}}}。", f"The deadline of {{finding_no}} is {{deadline}}; its severity gives {{{_DEADLINE}}}."),
        ("改回规定期限，或说明理由。", "Use the deadline of the severity, or say why."),
        part="finding",
        anchor=("deadline",),
    ),
    query(
        "IV-08",
        f"repeat_of is set or {_EARLIER} = 0",
        ("项目{item_code}过去已有问题，没有填重复问题的编号。", "There were findings on item {item_code} before, and no repeat is named."),
        ("填写原问题编号；确属不同问题的，说明理由。", "Give the number of the earlier finding, or say why it is another matter."),
        part="finding",
        anchor=("repeat_of",),
    ),
)  # fmt: skip
