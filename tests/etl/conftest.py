from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.workbook.guard.pool import GuardPool
from tenants.scope.pools import Pools
from tests.etl.desk import Desk


@pytest.fixture(scope="session")
def warm_guard() -> Iterator[GuardPool]:
    with GuardPool(1, wall_seconds=20) as pool:
        yield pool


@pytest.fixture
def desk(pools: Pools, warm_guard: GuardPool, tmp_path: Path) -> Desk:
    return Desk(pools, warm_guard, tmp_path)
