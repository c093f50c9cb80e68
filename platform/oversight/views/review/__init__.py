"""The pages on which the bureau reviews: the queue, one version, the decisions."""

from oversight.views.review import deciding, queue, version
from oversight.views.review.blueprint import bp

__all__ = ["bp", "deciding", "queue", "version"]
