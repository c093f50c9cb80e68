"""An application on the shared database with one school's world in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tests.oversight.views.office import Published
from tests.oversight.views.world import World


@pytest.fixture
def world(pools: Pools, settings: Settings) -> Iterator[World]:
    """One school, its people and an October return."""
    with World(create_app(settings), pools, settings) as made:
        yield made


@pytest.fixture
def site(pools: Pools, settings: Settings, tmp_path: Path) -> Iterator[Published]:
    """A published month, and the officers behind it."""
    with Published(pools, settings, tmp_path) as made:
        yield made
