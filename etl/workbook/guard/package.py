"""The parts of an .xlsx around its cells: sheets with their state and path, the stamp's property, percent formats.

Runs in the guarded child only.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET

from etl.workbook.guard.members import Members, stored
from etl.workbook.guard.verdict import Refused
from etl.workbook.guard.xml_parts import scanned

MAX_SHEETS = 80
MAX_SHARED_STRINGS = 2_000_000
_COUNTS = re.compile(rb"""<(?:[\w.-]+:)?sst\b[^>]*""")
_COUNT = re.compile(rb"""\b(?:count|uniqueCount)\s*=\s*["']\s*(\d+)""", re.IGNORECASE)
_STRICT = b"http://purl.oclc.org/ooxml/"
_PERCENT_IDS = {9, 10}


@dataclass(frozen=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    state: str  # visible, hidden, veryHidden
    path: str
    is_table: bool  # a worksheet, not a chart or dialog


class Package:
    """A workbook's zip, inflated part by part, each part scanned before use."""

    def __init__(self, blob: bytes) -> None:
        self._members = Members(blob)
        self._read: dict[str, bytes | None] = {}
        self.path = self._main_path()
        self.sheets, self.is_recalculated = self._read_workbook()
        shared = self.read(posixpath.join(posixpath.dirname(self.path), "sharedStrings.xml"))
        self.has_escapes = shared is not None and b"_x" in shared  # _x000D_ and the like
        if shared is not None:
            for counts in _COUNTS.findall(shared[:4000]):
                if any(int(count) > MAX_SHARED_STRINGS for count in _COUNT.findall(counts)):
                    raise Refused("inconsistent")

    @property
    def has_pictures(self) -> bool:
        """Whether the workbook holds drawings, which the annotated copy loses."""
        return any(
            name.startswith(("xl/media/", "xl/drawings/drawing", "xl/charts/")) for name in self._members.names()
        )

    def read(self, path: str) -> bytes | None:
        """A part, inflated and scanned; None if there is no such part."""
        path = path.lstrip("/")
        if path not in self._read:
            self._read[path] = self._scanned(path)
        return self._read[path]

    def reduced(self, sheets: Mapping[str, bytes]) -> bytes:
        """The workbook with nothing but these sheets and what they need: calamine sees only what was scanned here."""
        parts = [(path, xml) for path, xml in self._read.items() if xml is not None and path not in sheets]
        content_types = self.read("[Content_Types].xml")
        return stored([*dict([*parts, ("[Content_Types].xml", content_types or b"")]).items(), *sheets.items()])

    def _scanned(self, path: str) -> bytes | None:
        xml = self._members.read(path)
        if xml is None:
            return None
        return scanned(xml)

    def property(self, name: str) -> str | None:
        """A custom document property as text."""
        xml = self.read("docProps/custom.xml")
        if xml is None or name.encode() not in xml:
            return None
        for each in _parsed(xml):
            if each.get("name") == name:
                return "".join(each.itertext())
        return None

    def percent_styles(self) -> frozenset[int]:
        """The indexes of cell styles that show a number as a percentage."""
        xml = self.read(posixpath.join(posixpath.dirname(self.path), "styles.xml"))
        if xml is None or (b"%" not in xml and b'numFmtId="9"' not in xml and b'numFmtId="10"' not in xml):
            return frozenset()
        return _percents(xml)

    def _main_path(self) -> str:
        rels = self._relations("_rels/.rels", "")
        for kind, target in rels.values():
            if kind.endswith("/officeDocument"):
                return target
        return "xl/workbook.xml"

    def _read_workbook(self) -> tuple[list[SheetEntry], bool]:
        xml = self.read(self.path)
        if xml is None:
            raise Refused("damaged")
        if _STRICT in xml:
            raise Refused("is_strict")
        folder, leaf = posixpath.split(self.path)
        rels = self._relations(f"{folder}/_rels/{leaf}.rels", folder)
        sheets: list[SheetEntry] = []
        is_recalculated = False
        for name, each in _elements(xml):
            if name == "calcPr":
                is_recalculated = each.get("fullCalcOnLoad") in ("1", "true")
            if name != "sheet":
                continue
            rel_id = next((value for key, value in each.items() if key.endswith("}id")), "")
            kind, target = rels.get(rel_id, ("", ""))
            state = each.get("state", "visible")
            sheets.append(SheetEntry(each.get("name", ""), state, target, kind.endswith("/worksheet")))
        if len(sheets) > MAX_SHEETS:
            raise Refused("too_many_sheets", limit=MAX_SHEETS)
        tables = [each.path for each in sheets if each.is_table]
        if len(tables) != len(set(tables)) or len({each.name for each in sheets}) != len(sheets):
            raise Refused("inconsistent")
        return sheets, is_recalculated

    def _relations(self, path: str, folder: str) -> dict[str, tuple[str, str]]:
        xml = self.read(path)
        return {} if xml is None else _targets(xml, folder)


@lru_cache(maxsize=256)
def _targets(xml: bytes, folder: str) -> dict[str, tuple[str, str]]:
    """Kind and path by id; templates of one return share this part."""
    found: dict[str, tuple[str, str]] = {}
    for name, each in _elements(xml):
        if name != "Relationship":
            continue
        kind, target = each.get("Type", ""), each.get("Target", "")
        if each.get("TargetMode") == "External" and not kind.endswith("/hyperlink"):
            raise Refused("has_external_links")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[each.get("Id", "")] = (kind, whole)
    return found


@lru_cache(maxsize=64)
def _percents(styles: bytes) -> frozenset[int]:
    root = _parsed(styles)
    percents = set(_PERCENT_IDS)
    for each in root.iter():
        if _local(each) == "numFmt" and "%" in each.get("formatCode", ""):
            percents.add(_whole(each.get("numFmtId")))
    for each in root:
        if _local(each) == "cellXfs":
            return frozenset(i for i, style in enumerate(each) if _whole(style.get("numFmtId")) in percents)
    return frozenset()


@lru_cache(maxsize=256)
def _elements(xml: bytes) -> tuple[tuple[str, dict[str, str]], ...]:
    """Every element of a small part: local name and attributes. Templates of one return share these parts."""
    return tuple((_local(each), dict(each.attrib)) for each in _parsed(xml).iter())


def _parsed(xml: bytes) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 - scanned: UTF-8 without a document type, in a process with limits


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _whole(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 9 else -1
