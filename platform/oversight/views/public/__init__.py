"""Pages for everybody: published figures of schools, read as the public's own database role."""

from oversight.views.public import canteen, complaining, complaints, inspections, schools
from oversight.views.public.blueprint import bp

__all__ = ["bp", "canteen", "complaining", "complaints", "inspections", "schools"]
