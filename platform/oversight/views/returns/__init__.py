"""The pages on which a school files: what is owed, upload, findings, figures, signature, history."""

from oversight.views.returns import (
    downloads,
    duty,
    events,
    explaining,
    figures,
    files,
    form,
    form_saving,
    listing,
    nil,
    packs,
    personal,
    signing,
    source,
    upload,
)
from oversight.views.returns.blueprint import bp

__all__ = [
    "bp",
    "downloads",
    "duty",
    "events",
    "explaining",
    "figures",
    "files",
    "form",
    "form_saving",
    "listing",
    "nil",
    "packs",
    "personal",
    "signing",
    "source",
    "upload",
]
