"""R10: student loans from the home district, filed by the aid centre for the district once a year."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.student_loan.indicators import INDICATORS
from tenants.returns.student_loan.parts import APPLICATION, REPAYMENT
from tenants.returns.student_loan.rules import RULES
from tenants.text import Text

_PUBLIC = ("contracts_active", "contracts_due", "contracts_repaid", "amount_due", "amount_repaid")

RETURN = Return(
    number="R10",
    code="student_loan",
    label=Text("生源地助学贷款年报", "Student loans"),
    period=PeriodType.YEAR,
    due="Y0131",
    filler="aid_centre",
    accepting="funding_officer",
    parts=(APPLICATION, REPAYMENT),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
    public_fields=tuple(f"repayment.{code}" for code in _PUBLIC),
    legal_basis=Text("国家助学贷款政策（2024）", "National student loan policy (2024)"),
)
