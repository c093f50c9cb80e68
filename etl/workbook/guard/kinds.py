"""What a file is, by its first bytes: so that a picture called .xlsx is called a picture."""

import codecs

_MAGIC = (
    (b"%PDF", "is_pdf"),
    (b"\x89PNG", "is_picture"),
    (b"\xff\xd8\xff", "is_picture"),
    (b"GIF8", "is_picture"),
    (b"II*\x00", "is_picture"),
    (b"MM\x00*", "is_picture"),
    (b"Rar!", "is_archive"),
    (b"7z\xbc\xaf", "is_archive"),
    (b"\x1f\x8b", "is_archive"),
    (b"\xfd7zXZ", "is_archive"),
    (b"BZh", "is_archive"),
    (b"(\xb5/\xfd", "is_archive"),  # zstd
    (b"{\\rtf", "is_word"),
)
_ISO_MEDIA = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")


def kind_by_magic(head: bytes) -> str | None:
    """The message code for a file that its first bytes give away; None if they say nothing."""
    for magic, code in _MAGIC:
        if head.startswith(magic):
            return code
    if head[257:262] == b"ustar":
        return "is_archive"
    if head[:2] == b"BM" and head[6:10] == bytes(4):  # a bitmap: two reserved words
        return "is_picture"
    if head[4:12] in _ISO_MEDIA or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "is_picture"
    return None


def kind_of_ole(blob: bytes) -> str:
    """What an OLE2 container holds: an encrypted workbook, an old .xls, or a document."""
    if "EncryptedPackage".encode("utf-16-le") in blob or "EncryptionInfo".encode("utf-16-le") in blob:
        return "is_encrypted"
    if "WordDocument".encode("utf-16-le") in blob:
        return "is_word"
    if "PowerPoint Document".encode("utf-16-le") in blob:
        return "is_other_office"
    return "is_old_xls"


def kind_of_text(head: bytes) -> str:
    """What a file of plain text holds: a web page, flat XML, a table saved as text, or nothing known."""
    text = _decoded(head)
    if text is None:
        return "not_a_workbook"
    start = text.lstrip("\ufeff \r\n\t").lower()
    if start.startswith("<?xml") or start.startswith("<office:document") or "<worksheet" in start[:4000]:
        return "is_flat_xml"
    if start.startswith("<") and any(mark in start for mark in ("<html", "<table", "<!doctype html")):
        return "is_web_page"
    lines = [line for line in text.splitlines() if line.strip()]
    if any(mark in line for line in lines[:10] for mark in ",\t;，|"):
        return "is_csv"
    return "not_a_workbook"


def _decoded(head: bytes) -> str | None:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore")
    if b"\x00" in head:
        return None
    for encoding in ("utf-8", "gb18030"):
        text = codecs.getincrementaldecoder(encoding)()
        try:
            return text.decode(head)  # not final: the head may end within a character
        except UnicodeDecodeError:
            continue
    return None
