"""What R38 asks of an attempt to mend a finding; the right half of a row is the inspector's."""

from decimal import Decimal

from tenants.returns import fields as f
from tenants.returns.declaration import Need, Part, Sensitivity
from tenants.text import Text

_BUREAU = Sensitivity.BUREAU
_BY_INSPECTOR = Text("由督查员在网页上填写，不用填。", "Filled in by the inspector on the web page; leave it as it is.")

MAIN = Part(
    code="main",
    label=Text("整改", "Rectification"),
    key=("finding_no", "attempt"),
    fields=(
        f.string("finding_no", "问题编号", "Finding", Text("由系统给出，不用改。", "Given by the system; leave it as it is."), size=30, sensitivity=_BUREAU),
        f.integer("attempt", "次数", "Attempt", Text("第几次整改，从1起；复查未通过的，另起一行填下一次。", "Which attempt it is, from 1; after a failed recheck add a row for the next one."), sensitivity=_BUREAU, low=Decimal(1)),
        f.words("measure", "措施", "Measure", Text("做了什么；不写人名。", "What was done; name no person."), sensitivity=_BUREAU),
        f.day("done_on", "完成日", "Done on", Text("整改完成的日期。", "The day it was mended."), sensitivity=_BUREAU),
        f.files("proof", "佐证", "Proof", Text("整改后的照片或记录；不要拍到人脸。", "Photos or records after the work; no faces."), sensitivity=_BUREAU),
        f.day("extension_to", "延期至", "Extended to", _BY_INSPECTOR, sensitivity=_BUREAU, need=Need.OPTIONAL, future_allowed=True, given=True),
        f.string("extension_reason", "延期理由", "Reason", _BY_INSPECTOR, size=200, sensitivity=_BUREAU, need=Need.OPTIONAL, given=True),
        f.day("rechecked_on", "复查日", "Rechecked", _BY_INSPECTOR, sensitivity=_BUREAU, need=Need.CONDITIONAL, given=True),
        f.string("recheck_by", "复查人", "By", _BY_INSPECTOR, size=30, sensitivity=_BUREAU, need=Need.CONDITIONAL, given=True),
        f.one_of("recheck_result", "recheck_result", "复查结论", "Result", _BY_INSPECTOR, sensitivity=_BUREAU, need=Need.CONDITIONAL, given=True),
        f.day("new_deadline", "新期限", "New deadline", _BY_INSPECTOR, sensitivity=_BUREAU, future_allowed=True, required_when="recheck_result = failed", given=True),
    ),
)  # fmt: skip
