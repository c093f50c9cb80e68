"""Finding schools and units by what people type: name, former name, code or pinyin initials."""

from sqlalchemy import Select, or_, select

from tenants.registry.models import SchoolEvent, Tenant


def schools_like(typed: str) -> Select[int]:
    """The ids of the schools and units in scope that the words fit: ``城关``, ``cgxx``, ``2132…`` or a former name."""
    words = typed.strip()
    within = f"%{_literal(words)}%"
    former = select(SchoolEvent.school_id).where(SchoolEvent.name_before.ilike(within, escape="\\"))
    return select(Tenant.school_id).where(
        or_(
            Tenant.name_zh.ilike(within, escape="\\"),
            Tenant.name_en.ilike(within, escape="\\"),
            Tenant.short_name_zh.ilike(within, escape="\\"),
            Tenant.school_code.like(f"{_literal(words)}%", escape="\\"),
            Tenant.initials.like(f"{_literal(words.lower())}%", escape="\\"),
            Tenant.school_id.in_(former),
        )
    )


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
