"""What must hold, or be explained, in R02; no words of a rule name a person."""

from tenants.returns.rules import LISTED, error, query, warning

HEALTH_POSTS = "(post in food_post or post = dorm_warden or post = water_manager)"
_LICENSED_POSTS = "(post = guard or post = bus_driver)"
_AGE = "year(period_start) - birth_year"
_RENEW = ("补办后更新名册；正在办理的，说明何时取得。", "Renew it and update the roster, or say when it will be there.")

RULES = (
    error(
        "LS-01",
        "contract_end > contract_start",
        ("合同止{contract_end}不晚于合同起{contract_start}。", "The contract ends on {contract_end}, not after it began on {contract_start}."),
        ("核对两个日期。", "Check both days."),
    ),
    error(
        "LS-02",
        "health_cert_no is null iff health_cert_to is null",
        ("健康证号和有效期只填了一项。", "Only one of number and last day of the health certificate is given."),
        ("两项都填，或都留空。", "Give both, or leave both empty."),
    ),
    query(
        "LS-03",
        f"({HEALTH_POSTS} and on_duty) implies (health_cert_to is set and health_cert_to >= period_start)",
        ("在岗的{post}没有有效的健康证。", "{post} on duty without a valid health certificate."),
        _RENEW,
        anchor=("health_cert_to",),
    ),
    query(
        "LS-04",
        "(post in food_post and on_duty) implies training_cert_no is set",
        ("在岗的{post}没有培训合格证。", "{post} on duty without a training certificate."),
        _RENEW,
        anchor=("training_cert_no",),
    ),
    query(
        "LS-05",
        "(employment = full_time implies social_insurance) and (employment = part_time implies injury_insurance)",
        LISTED,
        ("补缴保险后更新；不能参保的，说明原因。", "Take out the insurance, or say why it cannot be had."),
        ("全日制合同工没有参加社会保险", "full time without social insurance"),
        ("非全日制用工没有参加工伤保险", "part time without injury insurance"),
    ),
    query(
        "LS-06",
        "employment = full_time implies wage_month >= P.min_wage",
        ("全日制合同工月工资{wage_month}元，低于最低工资{P.min_wage}元。", "A full-time wage of {wage_month} yuan is below the minimum of {P.min_wage} yuan."),
        ("核对工资；确实低于标准的，说明何时补足。", "Check the wage, or say when the difference will be paid."),
        anchor=("wage_month",),
    ),
    query(
        "LS-07",
        "wage_on_time",
        ("工资没有按月足额支付。", "The wage was not paid in full each month."),
        ("说明原因和补发时间。", "Say why, and when it will be paid."),
    ),
    query(
        "LS-08",
        "background_checked",
        ("入职时没有做违法犯罪记录查询。", "The criminal record was not checked."),
        ("立即向公安机关申请查询；说明完成时间。", "Ask the police for the check now, and say when it will be done."),
    ),
    query(
        "LS-09",
        f"post = bus_driver implies ({_AGE} >= P.bus_driver_age_min and {_AGE} <= P.bus_driver_age_max)",
        ("校车驾驶人年龄不在{P.bus_driver_age_min}至{P.bus_driver_age_max}岁之间。", "The age of a school bus driver is not between {P.bus_driver_age_min} and {P.bus_driver_age_max}."),
        ("核对出生年；不符合规定的，立即更换驾驶人。", "Check the year of birth; replace a driver who may not drive."),
        anchor=("birth_year",),
    ),
    query(
        "LS-10",
        "employment = permanent or (contract_end is set and contract_end >= period_start)",
        ("没有在有效期内的用工合同。", "There is no contract in force."),
        ("补签合同后更新；不能签的，说明原因。", "Sign a contract, or say why there is none."),
        anchor=("contract_end",),
    ),
    query(
        "LS-12",
        f"({_LICENSED_POSTS} and on_duty) implies (post_licence_to is set and post_licence_to >= period_start)",
        ("在岗的{post}没有有效的岗位资格证。", "{post} on duty without a valid licence."),
        _RENEW,
        anchor=("post_licence_to",),
    ),
    warning(
        "LS-11",
        "count(prev(main)) = 0 or count(main where count(prev(main) where staff_no = this.staff_no) = 0) <= count(main) / 2",
        ("一半以上的人员编号是上次名册里没有的。", "More than half of the staff numbers were not in the last roster."),
        ("同一个人的编号各学期不变；确实换了人的不用处理。", "A person keeps the number from term to term; where staff have really changed, nothing is to do."),
        anchor=("staff_no",),
    ),
)  # fmt: skip
