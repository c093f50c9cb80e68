"""Every blueprint of pages, one for each subject."""

from oversight.views import home, returns, review

BLUEPRINTS = (home.bp, returns.bp, review.bp)
