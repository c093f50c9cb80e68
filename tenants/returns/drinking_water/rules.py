"""What must hold, or be explained, in R13."""

from tenants.returns.rules import error, query

_POINT = ("{facility_no}（{water_source}）", "{facility_no} ({water_source})")
_SERVED = "sum(school_profile.enrolment.students)"

RULES = (
    error(
        "DW-01",
        "in_use implies taps >= 1",
        (f"{_POINT[0]}在用，取水口却为{{taps}}。", f"{_POINT[1]} is in use, but has {{taps}} taps."),
        ("核对取水口；停用的，在用填“否”。", "Check the taps; say “no” under in use if it is not."),
        anchor=("taps",),
    ),
    error(
        "DW-02",
        "failed_items is null iff not (test_result = fail)",
        (f"{_POINT[0]}：结论{{test_result}}与不合格项“{{failed_items}}”不一致。", f"{_POINT[1]}: result {{test_result}} and failed items “{{failed_items}}” do not go together."),
        ("不合格时写明不合格项，合格时留空。", "Name the failed items for a fail, none for a pass."),
        anchor=("failed_items",),
    ),
    query(
        "DW-03",
        "(test_required and in_use) implies (tested_on is set and tested_on >= period_start - P.water_test_days)",
        (f"{_POINT[0]}：检测日{{tested_on}}，应在{{period_start - P.water_test_days}}之后。", f"{_POINT[1]}: tested {{tested_on}}; it should be after {{period_start - P.water_test_days}}."),
        ("补做检测后更正；或说明检测安排。", "Have it tested and correct it, or say when it will be."),
        anchor=("tested_on",),
    ),
    query(
        "DW-04",
        "test_result = fail implies not in_use",
        (f"{_POINT[0]}水质不合格，仍在使用。", f"{_POINT[1]} failed its test and is still in use."),
        ("立即停用并更正；或说明已复检合格。", "Stop its use and correct it, or say that a new test passed."),
        anchor=("in_use",),
    ),
    query(
        "DW-05",
        "water_source in (secondary, direct) implies"
        " (tank_cleaned_on is set and tank_cleaned_on >= period_start - P.tank_clean_days)",
        (f"{_POINT[0]}：清洗消毒日{{tank_cleaned_on}}，应在{{period_start - P.tank_clean_days}}之后。", f"{_POINT[1]}: cleaned {{tank_cleaned_on}}; it should be after {{period_start - P.tank_clean_days}}."),
        ("清洗消毒后更正；或说明安排。", "Clean it and correct it, or say when it will be."),
        anchor=("tank_cleaned_on",),
    ),
    query(
        "DW-06",
        "bottled_income <= bottled_cost",
        (f"{_POINT[0]}：桶装水收入{{bottled_income}}元，多于支出{{bottled_cost}}元。", f"{_POINT[1]}: {{bottled_income}} yuan collected for bottled water, {{bottled_cost}} spent."),
        ("不得从中获利；多收的退还，并说明。", "No profit may be made of it; refund the rest and say so."),
    ),
    query(
        "DW-07",
        "bottled_voluntary",
        (f"{_POINT[0]}：桶装水不是自愿选择。", f"{_POINT[1]}: bottled water is not chosen freely."),
        ("改为自愿并更正；或说明原因。", "Let families choose and correct it, or say why not."),
    ),
    query(
        "DW-08",
        "count(main where in_use and free_of_charge and water_source in (municipal, direct, boiled)) >= 1",
        ("没有一处免费的市政供水、直饮水或开水。", "There is no free municipal, direct or boiled water."),
        ("学校应免费提供饮水；说明何时解决。", "A school gives water free of charge; say by when it will."),
        anchor=("free_of_charge",),
    ),
    query(
        "DW-09",
        f"sum(pupils_served) >= {_SERVED} * 0.9",
        (f"供水点服务学生{{sum(pupils_served)}}人，在校生{{{_SERVED}}}人。", f"{{sum(pupils_served)}} pupils are served, {{{_SERVED}}} are enrolled."),
        ("核对服务学生数；供水不足的，说明。", "Check the pupils served, or say where water is short."),
        anchor=("pupils_served",),
    ),
    query(
        "DW-10",
        "water_source = bottled implies count(procurement_contract.main where contract_no = this.contract_no over ever) >= 1",
        (f"{_POINT[0]}：合同{{contract_no}}在采购合同报表中找不到。", f"{_POINT[1]}: the contract {{contract_no}} is not among the procurement contracts."),
        ("核对合同编号；没有填报的，先填采购合同。", "Check the number, or file the procurement contract first."),
        anchor=("contract_no",),
    ),
)  # fmt: skip
