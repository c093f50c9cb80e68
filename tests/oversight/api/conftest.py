"""An application with one school's world in it, and tokens of its people."""

from collections.abc import Iterator

import pytest

from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tests.oversight.api.programs import Programs


@pytest.fixture
def programs(pools: Pools, settings: Settings) -> Iterator[Programs]:
    """One school, its people, an October return, and programs that speak for them."""
    with Programs(create_app(settings), pools, settings) as made:
        yield made
