"""What R06 asks of a contract."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Need, Part, Sensitivity
from tenants.text import Text

_TENDER = "method in (open_tender, invited_tender)"
_POOL = "supplier.pool_status[winner_code]"
_IS_IN = f"{_POOL} is set and {_POOL} != suspended and {_POOL} != out"

MAIN = Part(
    code="main",
    label=Text("采购合同", "Procurement contract"),
    key=("contract_no",),
    fields=(
        f.string("contract_no", "合同编号", "Contract", Text("由系统给出，不用改。", "Given by the system; leave it as it is."), size=30),
        f.one_of("procurement_subject", "subject", "采购内容", "Subject", Text("合同采购的是什么；有几样的选金额最大的。", "What the contract is about; of several things the largest by amount.")),
        f.several_of("food_category", "categories", "食品类别", "Food categories", Text("采购食品的，填合同包含的各类食品；其他合同留空。", "For food, the categories it covers; empty otherwise."), required_when="subject = food", empty_when="subject != food"),
        f.one_of("procurement_method", "method", "采购方式", "Method", Text("实际采用的采购方式。", "The method that was used.")),
        f.flag("joint", "联合招标", "Joint", Text("与其他学校联合招标填“是”。", "Yes when tendered together with other schools.")),
        f.string("lead_school_code", "牵头学校", "Lead school", Text("联合招标的，填牵头学校的10位学校代码；否则留空。", "Code of the leading school, 10 digits; empty unless joint."), size=10, required_when="joint", empty_when="joint = false"),
        f.words("partners", "参与学校", "Partner schools", Text("联合招标的，写明参与的学校；否则留空。", "The schools that took part; empty unless joint."), required_when="joint", empty_when="joint = false"),
        f.string("single_source_reason", "单一来源理由", "Reason for single source", Text("单一来源采购的，写明理由；其他方式留空。", "Why there was only one source; empty for other methods."), size=200, required_when="method = single_source", empty_when="method != single_source"),
        f.money("budget_amount", "预算金额", "Budget", Text("采购预算，大于0；单价合同填预计总金额。", "The budget, above 0; for unit prices the amount expected."), must="budget_amount > 0", must_says=Text("预算金额应大于0。", "The budget must be above 0.")),
        f.money("award_amount", "成交金额", "Award", Text("中标或成交金额，大于0；单价合同填预计总金额。", "The amount awarded, above 0; for unit prices the amount expected.")),
        f.day("notice_on", "公告日", "Notice", Text("发布采购公告的日期；没有公告的方式留空。", "Day of the procurement notice; empty for methods without one."), required_when=_TENDER),
        f.day("opened_on", "开标日", "Opening", Text("开标的日期；不开标的方式留空。", "Day the bids were opened; empty for methods without it."), required_when=_TENDER),
        f.day("award_notice_on", "成交公示日", "Award notice", Text("公示中标或成交结果的日期；没有公示的留空。", "Day the award was made public; empty when it was not."), need=Need.CONDITIONAL),
        f.day("signed_on", "签订日", "Signed", Text("合同签订的日期。", "The day the contract was signed.")),
        f.day("start_on", "起始日", "From", Text("合同开始执行的日期。", "First day of the contract."), future_allowed=True),
        f.day("end_on", "终止日", "To", Text("合同到期的日期。", "Last day of the contract."), future_allowed=True),
        f.integer("bidders", "投标家数", "Bidders", Text("递交有效投标或报价的家数。", "Valid bids or offers received.")),
        f.several_of("witness", "witnesses", "监督人员", "Witnesses", Text("参加监督的各方，可填多项。", "The sides that watched over it, one or more.")),
        f.string("winner_name", "供应商", "Supplier", Text("中标或成交供应商的全称。", "Full name of the supplier."), size=60),
        f.string("winner_code", "信用代码", "Credit code", Text("供应商的18位统一社会信用代码。", "The supplier's unified credit code, 18 characters."), size=18),
        f.string("winner_licence_no", "许可证", "Licence", Text("食品和桶装水供应商的食品经营或生产许可证号；没有的留空。", "Food licence of a supplier of food or bottled water; empty without one."), size=30, need=Need.CONDITIONAL),
        f.day("winner_licence_to", "有效期", "Valid to", Text("该许可证的有效期；没有许可证的留空。", "Day the licence runs out; empty without one."), need=Need.CONDITIONAL, future_allowed=True),
        f.flag(
            "in_pool", "在企业库", "In supplier pool",
            Text("供应商在区供应企业库中、没有暂停或移出填“是”；系统会与企业库核对。", "Yes when the supplier is in the district's pool, neither suspended nor put out; compared with the pool."),
            must=f"in_pool iff ({_IS_IN})",
            must_says=Text("与区供应企业库不一致：填的是“{in_pool}”。", "Not as in the district's pool: {in_pool} was given."),
        ),
        f.several_of("filing_office", "filed_with", "备案单位", "Filed with", Text("合同已备案的单位，可填多项；还没有备案的留空。", "Where the contract was filed, one or more; empty while it is not."), need=Need.OPTIONAL, sensitivity=Sensitivity.BUREAU),
        f.day("filed_on", "备案日", "Filed on", Text("备案的日期；还没有备案的留空。", "The day it was filed; empty while it is not."), need=Need.OPTIONAL, sensitivity=Sensitivity.BUREAU),
        f.dec1("evaluation_score", "履约评分", "Supplier score", Text("对供应商履约的评分，0至100，每年至少一次；还没有评价的留空。", "Points for how the supplier did, 0 to 100, at least once a year; empty before that."), unit=Text("0–100", "0–100"), high=Decimal(100), need=Need.OPTIONAL),
        f.day("evaluated_on", "评价日", "Scored on", Text("评分的日期；还没有评价的留空。", "The day it was scored; empty before that."), need=Need.OPTIONAL),
        f.files("contract_file", "合同附件", "Contract file", Text("盖章合同的扫描件。", "A scan of the sealed contract."), sensitivity=Sensitivity.BUREAU),
    ),
)  # fmt: skip
