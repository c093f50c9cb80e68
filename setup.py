"""Find the packages of both roots, and compile the message catalogues while the wheel is built."""

from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py


class BuildWithMessages(build_py):
    """Write each ``messages.mo`` beside its ``messages.po`` before the package files are collected."""

    def run(self) -> None:
        """Compile, then build as usual."""
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for po in Path("platform/oversight/translations").rglob("*.po"):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_po(source, locale=po.parent.parent.name))
        super().run()


ROOMS = ("tenants", "etl", "dashboards")
PACKAGES = [
    *find_packages(include=[pattern for room in ROOMS for pattern in (room, f"{room}.*")]),
    *find_packages("platform"),
]

setup(packages=PACKAGES, cmdclass={"build_py": BuildWithMessages})
