"""Everything that forbids a start: of the settings, the secrets, the server, the roles, the policies, the revisions."""

import stat

from sqlalchemy import Connection, NullPool, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from oversight.database import catalogue
from oversight.database.migrating import current, head
from oversight.settings import Settings
from tenants.personal.keyring import is_key
from tenants.scope.database_roles import APPLICATION_ROLES, WORKER
from tenants.text import Text

OLDEST_MAJOR = 15
LATEST_MINORS = {15: 20, 16: 16, 17: 12, 18: 6}  # the newest security releases known when this was written
_SHORTEST_KEY = 32
_NOT_NOW = ("starting up", "shutting down", "recovery", "too many")  # the server answers, but not yet
_COMMON = ("change", "secret", "example", "default", "password", "houqin", "test", "dev")

_QUESTIONS = (
    (catalogue.POWERFUL, Text("数据库角色权限过大：{names}", "Database roles with too much power: {names}")),
    (catalogue.UNFORCED, Text("数据表未强制行级安全：{names}", "Tables without forced row security: {names}")),
    (
        catalogue.UNSCOPED,
        Text("数据表的行级策略缺失或过宽：{names}", "Tables whose policies are missing or too wide: {names}"),
    ),
    (catalogue.OWNER_VIEWS, Text("视图以所有者身份读取：{names}", "Views that read as their owner: {names}")),
    (catalogue.OWNED, Text("应用角色拥有或可创建对象：{names}", "Application roles own or create things: {names}")),
    (
        catalogue.LOOSE_FUNCTIONS,
        Text("函数以所有者身份运行且未加限制：{names}", "Unguarded functions that run as their owner: {names}"),
    ),
)


def problems(settings: Settings) -> list[Text]:
    """All that is wrong, in the order in which it is best mended; names only, never values. Empty: ready to start."""
    return [*_settings(settings), *_secrets(settings), *_database(settings)]


def warnings(settings: Settings) -> list[Text]:
    """What should be mended soon but does not forbid a start."""
    try:
        with create_engine(settings.pools().url_of(WORKER), poolclass=NullPool).connect() as connection:
            major, minor = divmod(_version(connection), 10000)
    except (OperationalError, KeyError):
        return []
    if minor >= LATEST_MINORS.get(major, 0):
        return []
    said = Text(
        "PostgreSQL {have} 缺少安全更新，请升级到 {want} 或更新。",
        "PostgreSQL {have} lacks security fixes: update to {want}.",
    )
    return [said.fill(have=f"{major}.{minor}", want=f"{major}.{LATEST_MINORS[major]}")]


def _settings(settings: Settings) -> list[Text]:
    if not settings.is_production:
        return []
    if settings.public_base_url is None:
        return [Text("缺少 PUBLIC_BASE_URL", "PUBLIC_BASE_URL is missing")]
    if not settings.public_base_url.startswith("https://"):
        return [Text("PUBLIC_BASE_URL 必须以 https:// 开头", "PUBLIC_BASE_URL must begin with https://")]
    return []


def _secrets(settings: Settings) -> list[Text]:
    found = []
    if not settings.secret_key:
        found.append(
            Text("缺少 SECRET_KEY（可运行 houqin db init 生成）", "SECRET_KEY is missing (houqin db init makes one)")
        )
    elif is_weak(settings.secret_key):
        found.append(Text("SECRET_KEY 过短或是常见值", "SECRET_KEY is too short or a common value"))
    if not settings.personal_keys:
        found.append(
            Text(
                "缺少 PERSONAL_KEY（可运行 houqin db init 生成）", "PERSONAL_KEY is missing (houqin db init makes one)"
            )
        )
    elif not all(is_key(each) for each in settings.personal_keys):
        found.append(
            Text(
                "PERSONAL_KEY 过弱或格式不对（houqin keys new 可生成）",
                "PERSONAL_KEY is weak or no key (houqin keys new makes one)",
            )
        )
    path = settings.secrets_path
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        said = Text(
            "密钥文件 {path} 可被他人读取，应为 0600", "Others can read the secrets file {path}; it must be 0600"
        )
        found.append(said.fill(path=path))
    missing = [role for role in APPLICATION_ROLES if not settings.secrets.roles.get(role)]
    if missing or not settings.secrets.field_key:
        said = Text(
            "密钥文件不完整，请运行 houqin db init：{names}",
            "The secrets file is incomplete, run houqin db init: {names}",
        )
        found.append(said.fill(names=", ".join([*missing, *([] if settings.secrets.field_key else ["field_key"])])))
    return found


def is_weak(key: str) -> bool:
    """Whether a key is short, repeats itself or is one that people leave in examples."""
    return len(key) < _SHORTEST_KEY or len(set(key)) < 10 or any(key.lower().startswith(each) for each in _COMMON)


def _database(settings: Settings) -> list[Text]:
    pools, refused = settings.pools(), []
    for role in settings.secrets.roles:
        try:
            create_engine(pools.url_of(role), poolclass=NullPool, connect_args={"connect_timeout": 5}).connect().close()
        except OperationalError as problem:
            answer = str(problem)
            if "FATAL" not in answer or any(each in answer for each in _NOT_NOW):
                return [Text("数据库没有响应（houqin db status）", "The database does not answer (houqin db status)")]
            if "database" in answer and "does not exist" in answer:
                return [Text("数据库不存在，请运行 houqin db init", "The database does not exist: run houqin db init")]
            refused.append(role)
    if refused or not settings.secrets.roles:
        said = Text(
            "角色无法登录，请运行 houqin db init：{names}", "Roles that cannot log in, run houqin db init: {names}"
        )
        return [said.fill(names=", ".join(refused or APPLICATION_ROLES))]
    with create_engine(pools.url_of(WORKER), poolclass=NullPool).connect() as connection:
        return _connected(connection, settings)


def _connected(connection: Connection, settings: Settings) -> list[Text]:
    found = []
    if _version(connection) < OLDEST_MAJOR * 10000:
        said = Text("PostgreSQL 版本过低，至少需要 {wanted}", "PostgreSQL is too old: at least {wanted} is needed")
        found.append(said.fill(wanted=OLDEST_MAJOR))
    if user := _too_powerful_user(connection, settings):
        said = Text(
            "{setting} 使用了超级用户或可绕过行级安全的用户；请改放到 DATABASE_ADMIN_URL，此处只写服务器和数据库",
            "{setting} names a superuser or a user past row security: move it to DATABASE_ADMIN_URL and leave"
            " server and database only here",
        )
        found.append(said.fill(setting=user))
    if (at := current(connection)) != head():
        said = Text(
            "数据库结构版本为 {at}，应为 {head}；请运行 houqin db migrate",
            "The database is at revision {at}, not {head}: run houqin db migrate",
        )
        return [*found, said.fill(at=at or "-", head=head())]
    for question, said in _QUESTIONS:
        if names := catalogue.failing(connection, question):
            found.append(said.fill(names=", ".join(names)))
    return found


def _too_powerful_user(connection: Connection, settings: Settings) -> str | None:
    """The setting whose user sees past policies; asked of the catalogue, without logging in as that user."""
    asked = text("select rolsuper or rolbypassrls from pg_roles where rolname = :name")
    for name, url in (("DATABASE_URL", settings.database_url), ("REPLICA_URL", settings.replica_url)):
        user = make_url(url).username if url else None
        if user and connection.execute(asked, {"name": user}).scalar():
            return name
    return None


def _version(connection: Connection) -> int:
    return int(connection.execute(text("select current_setting('server_version_num')")).scalar_one())
