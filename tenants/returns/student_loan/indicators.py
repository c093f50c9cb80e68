"""The figures formed from R10, of the district as a whole."""

from tenants.returns.rates import NONE, percentage, total

INDICATORS = (
    percentage(
        "loan_recovery_rate",
        ("贷款回收率", "Loan recovery"),
        "sum(amount_repaid)",
        "sum(amount_due)",
        ("已还本息 ÷ 应还本息", "Repaid ÷ due"),
        part="repayment",
        target="P.loan_recovery_target",
        red="97",
        public=True,
    ),
    percentage(
        "loan_approval_rate",
        ("贷款获批率", "Loans approved"),
        "sum(new_contracts)",
        "sum(pre_applications)",
        ("首贷合同 ÷ 预申请人数", "New contracts ÷ pre-applications"),
        part="application",
        direction=NONE,
    ),
    total(
        "loan_reminded",
        ("催还人数", "Borrowers reminded"),
        "sum(borrowers_reminded)",
        ("人", "persons"),
        ("催还人数合计", "Total of borrowers reminded"),
        part="repayment",
        counts_persons=True,
    ),
)
