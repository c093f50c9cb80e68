"""Every table the models declare, gathered for revisions and for comparing."""

import importlib
import pkgutil

import tenants
from tenants.base import Base

_WITH_TABLES = {"models", "facts", "tables"}  # the modules of tenants that declare tables


def _import_all() -> None:
    for module in pkgutil.walk_packages(tenants.__path__, "tenants."):
        if module.name.rsplit(".", 1)[-1] in _WITH_TABLES:
            importlib.import_module(module.name)


_import_all()
metadata = Base.metadata
