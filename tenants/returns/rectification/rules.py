"""What must hold, or be explained, in R38. The period of a record is the day of the visit."""

from tenants.returns.rules import error, query

_NAME = ("{finding_no}第{attempt}次整改", "{finding_no}, attempt {attempt}")
_FOUND = "max(inspection_visit.finding.deadline where finding_no = this.finding_no)"
_AGAIN = "max(new_deadline where finding_no = this.finding_no and attempt = this.attempt - 1)"
_DEADLINE = f"if(extension_to is set, extension_to, if(attempt > 1, {_AGAIN}, {_FOUND}))"

RULES = (
    error(
        "RC-01",
        "done_on >= period_start",
        (f"{_NAME[0]}的完成日{{done_on}}早于检查日{{period_start}}。", f"{_NAME[1]}: done on {{done_on}}, before the visit on {{period_start}}."),
        ("核对完成日。", "Check the day."),
        anchor=("done_on",),
    ),
    error(
        "RC-02",
        "recheck_result is set implies rechecked_on is set",
        (f"{_NAME[0]}有复查结论，没有复查日。", f"{_NAME[1]} has the result of a recheck and no day of it."),
        ("复查由督查员在网页上填写，请恢复原值。", "Rechecks are entered by the inspector on the page; put the earlier values back."),
        anchor=("rechecked_on",),
    ),
    error(
        "RC-03",
        "attempt = 1 or count(main where finding_no = this.finding_no and attempt = this.attempt - 1 and recheck_result = failed) = 1",
        (f"{_NAME[0]}之前没有复查未通过的第{{attempt - 1}}次。", f"{_NAME[1]} does not follow a failed recheck of attempt {{attempt - 1}}."),
        ("只有复查未通过，才填下一次整改。", "The next attempt is entered only after a failed recheck."),
        anchor=("attempt",),
    ),
    query(
        "RC-04",
        f"done_on <= {_DEADLINE}",
        (f"{_NAME[0]}{{done_on}}完成，晚于期限{{{_DEADLINE}}}。", f"{_NAME[1]}: done on {{done_on}}, after the deadline {{{_DEADLINE}}}."),
        ("说明逾期的原因。", "Say why it took longer."),
        anchor=("done_on",),
    ),
    query(
        "RC-05",
        "rechecked_on <= done_on + 10",
        (f"{_NAME[0]}{{done_on}}完成，{{rechecked_on}}才复查，超过10天。", f"{_NAME[1]}: done on {{done_on}}, rechecked on {{rechecked_on}}, more than 10 days later."),
        ("说明复查较晚的原因。", "Say why the recheck came late."),
        anchor=("rechecked_on",),
    ),
)  # fmt: skip
