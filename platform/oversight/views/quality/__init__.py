"""The pages of the quality score: schools, their returns, the filings behind a number."""

from oversight.views.quality import filings, scores
from oversight.views.quality.blueprint import bp

__all__ = ["bp", "filings", "scores"]
