"""An application on the shared database with one school's world in it."""

import pytest

from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tests.oversight.views.world import World


@pytest.fixture
def world(pools: Pools, settings: Settings) -> World:
    """One school, its people and an October return."""
    return World(create_app(settings), pools, settings)
