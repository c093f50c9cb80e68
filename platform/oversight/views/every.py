"""Every blueprint of pages, one for each subject."""

from oversight.views import access, compare, home, public, releases, returns, review

BLUEPRINTS = (access.bp, compare.bp, home.bp, public.bp, releases.bp, returns.bp, review.bp)
