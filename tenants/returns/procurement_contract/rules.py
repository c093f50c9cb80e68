"""What must hold, or be explained, in R06."""

from tenants.returns.rules import LISTED, error, query

_TENDER = "method in (open_tender, invited_tender)"
_LONGEST = "if(subject = food, 366, 1096)"  # days of 12 and of 36 months
_POOR_BEFORE = (
    "main where winner_code = this.winner_code and subject = this.subject and contract_no != this.contract_no"
    " and evaluation_score < 60 over ever"
)
_DAYS = ("核对日期。", "Check the days.")

RULES = (
    error(
        "PC-01",
        "notice_on <= opened_on",
        ("公告日{notice_on}晚于开标日{opened_on}。", "The notice is of {notice_on}, after the opening on {opened_on}."),
        _DAYS,
    ),
    error(
        "PC-02",
        "end_on > start_on",
        ("终止日{end_on}不晚于起始日{start_on}。", "It ends on {end_on}, not after it begins on {start_on}."),
        _DAYS,
    ),
    error(
        "PC-03",
        "is_credit_code(winner_code)",
        ("信用代码{winner_code}的校验码不对。", "The check digit of the credit code {winner_code} is wrong."),
        ("照营业执照核对18位统一社会信用代码。", "Compare all 18 characters with the business licence."),
    ),
    error(
        "PC-04",
        "award_amount > 0",
        ("成交金额应大于0。", "The award must be above 0."),
        ("填写中标或成交金额；单价合同填预计总金额。", "Give the amount awarded, or the amount expected for unit prices."),
    ),
    query(
        "PC-05",
        "award_amount <= budget_amount",
        ("成交金额{award_amount}元，超过预算{budget_amount}元。", "Awarded at {award_amount} yuan, above the budget of {budget_amount} yuan."),
        ("核对金额；确实超过的，说明资金来源和批准文件。", "Check the amounts, or name the money and the approval."),
    ),
    query(
        "PC-06",
        f"{_TENDER} implies bidders >= 3",
        ("{method}只有{bidders}家投标。", "{method} with only {bidders} bidders."),
        ("招标应有3家以上投标；不足的，说明如何处理。", "A tender needs three bidders; say what was done."),
        anchor=("bidders",),
    ),
    query(
        "PC-07",
        "filed_with is set and filed_with contains logistics_office and filed_on is set and filed_on <= signed_on + 30",
        LISTED,
        ("签订后30天内到教育后勤主管部门备案；没有备案的，说明原因。", "File it with the education logistics office within 30 days of signing, or say why not."),
        ("合同还没有备案", "the contract was not filed"),
        ("没有在教育后勤主管部门备案", "it was not filed with the education logistics office"),
        ("没有备案日", "there is no day of filing"),
        ("备案日{filed_on}距签订日超过30天", "it was filed on {filed_on}, more than 30 days after it was signed"),
        anchor=("filed_with", "filed_on"),
    ),
    query(
        "PC-08",
        f"{_TENDER} implies (witnesses contains education or witnesses contains discipline)",
        ("招标没有教育主管或纪检监察部门监督。", "Neither the education office nor discipline inspection watched over the tender."),
        ("核对监督人员；确实没有的，说明原因。", "Check the witnesses, or say why there were none."),
        anchor=("witnesses",),
    ),
    query(
        "PC-09",
        "central_purchase.is_central[categories] implies (method = central or in_pool)",
        ("合同含全区集中采购的食品类别，却不是集中采购，供应商也不在企业库。", "It covers food that is bought centrally, but was not, and the supplier is not in the pool."),
        ("按全区集中采购的结果采购，或说明原因。", "Buy through the central purchase, or say why not."),
        anchor=("categories",),
    ),
    query(
        "PC-10",
        f"end_on - start_on <= {_LONGEST}",
        ("{subject}合同自{start_on}至{end_on}，超过期限（食品12个月，其他36个月）。", "The contract for {subject} runs from {start_on} to {end_on}: longer than 12 months for food, 36 for the rest."),
        ("核对起止日；确实如此的，说明依据。", "Check both days, or name the grounds."),
        anchor=("end_on",),
    ),
    query(
        "PC-11",
        "subject in (food, bottled_water) implies (winner_licence_to is set and winner_licence_to >= end_on)",
        ("供应商的许可证有效期为{winner_licence_to}，不能覆盖到合同终止日{end_on}。", "The supplier's licence runs to {winner_licence_to}, not to the end of the contract on {end_on}."),
        ("补充许可证；到期前会换证的，说明安排。", "Give the licence, or say when it will be renewed."),
        anchor=("winner_licence_to",),
    ),
    query(
        "PC-12",
        f"count({_POOR_BEFORE}) = 0",
        ("{winner_name}在本校以前同类合同中的履约评分低于60分。", "{winner_name} scored below 60 in an earlier contract of the school for the same."),
        ("评分不合格的供应商不应续签；确需续签的，说明原因。", "A supplier that failed should not be taken again; if it must be, say why."),
        anchor=("winner_code",),
    ),
    query(
        "PC-13",
        "start_on >= signed_on",
        ("合同起始日{start_on}早于签订日{signed_on}。", "It begins on {start_on}, before it was signed on {signed_on}."),
        ("核对日期；先执行后签订的，说明原因。", "Check the days; if it began before it was signed, say why."),
    ),
    query(
        "PC-14",
        "opened_on <= award_notice_on and award_notice_on <= signed_on",
        LISTED,
        ("核对日期；确实如此的，说明原因。", "Check the days, or say why."),
        ("开标日{opened_on}晚于成交公示日{award_notice_on}", "opened on {opened_on}, after the award notice of {award_notice_on}"),
        ("成交公示日{award_notice_on}晚于签订日{signed_on}", "award notice on {award_notice_on}, after signing on {signed_on}"),
        anchor=("award_notice_on",),
    ),
)  # fmt: skip
