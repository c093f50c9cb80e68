"""Keep the message catalogue true: ``update`` collects new messages, ``check`` fails on missing or unused ones."""

import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "platform" / "oversight"
CATALOGUE = PACKAGE / "translations" / "zh_Hans_CN" / "LC_MESSAGES" / "messages.po"


def collected() -> Catalog:
    """Every message in the code and templates as it stands."""
    with tempfile.NamedTemporaryFile(suffix=".pot") as target:
        mapping = ROOT / "babel.cfg"
        command = ["pybabel", "--quiet", "extract", "-F", str(mapping), "-k", "lazy_gettext", "-o", target.name]
        subprocess.run([str(Path(sys.executable).parent / command[0]), *command[1:], str(PACKAGE)], check=True)
        return read_po(target)


def problems(catalogue: Catalog, wanted: Catalog) -> list[str]:
    """What keeps the Chinese from being complete."""
    found = []
    for message in wanted:
        if not message.id:
            continue
        have = catalogue.get(message.id)
        if have is None or not have.string or (isinstance(have.string, tuple) and not all(have.string)):
            found.append(f"no Chinese: {message.id!r} ({message.locations[0][0]})")
        elif have.fuzzy:
            found.append(f"not confirmed: {message.id!r}")
    return found + [f"no longer used: {m.id!r}" for m in catalogue if m.id and m.id not in wanted]


def main(action: str) -> int:
    """Run ``update`` or ``check``; returns the exit status."""
    with CATALOGUE.open("rb") as source:
        catalogue = read_po(source, locale="zh_Hans_CN")
    wanted = collected()
    if action == "update":
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with CATALOGUE.open("wb") as target:
            write_po(target, catalogue, width=118, no_location=True, sort_output=True, omit_header=False)
        return 0
    found = problems(catalogue, wanted)
    print("\n".join(found) or f"{len(wanted)} messages, all in Chinese")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
