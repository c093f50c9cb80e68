"""What was bought outside a contract, when the contract is accepted later than the purchase."""

import pytest

PURCHASE = {
    "facility_no": "C01", "item_code": "RI01", "food_category": "rice", "supplier_code": "91430199MA0HQDEMA8",
    "qty": "1000.00", "unit_price": "5.00", "amount": "5000.00", "batches": "4", "cert_batches": "4",
    "double_accept_batches": "4", "rejected_batches": "0", "trace_uploaded": True,
}  # fmt: skip
CONTRACT = {
    "subject": "food", "categories": ["rice"], "method": "open_tender", "joint": False, "budget_amount": "200000.00",
    "award_amount": "180000.00", "signed_on": "2026-08-20", "start_on": "2026-09-01", "end_on": "2027-08-31",
    "bidders": "4", "witnesses": ["education"], "winner_name": "惠民生鲜", "winner_code": "91430199MA0HQDEMA8",
    "in_pool": True, "contract_file": ["00/合同.pdf"],
}  # fmt: skip


@pytest.fixture
def school(desk):
    return desk.school()


@pytest.mark.parametrize(
    ("values", "share"),
    [({}, 0), ({"winner_code": "91430199MA0HQDEMBB"}, 100), ({"start_on": "2026-11-01"}, 100)],
)
def test_a_contract_accepted_later_covers_what_was_bought_under_it(desk, school, values, share):
    number = f"{school.school_code}-PC-2026-0001"
    desk.taken(school, "food_purchase", "2026-10", PURCHASE | {"contract_no": number})
    assert desk.fact(school, "off_contract_share").value == 100
    desk.taken(school, "procurement_contract", "2026-08-20.0001", CONTRACT | values | {"contract_no": number})
    assert desk.fact(school, "off_contract_share").value == share


def test_the_area_follows(desk, school):
    number = f"{school.school_code}-PC-2026-0001"
    desk.taken(school, "food_purchase", "2026-10", PURCHASE | {"contract_no": number})
    desk.taken(school, "procurement_contract", "2026-08-20.0001", CONTRACT | {"contract_no": number})
    assert desk.area_fact("off_contract_share", school.area_code).value == 0
