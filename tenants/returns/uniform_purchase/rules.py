"""What must hold, or be explained, in R22."""

from tenants.returns.rules import LISTED, error, query

_CHECK = ("核对后更正；属实的说明原因。", "Correct it; if true, say why.")

RULES = (
    error(
        "UP-01",
        "families_agreed <= families_asked",
        ("同意{families_agreed}户，多于征询{families_asked}户。", "{families_agreed} families agreed, but {families_asked} were asked."),
        ("同意的是征询家庭中的一部分，请核对。", "Those who agreed are among those asked; check both."),
    ),
    error(
        "UP-02",
        "pupils_bought <= pupils_total",
        ("购买{pupils_bought}人，多于学生{pupils_total}人。", "{pupils_bought} bought, but there are {pupils_total} pupils."),
        ("购买的是学生中的一部分，请核对。", "Buyers are among the pupils; check both."),
    ),
    error(
        "UP-03",
        "free_sets <= sets",
        ("免费{free_sets}套，多于采购{sets}套。", "{free_sets} free sets, but {sets} were bought."),
        ("免费的是采购套数中的一部分，请核对。", "Free sets are among those bought; check both."),
    ),
    query(
        "UP-04",
        "families_agreed >= families_asked * P.uniform_agree_min / 100",
        ("征询{families_asked}户，同意{families_agreed}户，不到{P.uniform_agree_min}%。", "{families_agreed} of {families_asked} families agreed, less than {P.uniform_agree_min}%."),
        ("说明仍然采购的依据。", "Say on what grounds they were bought all the same."),
    ),
    query(
        "UP-05",
        "consents >= pupils_bought",
        ("购买{pupils_bought}人，签字只有{consents}份。", "{pupils_bought} bought, but {consents} signed."),
        _CHECK,
    ),
    query(
        "UP-06",
        "supplier_designated and standard_met",
        LISTED,
        _CHECK,
        ("供应商不是按程序选定的", "the supplier was not chosen by the rules"),
        ("校服不符合国家标准", "the uniforms do not meet the standard"),
    ),
    query(
        "UP-07",
        "test_report_no is set",
        ("没有质检报告号。", "There is no test report."),
        ("补办质检后更正；或说明原因。", "Have them tested and correct it, or say why not."),
        anchor=("test_report_no",),
    ),
    query(
        "UP-08",
        "collected = (sets - free_sets) * set_price",
        ("收款{collected}元，按套数和单价应为{(sets - free_sets) * set_price}元。", "{collected} yuan collected, {(sets - free_sets) * set_price} by sets and price."),
        _CHECK,
    ),
    query(
        "UP-09",
        "collected = paid_supplier + refunded",
        ("收款{collected}元，付款和退款共{paid_supplier + refunded}元。", "{collected} yuan collected, {paid_supplier + refunded} paid and refunded."),
        _CHECK,
    ),
    query(
        "UP-10",
        "records_kept",
        ("资料没有留存齐全。", "The records are not complete."),
        ("补齐后更正；或说明原因。", "Complete them and correct it, or say why not."),
    ),
    query(
        "UP-11",
        "count(procurement_contract.main where contract_no = this.contract_no and subject = uniform over ever) >= 1",
        ("合同{contract_no}不是采购合同报表中的校服合同。", "The contract {contract_no} is no contract for uniforms in the procurement return."),
        ("核对合同编号；没有填报的，先填采购合同。", "Check the number, or file the procurement contract first."),
        anchor=("contract_no",),
    ),
)  # fmt: skip
