"""What the contract of logs is tried on where several processes take part."""

from pathlib import Path

import pytest

from tests.building import declaration, drafts
from tests.contract.stores import SHARED, Store


@pytest.fixture(params=SHARED)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Give a log that declares a chronology, of each sort that processes can share."""
    store = SHARED[request.param](tmp_path)
    log = store.open()
    log.append(drafts(declaration()))
    store.close(log)
    return store
