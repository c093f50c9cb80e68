"""What was copied from other projects is what the manifest says, and nothing else."""

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "platform" / "oversight" / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text())


def test_every_file_is_the_one_of_the_manifest():
    wrong = [
        each["file"]
        for each in MANIFEST
        if hashlib.sha256((VENDOR / each["file"]).read_bytes()).hexdigest() != each["sha256"]
    ]
    assert wrong == []


def test_every_file_is_in_the_manifest():
    there = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()} - {"manifest.json"}
    assert there == {each["file"] for each in MANIFEST}


def test_each_says_version_and_licence():
    assert all(each["package"] and each["version"] and each["licence"] for each in MANIFEST)


def test_no_style_reaches_for_another_host():
    reaching = [
        str(path)
        for path in VENDOR.parent.rglob("*.css")
        if b"url(http" in path.read_bytes() or b"@import" in path.read_bytes()
    ]
    assert reaching == []
