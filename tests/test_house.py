"""The layout of design 2 and style.md holds."""

import ast
import configparser
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = {"tenants": ROOT / "tenants", "etl": ROOT / "etl", "dashboards": ROOT / "dashboards"}
SOURCES["oversight"] = ROOT / "platform" / "oversight"
MAY_IMPORT = {
    "tenants": {"tenants"},
    "etl": {"etl", "tenants"},
    "dashboards": {"dashboards", "etl", "tenants"},
    "oversight": {"oversight", "dashboards", "etl", "tenants"},
    "migrations": {"migrations", "tenants"},
}
MODULES = [(room, path) for room, folder in SOURCES.items() for path in sorted(folder.rglob("*.py"))]
MODULES += [("migrations", path) for path in sorted((ROOT / "migrations").rglob("*.py"))]


def _config() -> configparser.ConfigParser:
    config = configparser.ConfigParser(interpolation=None)
    config.read(ROOT / "setup.cfg")
    return config


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_platform_is_a_folder_and_not_a_package():
    assert not (ROOT / "platform" / "__init__.py").exists()
    assert [
        each.name for each in (ROOT / "platform").iterdir() if each.name != "__pycache__" and each.suffix != ".egg-info"
    ] == ["oversight"]


@pytest.mark.parametrize(("room", "path"), MODULES, ids=lambda value: value if isinstance(value, str) else value.stem)
def test_each_import_keeps_to_its_layer(room: str, path: Path):
    ours = set(MAY_IMPORT) | {"tests", "bench", "tools"}
    assert _imports(path) & ours <= MAY_IMPORT[room], path


def test_flask_stays_in_the_web_application():
    outside = [
        str(path)
        for room, path in MODULES
        if room != "oversight" and any(n.startswith("flask") for n in _imports(path))
    ]
    assert outside == []


def test_every_folder_with_modules_is_a_package():
    bare = [
        str(path.parent) for room, path in MODULES if room in SOURCES and not (path.parent / "__init__.py").exists()
    ]
    assert bare == []


def test_every_module_says_what_it_is_for():
    silent = [
        str(path)
        for _, path in MODULES
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_no_registry_and_no_foreign_host_is_named():
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    hosts = [b"pypi" + b".org", b"pythonhosted", b"npmjs", b"jsdelivr", b"unpkg", b"googleapis", b"cdnjs"]
    named = []
    for name in tracked:
        path = ROOT / name.decode()
        if (
            not name
            or path == Path(__file__)
            or not path.is_file()
            or b"vendor/" in name
            or path.suffix in {".png", ".xlsx"}
        ):
            continue
        named += [f"{name.decode()}: {host.decode()}" for host in hosts if host in path.read_bytes()]
    assert named == []
