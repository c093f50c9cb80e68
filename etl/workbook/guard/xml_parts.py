"""XML that may be parsed: UTF-8 without a document type. Runs in the guarded child only."""

import re

from etl.workbook.guard.verdict import Refused

_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']""")
_TYPED = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)


def scanned(xml: bytes) -> bytes:
    """The XML itself.

    Raises:
        Refused: ``not_utf8`` or ``has_dtd``.
    """
    if xml.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00")):
        raise Refused("not_utf8")
    encoding = _ENCODING.match(xml[:200].removeprefix(b"\xef\xbb\xbf"))
    if encoding and encoding[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise Refused("not_utf8")
    if b"<!" in xml and _TYPED.search(xml):
        raise Refused("has_dtd")
    return xml
