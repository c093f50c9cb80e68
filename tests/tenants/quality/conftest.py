import pytest

from tenants.scope.pools import Pools
from tests.tenants.filing.scenes import Scene, set_scene


@pytest.fixture
def scene(pools: Pools) -> Scene:
    return set_scene(pools)
