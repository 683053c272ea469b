from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import play
from tests.play import Town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample municipality on a Tuesday noon, four weeks before the deadline."""
    async with play.town(tmp_path) as town:
        yield town
