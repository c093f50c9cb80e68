"""What R33 asks of each group of respondents and each domain."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Part, Sensitivity
from tenants.text import Text


def _answers(code: str, zh: str, en: str) -> Field:
    """How many chose one of the five answers."""
    return f.integer(
        code,
        zh,
        en,
        Text(f"选择“{zh}”的有效答卷数。没有填0。", f"Valid answers that chose “{en}”. 0 for none."),
    )


MAIN = Part(
    code="main",
    label=Text("满意度调查", "Surveys"),
    key=("respondent", "survey_domain"),
    fields=(
        f.one_of(
            "respondent",
            "respondent",
            "对象",
            "Group",
            Text(
                "由谁作答。每个对象、每个领域填一行；年幼学生由家长作答的，选“家长”。",
                "Who answered. One row for each group and domain; where parents answer for small children, choose parent.",
            ),
        ),
        f.one_of(
            "survey_domain",
            "survey_domain",
            "领域",
            "Domain",
            Text(
                "问的是哪一方面；问卷最后的总评价填“总体”。学校没有的领域不填。",
                "What was asked about; the closing question on everything is overall. Leave out what the school lacks.",
            ),
        ),
        f.string(
            "method",
            "方式",
            "Method",
            Text(
                "填“平台”“纸质”或“会议”，表示网上问卷、纸质问卷或开会测评。",
                "One of platform, paper or meeting: answered online, on paper, or at a meeting.",
            ),
            size=20,
            pattern="平台|纸质|会议|platform|paper|meeting",
            pattern_says=Text("平台、纸质、会议三种之一", "platform, paper or meeting"),
        ),
        f.integer(
            "invited",
            "邀请数",
            "Invited",
            Text(
                "请来作答的人数，网上问卷为发送的人数，纸质问卷为发出的份数。",
                "Persons asked to answer: links sent, or sheets handed out.",
            ),
        ),
        f.integer(
            "answers",
            "答卷数",
            "Answers",
            Text(
                "收回的有效答卷数，空白和重复的不计。没有填0。",
                "Valid answers that came back, without blank and double ones. 0 for none.",
            ),
        ),
        _answers("very_good", "很满意", "Very good"),
        _answers("good", "满意", "Good"),
        _answers("fair", "一般", "Fair"),
        _answers("poor", "不满意", "Poor"),
        _answers("very_poor", "很不满意", "Very poor"),
        f.integer(
            "suggestions",
            "建议数",
            "Suggestions",
            Text("答卷中写了意见或建议的份数。没有填0。", "Answers with a suggestion or comment. 0 for none."),
            sensitivity=Sensitivity.BUREAU,
        ),
        f.integer(
            "suggestions_replied",
            "已答复",
            "Replied",
            Text(
                "其中已经答复的份数，单独回复或统一公开答复都算。没有填0。",
                "Those of them replied to, each for itself or all in one notice. 0 for none.",
            ),
            sensitivity=Sensitivity.BUREAU,
        ),
    ),
)
