"""The returns the demo tells in a module each; those of the canteen's month hang together and stand in ``plot``."""

from importlib import import_module
from pkgutil import iter_modules

from etl.demo.stories.story import Story
from tenants.returns.declared import VERSIONS

_MODULES = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
_ORDER = {each.code: at for at, each in enumerate(VERSIONS)}
STORIES: tuple[Story, ...] = tuple(
    sorted((each.STORY for each in _MODULES if hasattr(each, "STORY")), key=lambda story: _ORDER[story.return_code])
)
"""By the number of the return."""
