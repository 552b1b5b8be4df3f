"""`make run`'s second half on data and a port of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.local import Local, running


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Local]:
    with running(tmp_path / "data") as started:
        yield started
