"""``houqin up``: everything for a first look, started together and stopped together."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from oversight.commands.db import init_and_migrate, start_embedded
from oversight.commands.demo import file_demo, is_filed
from oversight.database.embedded import State
from oversight.settings import Settings, SettingsWrong

_READY_SECONDS = 60
_WATCH_SECONDS = 2.0


@click.command()
@click.option("--no-demo", is_flag=True, help="Start with what is there; make no demo district.")
def up(*, no_demo: bool) -> None:
    """Start database, web and worker, with a demo district the first time; Ctrl-C stops them all."""
    os.environ.setdefault("HOUQIN_ENV", "development")
    try:
        settings = Settings.load()
    except SettingsWrong as problem:
        raise click.ClickException(problem.text.en) from problem
    settings.home.mkdir(parents=True, exist_ok=True)
    if settings.embedded:
        start_embedded(settings)
    else:
        init_and_migrate(settings)
    if not no_demo and not settings.is_production and not is_filed(settings):
        file_demo(settings)
    Together(settings).run(lambda: _greet(settings))


class Together:
    """Web and worker as children: one that ends is started again, and all end with this process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.is_stopping = False
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, ready: Callable[[], None]) -> None:
        """Start, say when the site answers, watch until told to stop."""
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, self._stop)
        for name in ("serve", "worker"):
            self._start(name)
        if self._wait_for_site():
            ready()
        while not self.is_stopping:
            self._look_after()
            time.sleep(_WATCH_SECONDS)
        self._end()

    def _start(self, name: str) -> None:
        houqin = Path(sys.executable).parent / "houqin"
        self.children[name] = subprocess.Popen(
            [str(houqin), name], env=self._environment(), start_new_session=True, stdout=self._log(name),
            stderr=subprocess.STDOUT,
        )  # fmt: skip

    def _log(self, name: str) -> int:
        folder = self.settings.home / "log"
        folder.mkdir(exist_ok=True)
        return os.open(folder / f"{name}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def _environment(self) -> dict[str, str]:
        """What the children get: no address of an administrator."""
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_ADMIN_URL"}
        kept["HOUQIN_HOME"] = str(self.settings.home)
        if self.settings.database_url:
            kept["DATABASE_URL"] = self.settings.application_url.render_as_string(hide_password=False)
        return kept

    def _look_after(self) -> None:
        embedded = self.settings.embedded
        if embedded and embedded.state() is State.STOPPED:
            click.echo("The database had stopped; starting it again. / 数据库已停止，正在重新启动。", err=True)
            embedded.start()
        for name, child in list(self.children.items()):
            if child.poll() is not None and not self.is_stopping:
                log = self.settings.home / "log" / f"{name}.log"
                click.echo(f"{name} ended; starting it again ({log}). / {name} 已退出，正在重启。", err=True)
                self._start(name)

    def _wait_for_site(self) -> bool:
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline and not self.is_stopping:
            with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                address = f"http://127.0.0.1:{self.settings.port}/readyz"
                with urllib.request.urlopen(address, timeout=2) as answer:
                    return bool(answer.status == 200)
            if self.children["serve"].poll() is not None:
                break
            time.sleep(0.2)
        log = self.settings.home / "log" / "serve.log"
        click.echo(f"The site does not answer; see {log}. / 网站没有响应，请查看 {log}。", err=True)
        return False

    def _stop(self, *_: object) -> None:
        self.is_stopping = True

    def _end(self) -> None:
        click.echo("\nStopping… / 正在停止……")
        for child in self.children.values():
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGTERM)
        for child in self.children.values():
            try:
                child.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
        if self.settings.embedded:
            self.settings.embedded.stop()


def _greet(settings: Settings) -> None:
    click.echo(f"\n  Houqin 后勤: http://localhost:{settings.port}\n")
    if is_filed(settings):
        click.echo(_ACCOUNTS)
    click.echo(f"  Ctrl-C stops everything; your data stay in {settings.home}. / 按 Ctrl-C 停止，数据保留在该目录。\n")


_ACCOUNTS = """  Demo accounts / 示范账号            password / 密码: houqin-demo-2026
    clerk      school clerk / 填报员
    head       head of the same school / 同一所学校的校长
    inspector  inspector of two areas / 两个片区的督查员
    officer    funding officer / 资助经费专员
    logistics  logistics officer / 后勤专员
    aid        aid centre, fills in (aidhead signs) / 资助中心填报（aidhead签字）
    admin      bureau administrator / 局管理员
  The sign-in page shows the second factor of demo accounts. / 登录页会显示示范账号的验证码。
  Public pages / 公开页面: /public/
"""
