"""Finding schools by what people type: name, former name, code or pinyin initials."""

from sqlalchemy import Select, or_, select

from tenants.registry.models import School, SchoolEvent


def schools_like(typed: str) -> Select[int]:
    """The ids of the schools in scope that the words fit: ``城关``, ``cgxx``, ``2132…`` or a former name."""
    words = typed.strip()
    within = f"%{_literal(words)}%"
    former = select(SchoolEvent.school_id).where(SchoolEvent.name_before.ilike(within, escape="\\"))
    return select(School.school_id).where(
        or_(
            School.name_zh.ilike(within, escape="\\"),
            School.name_en.ilike(within, escape="\\"),
            School.short_name_zh.ilike(within, escape="\\"),
            School.school_code.like(f"{_literal(words)}%", escape="\\"),
            School.initials.like(f"{_literal(words.lower())}%", escape="\\"),
            School.school_id.in_(former),
        )
    )


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
