"""What must hold, or be explained, in R10."""

from tenants.returns.rules import error, query

RULES = (
    error(
        "SL-01",
        "amount_repaid <= amount_due",
        ("已还本息{amount_repaid}元，多于应还本息{amount_due}元。", "{amount_repaid} yuan were repaid, but only {amount_due} were due."),
        ("只计本年到期部分；提前还款不计入。", "Count what fell due in the year; early repayment is left out."),
        part="repayment",
    ),
    error(
        "SL-02",
        "amount_overdue = amount_due - amount_repaid",
        ("逾期本息{amount_overdue}元，应还减已还是{amount_due - amount_repaid}元。", "{amount_overdue} yuan are overdue, but due less repaid is {amount_due - amount_repaid}."),
        ("核对三项金额。", "Check the three amounts."),
        part="repayment",
    ),
    error(
        "SL-03",
        "sum(contracts_ug + contracts_pg) = sum(new_contracts + renewals)",
        ("本专科和研究生合同共{sum(contracts_ug + contracts_pg)}份，首贷和续贷共{sum(new_contracts + renewals)}份。", "Undergraduate and postgraduate contracts make {sum(contracts_ug + contracts_pg)}, first and further ones {sum(new_contracts + renewals)}."),
        ("每份合同在两种分法中各计一次，请逐校核对。", "Each contract counts once in either way; check school by school."),
        part="application",
        anchor=("contracts_ug",),
    ),
    query(
        "SL-04",
        "contract_amount_ug <= contracts_ug * P.loan_cap_ug",
        ("本专科金额{contract_amount_ug}元，{contracts_ug}份合同按每份{P.loan_cap_ug}元封顶是{contracts_ug * P.loan_cap_ug}元。", "{contract_amount_ug} yuan for {contracts_ug} undergraduate contracts; the cap of {P.loan_cap_ug} yuan each makes {contracts_ug * P.loan_cap_ug}."),
        ("核对金额和份数；属实的说明原因。", "Check amount and contracts; if true, say why."),
        part="application",
    ),
    query(
        "SL-05",
        "contract_amount_pg <= contracts_pg * P.loan_cap_pg",
        ("研究生金额{contract_amount_pg}元，{contracts_pg}份合同按每份{P.loan_cap_pg}元封顶是{contracts_pg * P.loan_cap_pg}元。", "{contract_amount_pg} yuan for {contracts_pg} postgraduate contracts; the cap of {P.loan_cap_pg} yuan each makes {contracts_pg * P.loan_cap_pg}."),
        ("核对金额和份数；属实的说明原因。", "Check amount and contracts; if true, say why."),
        part="application",
    ),
    query(
        "SL-06",
        "amount_overdue = 0",
        ("逾期本息{amount_overdue}元。", "{amount_overdue} yuan are overdue."),
        ("说明催还的情况和打算。", "Say what was done to collect it and what will be."),
        part="repayment",
    ),
    query(
        "SL-07",
        "borrowers_overdue = 0 iff amount_overdue = 0",
        ("逾期人数{borrowers_overdue}人，逾期本息{amount_overdue}元，不应一个为0另一个不为0。", "{borrowers_overdue} borrowers are overdue with {amount_overdue} yuan; either both are 0 or neither."),
        ("核对人数和金额。", "Check borrowers and amount."),
        part="repayment",
        anchor=("borrowers_overdue", "amount_overdue"),
    ),
)  # fmt: skip
