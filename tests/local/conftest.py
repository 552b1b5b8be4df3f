"""`make run`'s second half on data and a port of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.local import Local, running, started_once


@pytest.fixture
def local(data_folder: Path) -> Iterator[Local]:
    """Popquiz on data of an earlier start."""
    started_once(data_folder / "data")
    with running(data_folder / "data") as started:
        yield started
