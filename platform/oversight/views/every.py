"""Every blueprint of pages, one for each subject."""

from oversight.views import (
    access,
    accounts,
    api,
    audit,
    compare,
    dictionary,
    home,
    inspections,
    public,
    quality,
    releases,
    returns,
    review,
    schemes,
    school_sheet,
    settings,
)

BLUEPRINTS = (
    access.bp,
    accounts.bp,
    api.bp,
    audit.bp,
    compare.bp,
    dictionary.bp,
    home.bp,
    inspections.bp,
    public.bp,
    quality.bp,
    releases.bp,
    returns.bp,
    review.bp,
    schemes.bp,
    school_sheet.bp,
    settings.bp,
)
