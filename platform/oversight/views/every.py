"""Every blueprint of pages, one for each subject."""

from oversight.views import access, home, returns, review

BLUEPRINTS = (access.bp, home.bp, returns.bp, review.bp)
