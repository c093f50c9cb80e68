"""The pages, one blueprint for each subject."""

from oversight.views import returns, review

BLUEPRINTS = (returns.bp, review.bp)
