"""The files of versions, and the figures that name them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from tenants.base import new_key
from tenants.errors import NotFound
from tenants.filing.figures import Document
from tenants.filing.locks import declaration_of
from tenants.filing.models import Attachment, Version
from tenants.returns.declaration import Part, Return
from tenants.returns.files import as_figure, file_fields, takes_files

_COPIED = ("district_id", "school_id", "part", "field", "row_key", "sha256", "filename", "size_bytes", "kind")
_WHO = ("added_at", "added_by", "added_by_name")


def attachments_of(session: Session, version_ids: Iterable[UUID]) -> dict[UUID, list[Attachment]]:
    """The files of some versions, in the order they were added."""
    found: dict[UUID, list[Attachment]] = defaultdict(list)
    asked = select(Attachment).where(Attachment.version_id.in_(list(version_ids)))
    for each in session.scalars(asked.order_by(Attachment.added_at, Attachment.filename, Attachment.id)):
        found[each.version_id].append(each)
    return found


def get_attachment(session: Session, version_id: UUID, attachment_id: UUID) -> Attachment:
    """A file of a version in scope, or NotFound."""
    asked = select(Attachment).where(Attachment.id == attachment_id, Attachment.version_id == version_id)
    found = session.scalar(asked)
    if found is None:
        raise NotFound
    return found


def row_key(part: Part, row: Mapping[str, Any]) -> str:
    """By what the files of a row are found again: the stored values of its key."""
    return json.dumps([row.get(code) for code in part.key], ensure_ascii=False)


def with_files(ret: Return, figures: Document, files: Sequence[Attachment]) -> Document:
    """The figures naming exactly these files; a file whose row is not there is named by none."""
    named: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for each in files:
        named[each.part, each.field, each.row_key].append(as_figure(each.sha256, each.filename))
    made = dict(figures)
    for part in ret.parts:
        fields = file_fields(part)
        if not fields or part.code not in made:
            continue
        names = {each.code for each in fields}
        rows = []
        for row in made[part.code]:
            key = row_key(part, row)
            held = {code: named[part.code, code, key] for code in names if (part.code, code, key) in named}
            rows.append({name: value for name, value in row.items() if name not in names} | held)
        made[part.code] = rows
    return made


def carry_files(session: Session, version: Version, draft: Version) -> None:
    """The same files for the draft that follows a version."""
    files = attachments_of(session, [version.id]).get(version.id, [])
    if files:
        rows = [{name: getattr(each, name) for name in (*_COPIED, *_WHO)} for each in files]
        session.execute(insert(Attachment), [row | {"id": new_key(), "version_id": draft.id} for row in rows])


def drop_loose_files(session: Session, version: Version) -> None:
    """Leave out what no figure of a draft names: files of rows that are gone."""
    ret = declaration_of(version)
    if not takes_files(ret):
        return
    loose = loose_files(ret, version.figures, attachments_of(session, [version.id]).get(version.id, []))
    if loose:
        session.execute(delete(Attachment).where(Attachment.id.in_([each.id for each in loose])))


def loose_files(ret: Return, figures: Document, files: Sequence[Attachment]) -> list[Attachment]:
    """The files whose row is not among the figures."""
    keys = {(part.code, row_key(part, row)) for part in ret.parts for row in figures.get(part.code, ())}
    return [each for each in files if (each.part, each.row_key) not in keys]
