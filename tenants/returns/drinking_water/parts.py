"""What R13 asks of each water point: its source, its test, its cleaning, bottled water."""

from tenants.returns import fields as f
from tenants.returns.declaration import Need, Part, Sensitivity
from tenants.text import Text

_BUREAU = Sensitivity.BUREAU
_TESTED = "water_source in (own_well, secondary, direct)"
_CLEANED = "water_source in (secondary, direct)"
_BOTTLED = "water_source = bottled"

MAIN = Part(
    code="main",
    label=Text("供水点", "Water points"),
    key=("facility_no", "water_source"),
    fields=(
        f.facility("water", "供水点", "Water point", Text("供水点的编号，每种水源填一行。", "Number of the water point; one row per source.")),
        f.one_of("water_source", "water_source", "水源", "Source", Text("市政供水、自备水源、二次供水、直饮水、开水或桶装水。", "Municipal, own well, secondary, direct, boiled or bottled water."), carried_from="water_source"),
        f.flag("in_use", "在用", "In use", Text("本学期使用填“是”；停用填“否”。", "Yes when it is used this term."), carried_from="in_use"),
        f.integer("pupils_served", "服务学生", "Pupils served", Text("主要在这里饮水的学生数。停用填0。", "Pupils who mainly drink here. 0 when not in use."), carried_from="pupils_served"),
        f.integer("taps", "取水口", "Taps", Text("水龙头、饮水机出水口的个数。停用填0。", "Taps and outlets. 0 when not in use."), carried_from="taps"),
        f.flag("test_required", "须检测", "Test required", Text("自备水源、二次供水、直饮水填“是”，其他填“否”。", "Yes for own wells, secondary and direct water, no for others."), must=f"test_required iff {_TESTED}", must_says=Text("自备水源、二次供水和直饮水须检测，其他不须。", "Own wells, secondary and direct water are to be tested, others are not."), carried_from="test_required"),
        f.string("test_report_no", "报告编号", "Report", Text("最近一次水质检测报告的编号；没有检测的留空。", "Number of the last test report; empty before a test."), size=40, required_when="tested_on is set", need=Need.CONDITIONAL),
        f.string("test_org", "检测机构", "Laboratory", Text("出具报告的检测机构；没有检测的留空。", "The laboratory that made it; empty before a test."), size=60, required_when="tested_on is set", need=Need.CONDITIONAL),
        f.day("tested_on", "检测日", "Tested", Text("最近一次采样检测的日期；没有检测的留空。", "Day of the last sample; empty when there was none."), need=Need.CONDITIONAL),
        f.one_of("test_result", "test_result", "结论", "Result", Text("报告结论：合格或不合格；没有检测的留空。", "Pass or fail as the report says; empty before a test."), required_when="tested_on is set", need=Need.CONDITIONAL),
        f.string("failed_items", "不合格项", "Failed items", Text("不合格的指标，如菌落总数；合格的留空。", "The parameters that failed, such as colony count; empty for a pass."), size=200, required_when="test_result = fail", need=Need.CONDITIONAL),
        f.day("tank_cleaned_on", "清洗消毒日", "Tank cleaned", Text("水箱或滤芯最近一次清洗消毒的日期；没有清洗的留空。", "Day tank or filters were last cleaned; empty when they never were."), sensitivity=_BUREAU, empty_when=f"not ({_CLEANED})"),
        f.string("device_approval_no", "涉水产品批件", "Device approval", Text("净水设备的涉水产品卫生许可批件号；没有的留空。", "Health approval number of the device; empty when there is none."), size=40, sensitivity=_BUREAU, empty_when=f"not ({_CLEANED})", carried_from="device_approval_no"),
        f.flag("manager_named", "专人管理", "Manager named", Text("有专人管理并上墙公布填“是”。", "Yes when somebody is named in charge on a notice."), carried_from="manager_named"),
        f.flag("free_of_charge", "免费供应", "Free of charge", Text("学生免费饮用填“是”。", "Yes when pupils drink free of charge."), carried_from="free_of_charge"),
        f.money("bottled_income", "桶装水收入", "Bottled income", Text("本学期向学生收取的桶装水费；免费的填0。", "Collected from pupils for bottled water this term; 0 when free."), sensitivity=_BUREAU, required_when=_BOTTLED, empty_when=f"not ({_BOTTLED})"),
        f.money("bottled_cost", "桶装水支出", "Bottled cost", Text("本学期购买桶装水的支出。没有填0。", "Spent on bottled water this term. 0 for none."), sensitivity=_BUREAU, required_when=_BOTTLED, empty_when=f"not ({_BOTTLED})"),
        f.flag("bottled_voluntary", "桶装水自愿", "Bottled voluntary", Text("由家长自愿选择的填“是”。", "Yes when families choose freely."), sensitivity=_BUREAU, required_when=_BOTTLED, empty_when=f"not ({_BOTTLED})"),
        f.string("contract_no", "桶装水合同", "Bottled contract", Text("采购合同报表中桶装水合同的编号。", "Number of its contract in the procurement contract return."), size=30, sensitivity=_BUREAU, required_when=_BOTTLED, empty_when=f"not ({_BOTTLED})", carried_from="contract_no"),
    ),
)  # fmt: skip
