"""Keeps what a page asks for from coming, until a test lets it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from playwright.async_api import Page, Route


async def hold(page: Page, pattern: str | re.Pattern[str]) -> Callable[[], None]:
    """Lets nothing of this through until what is returned is called."""
    opened = asyncio.Event()

    async def wait(route: Route) -> None:
        await opened.wait()
        await route.continue_()

    await page.route(pattern, wait)
    return opened.set
