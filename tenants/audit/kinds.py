"""What is written down, by kind: the actions of the audit trail and of filings, each in words."""

from tenants.filing.steps import ACTION_LABELS as STEP_LABELS
from tenants.text import Text

ENTRY_LABELS = {
    "signed_in": Text("登录", "Signed in"),
    "second_factor_set": Text("设置两步验证", "Second step set up"),
    "second_factor_dropped": Text("取消两步验证", "Second step taken off"),
    "session_ended": Text("结束一处登录", "One sign-in ended"),
    "sessions_ended": Text("结束全部登录", "All sign-ins ended"),
    "password_changed": Text("修改密码", "Password changed"),
    "password_set_by_link": Text("通过链接设置密码", "Password set by a link"),
    "token_made": Text("生成接口令牌", "Token made"),
    "token_revoked": Text("撤销接口令牌", "Token revoked"),
    "account_created": Text("新建账号", "Account created"),
    "account_locked": Text("停用账号", "Account locked"),
    "account_unlocked": Text("恢复账号", "Account unlocked"),
    "password_link_given": Text("发出密码链接", "Password link given"),
    "role_given": Text("授予角色", "Role given"),
    "role_ended": Text("收回角色", "Role ended"),
    "areas_assigned": Text("分配片区", "Areas assigned"),
    "setting_changed": Text("更改设置", "Setting changed"),
    "settings_imported": Text("导入设置", "Settings imported"),
    "release_proposed": Text("提请公布", "Release proposed"),
    "release_approved": Text("批准公布", "Release approved"),
    "release_withdrawn": Text("撤回公布", "Release withdrawn"),
    "complaint_acknowledged": Text("受理投诉", "Complaint acknowledged"),
    "complaint_closed": Text("办结投诉", "Complaint closed"),
    "personal_read": Text("查看个人信息", "Personal value read"),
    "personal_file": Text("下载含个人信息的文件", "File with personal values downloaded"),
}
_FILED = (
    "uploaded", "sent_by_program", "form_checked", "read", "refused", "rechecked", "attached", "detached", "justified",
    "asked_to_sign", "nil_filed", "submitted", "closed", "opened",
)  # fmt: skip
_REVIEWED = ("accepted", "accepted_automatically", "sent_back", "reopened", "settled")
_ACCESS = (
    "signed_in",
    "second_factor_set",
    "session_ended",
    "sessions_ended",
    "password_changed",
    "password_set_by_link",
)
_ACCOUNTS = (
    "account_created", "account_locked", "account_unlocked", "password_link_given", "second_factor_dropped", "role_given",
    "role_ended", "areas_assigned", "token_made", "token_revoked",
)  # fmt: skip

KINDS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "personal": (Text("查看个人信息", "Personal values read"), ("personal_read", "personal_file")),
    "access": (Text("登录和密码", "Sign-ins and passwords"), _ACCESS),
    "accounts": (Text("账号和角色", "Accounts and roles"), _ACCOUNTS),
    "settings": (Text("设置", "Settings"), ("setting_changed", "settings_imported")),
    "releases": (Text("公布", "Releases"), ("release_proposed", "release_approved", "release_withdrawn")),
    "complaints": (Text("投诉", "Complaints"), ("complaint_acknowledged", "complaint_closed")),
    "filing": (Text("填报", "Filing"), _FILED),
    "review": (Text("审核", "Review"), _REVIEWED),
    "visits": (
        Text("检查和整改", "Visits and rectification"),
        tuple(each for each in STEP_LABELS if each not in {*_FILED, *_REVIEWED}),
    ),
}
"""The kinds a reader chooses from, each with its actions."""


def action_label(action: str) -> Text:
    """What an action is called; one that nobody named stands for itself."""
    return (
        ENTRY_LABELS.get(action) or STEP_LABELS.get(action) or Text(action.replace("_", " "), action.replace("_", " "))
    )
