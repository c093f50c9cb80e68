"""The scripts that came from npm are what the manifest says, and fit the Python packages."""

import hashlib
import json

import dash_ag_grid
from plotly.offline import get_plotlyjs_version

from dashboards.mount import ASSETS

VENDOR = ASSETS / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text())


def test_every_file_is_listed_with_its_hash():
    found = {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in VENDOR.iterdir() if each.suffix == ".js"
    }
    assert found == {each["file"]: each["sha256"] for each in MANIFEST}


def test_the_bundle_is_of_plotlys_own_version():
    bundle = next(each for each in MANIFEST if "cartesian" in each["package"])
    assert bundle["version"] == get_plotlyjs_version()
    assert f"v{bundle['version']}" in (VENDOR / bundle["file"]).read_text()[:80]


def test_the_words_of_the_grid_are_of_its_version():
    words = next(each for each in MANIFEST if each["package"].startswith("@ag-grid"))
    assert words["version"].split(".")[:2] == dash_ag_grid.__version__.split(".")[:2]
