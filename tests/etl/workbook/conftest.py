from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.workbook.guard.pool import GuardPool
from tests.etl.workbook.sample import Reader


@pytest.fixture(scope="session")
def guard() -> Iterator[GuardPool]:
    with GuardPool(1, wall_seconds=20) as pool:
        yield pool


@pytest.fixture
def read(guard: GuardPool, tmp_path: Path) -> Reader:
    return Reader(guard, tmp_path)
