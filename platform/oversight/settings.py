"""What the environment says: read once, checked as a whole, never printed with its values."""

import os
import urllib.parse
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from oversight.database.embedded import Embedded
from oversight.secret_file import Secrets, read_secrets
from tenants.errors import OversightError
from tenants.personal.keyring import Keyring, is_key
from tenants.scope.pools import Pools
from tenants.text import Lang, Text


def _postgresql(value: str) -> str:
    value = value.replace("postgres://", "postgresql://", 1) if value.startswith("postgres://") else value
    try:
        url = make_url(value)
    except ArgumentError:
        raise ValueError("postgresql://") from None
    if url.get_backend_name() != "postgresql" or not url.database:
        raise ValueError("postgresql://")
    return value


def _web_address(value: str) -> str:
    parts = urllib.parse.urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise ValueError("https://")
    return value.rstrip("/")


def _mail_address(value: str) -> str:
    if urllib.parse.urlsplit(value).scheme not in {"smtp", "smtps"}:
        raise ValueError("smtp://")
    return value


def _absolute(value: Path) -> Path:
    return value.expanduser().absolute()


Address = Annotated[str, AfterValidator(_postgresql)]
Folder = Annotated[Path, AfterValidator(_absolute)]
_Missing = BeforeValidator(lambda value: None if value == "" else value)  # NAME= in an .env file is no value

_EXPECTED = {
    "HOUQIN_ENV": Text("应为 production 或 development", "must be production or development"),
    "HOUQIN_LOCALE": Text("应为 zh 或 en", "must be zh or en"),
    "PORT": Text("应为 1 至 65535 的整数", "must be a whole number from 1 to 65535"),
    "MAIL_URL": Text("应形如 smtp://主机:端口", "must look like smtp://host:port"),
    "PUBLIC_BASE_URL": Text("应形如 https://主机", "must look like https://host"),
}
_DATABASE = Text("应形如 postgresql://主机:端口/数据库", "must look like postgresql://host:port/database")


class SettingsWrong(OversightError):
    """Some settings cannot be used; ``problems`` names them all, ``usable`` is what the others say."""

    says = Text("配置有误：{names}", "Settings that cannot be used: {names}")

    def __init__(self, problems: list[Text], usable: "Settings") -> None:
        super().__init__(names=Text("；".join(p.zh for p in problems), "; ".join(p.en for p in problems)))
        self.problems = problems
        self.usable = usable


class Settings(BaseModel):
    """Everything the environment decides; ``.env.example`` explains each."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, validate_by_name=True, validate_by_alias=True)

    home: Folder = Field(Path("var"), validation_alias="HOUQIN_HOME", validate_default=True)
    environment: Literal["production", "development"] = Field("production", validation_alias="HOUQIN_ENV")
    database_url: Annotated[Address | None, _Missing] = Field(None, validation_alias="DATABASE_URL", repr=False)
    database_admin_url: Annotated[Address | None, _Missing] = Field(
        None, validation_alias="DATABASE_ADMIN_URL", repr=False
    )
    replica_url: Annotated[Address | None, _Missing] = Field(None, validation_alias="REPLICA_URL", repr=False)
    secrets_file: Annotated[Folder | None, _Missing] = Field(None, validation_alias="HOUQIN_SECRETS")
    given_secret_key: Annotated[str | None, _Missing] = Field(None, validation_alias="SECRET_KEY", repr=False)
    given_personal_key: Annotated[str | None, _Missing] = Field(None, validation_alias="PERSONAL_KEY", repr=False)
    locale: Lang = Field("zh", validation_alias="HOUQIN_LOCALE")
    port: int = Field(8000, ge=1, le=65535, validation_alias="PORT")
    mail_url: Annotated[str | None, _Missing, AfterValidator(lambda value: value and _mail_address(value))] = Field(
        None, validation_alias="MAIL_URL", repr=False
    )
    mail_from: str = Field("houqin@localhost", validation_alias="MAIL_FROM")
    public_base_url: Annotated[str | None, _Missing, AfterValidator(lambda value: value and _web_address(value))] = (
        Field(None, validation_alias="PUBLIC_BASE_URL")
    )

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """The settings of an environment; SettingsWrong names all that cannot be used, at once."""
        names = {str(each.validation_alias) for each in cls.model_fields.values()}
        given = {name: environ[name] for name in sorted(names & environ.keys())}
        try:
            return cls.model_validate(given)
        except ValidationError as problem:
            wrong = sorted({str(error["loc"][0]) for error in problem.errors()})
            usable = cls.model_validate({name: value for name, value in given.items() if name not in wrong})
            raise SettingsWrong([_problem(name) for name in wrong], usable) from None

    @classmethod
    def load(cls) -> Self:
        """The settings of this process: its environment, and ``.env`` in the current directory for what it lacks."""
        file = {name: value for name, value in dotenv_values(".env").items() if value is not None}
        return cls.from_environ({**file, **os.environ})

    @property
    def is_production(self) -> bool:
        """Whether strangers reach it: cookies over HTTPS only, no demo comforts."""
        return self.environment == "production"

    @property
    def secrets_path(self) -> Path:
        """Where the passwords of the roles and the generated keys are."""
        return self.secrets_file or self.home / "secrets.json"

    @property
    def secrets(self) -> Secrets:
        """The content of that file."""
        return read_secrets(self.secrets_path)

    @property
    def secret_key(self) -> str:
        """What signs cookies and forms: SECRET_KEY, else the generated one; empty before ``houqin db init``."""
        return self.given_secret_key or self.secrets.secret_key

    @property
    def field_key(self) -> bytes:
        """What encrypts single columns: 32 bytes; empty before ``houqin db init``."""
        return bytes.fromhex(self.secrets.field_key)

    @property
    def personal_keys(self) -> tuple[str, ...]:
        """What opens personal data, the newest first: PERSONAL_KEY (keys parted by commas), else the generated ones."""
        given = (self.given_personal_key or "").split(",")
        return tuple(key for each in given if (key := each.strip())) or self.secrets.personal_keys

    @property
    def embedded(self) -> Embedded | None:
        """The embedded server, unless DATABASE_URL names another."""
        return None if self.database_url else Embedded(self.home)

    @property
    def application_url(self) -> URL:
        """The database, without a user: each role logs in with its own password."""
        if self.database_url is None:
            return Embedded(self.home).url()
        return make_url(self.database_url)._replace(username=None, password=None)  # set() ignores None

    @property
    def admin_url(self) -> URL:
        """Where ``houqin db`` works as administrator; the application itself never connects there."""
        if self.database_url is None:
            return Embedded(self.home).admin_url()
        return make_url(self.database_admin_url or self.database_url)

    def pools(self, *, size: int = 5) -> Pools:
        """Pools of the application's roles."""
        url = self.application_url.render_as_string(hide_password=False)
        keyring = Keyring([each for each in self.personal_keys if is_key(each)])
        return Pools.connect(url, self.secrets.roles, size=size, replica_url=self.replica_url, keyring=keyring)


def _problem(name: str) -> Text:
    expected = _EXPECTED.get(name, _DATABASE if name.endswith("_URL") else Text("无法使用", "cannot be used"))
    return Text(f"{name} {expected.zh}", f"{name} {expected.en}")
