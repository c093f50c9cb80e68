"""An application with a few people who sign in by typing."""

from collections.abc import Iterator

import pytest

from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tests.oversight.access.office import Office


@pytest.fixture
def office(pools: Pools, settings: Settings) -> Iterator[Office]:
    """The application, a clerk, a head and an inspector."""
    with Office(create_app(settings), pools, settings) as made:
        yield made
