"""How a test opens a page for one more person: the fixture `visitor` is one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from playwright.async_api import Page

Visitor = Callable[..., Awaitable[Page]]
