"""The figures formed from R31."""

from tenants.returns.rates import percentage

INDICATORS = (
    percentage(
        "green_rate",
        ("绿化率", "Green area share"),
        "sum(green_area)",
        "sum(school_profile.main.site_area)",
        ("绿地面积 ÷ 占地面积", "Green area ÷ site area"),
        target="P.green_rate_target",
        red="25",
        public=True,
    ),
    percentage(
        "sanitary_toilet_rate",
        ("卫生厕所率", "Sanitary toilets"),
        "sum(sanitary_toilets)",
        "sum(toilets)",
        ("卫生厕所 ÷ 厕所", "Sanitary toilets ÷ toilets"),
        target="100",
        red="90",
        public=True,
    ),
    percentage(
        "hygiene_check_rate",
        ("卫生日查率", "Daily hygiene checks"),
        "sum(hygiene_days)",
        "cal.teaching_days",
        ("日查天数 ÷ 本学期教学日数", "Days with a check ÷ teaching days of the term"),
        target="95",
        red="80",
        public=True,
    ),
)
