"""R06: every contract of a school: how it was awarded, to whom, for how much, and how the supplier did."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.procurement_contract.indicators import INDICATORS
from tenants.returns.procurement_contract.parts import MAIN
from tenants.returns.procurement_contract.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R06",
    code="procurement_contract",
    label=Text("采购合同", "Procurement contract"),
    period=PeriodType.EVENT,
    due="E10",
    filler="school_clerk",
    accepting="logistics_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
    public_fields=tuple(
        f"main.{code}"
        for code in (
            "contract_no",
            "subject",
            "categories",
            "method",
            "notice_on",
            "opened_on",
            "award_notice_on",
            "signed_on",
            "start_on",
            "end_on",
            "bidders",
            "winner_name",
            "winner_code",
            "award_amount",
            "evaluation_score",
        )
    ),
    prefix="PC",
    record_field="contract_no",
    event_field="signed_on",
)
