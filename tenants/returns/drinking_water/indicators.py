"""The figures formed from R13."""

from tenants.returns.rates import percentage

_FREE = "count(main where in_use and free_of_charge and water_source in (municipal, direct, boiled)) >= 1"

INDICATORS = (
    percentage(
        "water_test_rate",
        ("水质检测合格率", "Water points with a passed test"),
        'count(test_required and in_use and met("DW-03") and test_result = pass)',
        "count(test_required and in_use)",
        ("须检测且在用、按时检测合格的供水点 ÷ 须检测且在用的供水点", "Points in use tested in time and passed ÷ points in use to be tested"),
        target="100",
        red="100",
        public=True,
    ),
    percentage(
        "direct_water_rate",
        ("直饮水覆盖率", "Direct water coverage"),
        "sum(pupils_served where water_source = direct)",
        "sum(school_profile.enrolment.students)",
        ("直饮水服务学生 ÷ 在校生总数", "Pupils served by direct water ÷ enrolment"),
        target="100",
        red="60",
        public=True,
    ),
    percentage(
        "free_water_rate",
        ("免费饮水学校占比", "Schools with free water"),
        f"if({_FREE}, 1, 0)",
        "1",
        ("有免费饮水的学校 ÷ 学校", "Schools with free water ÷ schools"),
        target="100",
        red="95",
        public=True,
    ),
)  # fmt: skip
