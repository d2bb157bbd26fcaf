"""One running site for all live tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.integration.live_site import build_live_site, running


@pytest.fixture(scope="session")
async def site(_engines: None) -> AsyncIterator[str]:
    """Address (`host:port`) of a site that serves REST, `/ws` and Reflex's socket."""
    async with running(build_live_site()) as address:
        yield address
