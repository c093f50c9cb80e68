"""What R12 asks of a claim."""

from tenants.returns import fields as f
from tenants.returns.declaration import Need, Part, Sensitivity
from tenants.text import Text

_BUREAU = Sensitivity.BUREAU

MAIN = Part(
    code="main",
    label=Text("理赔", "Claim"),
    key=("claim_no",),
    fields=(
        f.string("claim_no", "理赔编号", "Claim", Text("由系统给出，不用改。", "Given by the system; leave it as it is."), size=30, sensitivity=_BUREAU),
        f.one_of("insurance_kind", "insurance_kind", "险种", "Kind", Text("按哪个险种理赔。", "The insurance the claim is on."), sensitivity=_BUREAU),
        f.string("policy_no", "保单号", "Policy", Text("保单上的号码；居民医保没有保单，留空。", "The number of the policy; empty for resident medical insurance."), size=40, sensitivity=_BUREAU, required_when="insurance_kind != resident_medical"),
        f.string("incident_no", "事件编号", "Incident", Text("安全事件报告中的编号；没有报告事件的留空。", "Its number in the incident report; empty when none was reported."), size=30, sensitivity=_BUREAU, need=Need.CONDITIONAL),
        f.day("notified_on", "报案日", "Notified", Text("向保险机构报案的日期。", "The day the insurer was told."), sensitivity=_BUREAU),
        f.day("closed_on", "结案日", "Closed", Text("结案的日期；处理中的留空。", "The day it was closed; empty while open."), sensitivity=_BUREAU, required_when="status != open", empty_when="status = open"),
        f.one_of("claim_status", "status", "状态", "Status", Text("处理中、已赔付、拒赔或撤回。", "Open, paid, rejected or withdrawn."), sensitivity=_BUREAU),
        f.money("claim_amount", "申请金额", "Claimed", Text("申请赔付的金额。", "The amount claimed."), sensitivity=Sensitivity.SCHOOL_ONLY),
        f.money("paid_amount", "赔付金额", "Paid", Text("保险机构赔付的金额；没有赔付填0。", "What the insurer paid; 0 for nothing."), sensitivity=Sensitivity.SCHOOL_ONLY),
    ),
)  # fmt: skip
