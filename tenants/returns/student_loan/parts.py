"""What R10 asks: loans of each graduating school's leavers, and how the district's loans are repaid."""

from tenants.returns import fields as f
from tenants.returns.declaration import Part, Sensitivity
from tenants.text import Text

_BUREAU = Sensitivity.BUREAU

APPLICATION = Part(
    code="application",
    label=Text("申请与合同", "Applications and contracts"),
    key=("school_code",),
    may_be_empty=True,
    fields=(
        f.school(("senior", "vocational"), Text("有毕业生的学校，每校一行；系统已列出，本年没有申请的各项填0。", "A school with leavers, one row each; they are listed already, enter 0 where nobody applied.")),
        f.integer("pre_applications", "预申请人数", "Pre-applications", Text("本年在系统中完成预申请的人数；没有填0。", "Leavers who completed a pre-application in the year; 0 for none."), sensitivity=_BUREAU),
        f.integer("new_contracts", "首贷合同", "New contracts", Text("本年第一次贷款签订的合同份数；没有填0。", "Contracts of first loans signed in the year; 0 for none."), sensitivity=_BUREAU),
        f.integer("renewals", "续贷合同", "Renewals", Text("本年续贷签订的合同份数；没有填0。", "Contracts of further loans signed in the year; 0 for none."), sensitivity=_BUREAU),
        f.money("contract_amount_ug", "本专科金额", "Undergraduate amount", Text("本专科生合同的金额合计；没有填0。", "Total of the contracts of undergraduates; 0 for none."), sensitivity=_BUREAU),
        f.integer("contracts_ug", "本专科份数", "Undergraduate contracts", Text("本专科生的合同份数，首贷和续贷都计；没有填0。", "Contracts of undergraduates, first and further ones; 0 for none."), sensitivity=_BUREAU),
        f.money("contract_amount_pg", "研究生金额", "Postgraduate amount", Text("研究生合同的金额合计；没有填0。", "Total of the contracts of postgraduates; 0 for none."), sensitivity=_BUREAU),
        f.integer("contracts_pg", "研究生份数", "Postgraduate contracts", Text("研究生的合同份数，首贷和续贷都计；没有填0。", "Contracts of postgraduates, first and further ones; 0 for none."), sensitivity=_BUREAU),
    ),
)  # fmt: skip
REPAYMENT = Part(
    code="repayment",
    label=Text("回收", "Repayment"),
    fields=(
        f.integer("contracts_active", "在贷合同", "Contracts: Active", Text("年末仍在贷的合同份数，全区合计。", "Contracts still running at the end of the year, of the whole district.")),
        f.integer("contracts_due", "应还合同", "Contracts: Due", Text("本年有本金或利息到期的合同份数；没有填0。", "Contracts with principal or interest due in the year; 0 for none.")),
        f.integer("contracts_repaid", "还清合同", "Contracts: Fully repaid", Text("本年还清结束的合同份数；没有填0。", "Contracts paid off in the year; 0 for none.")),
        f.integer("borrowers_reminded", "催还人数", "Borrowers: Reminded", Text("本年提醒或催还过的借款人数，一人计一次；没有填0。", "Borrowers reminded in the year, each once; 0 for none."), counts_persons=True),
        f.integer("borrowers_overdue", "逾期人数", "Overdue borrowers", Text("年末仍有逾期本息的借款人数；没有填0。", "Borrowers with an overdue amount at the end of the year; 0 for none."), counts_persons=True),
        f.money("amount_due", "应还本息", "Amount: Due", Text("本年到期的本金和利息。", "Principal and interest that fell due in the year.")),
        f.money("amount_repaid", "已还本息", "Amount: Repaid", Text("其中年末以前已还的金额。", "What of it was repaid by the end of the year.")),
        f.money("amount_overdue", "逾期本息", "Amount: Overdue", Text("其中年末仍未还的金额，等于应还减已还；没有填0。", "What of it is still open at the end of the year: due less repaid; 0 for none.")),
    ),
)  # fmt: skip
