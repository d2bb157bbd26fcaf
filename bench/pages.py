"""A room with many comments in Chromium: when the largest part is painted, what is drawn and fetched, and what blocks the page."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, Request, async_playwright

from bench.table import percentile, show
from tests.browser import FLAGS, chromium
from tests.e2e.rooms import Room, new_room
from tests.many_comments import write_comments
from tests.serving import Serve
from videoplanet.shared.config import LIMITS

COUNTS = (200, 1_000, 5_000)
SCREENS = {"laptop": (1440, 900), "phone": (360, 740)}
TIMES = 3
QUIET_SECONDS = 1.5
LIVE_SECONDS = 5
LIVE_RATE = 50
# What the browser tells: paints and tasks from the very beginning on, pictures while asked for.
_WATCH = """
window.seen = { paint: 0, tasks: [], frames: [] };
new PerformanceObserver((list) => { for (const each of list.getEntries()) seen.paint = each.startTime })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const each of list.getEntries()) seen.tasks.push(each.duration) })
  .observe({ type: "longtask", buffered: true });
"""
_FRAMES = """
(seconds) => new Promise((done) => {
  seen.tasks.length = 0;
  const frames = [], end = performance.now() + seconds * 1000;
  let last = performance.now();
  requestAnimationFrame(function each() {
    const now = performance.now();
    frames.push(now - last);
    last = now;
    if (now < end) requestAnimationFrame(each);
    else done({ frames, tasks: seen.tasks });
  });
})
"""
_NODES = "document.querySelectorAll('*').length"


async def measure(_environment: dict[str, str]) -> None:
    """Serve the product in a home of its own; the pages are built first if they are stale."""
    async with _served() as (serve, browser):
        opened, live = [], []
        for count in COUNTS:
            room = await new_room(serve.url)
            await _until_measured(room)
            await write_comments(serve.home, room.video_id, count)
            opened += [(f"{count:,}, {name}", *await _open(browser, serve.url, room, name)) for name in SCREENS]
            live.append((f"into {count:,}", *await _live(browser, serve.url, room)))
            await room.owner.gateway.aclose()
    show(
        f"A room opened by somebody who was here before (the middle of {TIMES})",
        ("room", "largest paint ms", "nodes", "requests", "of comments", "kB of them", "long tasks", "together ms"),
        opened,
    )
    show(
        f"{LIVE_RATE} comments a second for {LIVE_SECONDS} s",
        ("list", "frames", "p50 ms", "p95 ms", "worst ms", "long tasks", "together ms"),
        live,
    )


@asynccontextmanager
async def _served() -> AsyncIterator[tuple[Serve, Browser]]:
    folder = Path(tempfile.mkdtemp(prefix="videoplanet-pages-"))
    os.chmod(folder, 0o711)
    serve = Serve(folder, variables=dict.fromkeys(LIMITS, "0"))
    try:
        await asyncio.to_thread(serve.wait_ready)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            yield serve, browser
            await browser.close()
    finally:
        await asyncio.to_thread(serve.stop)
        shutil.rmtree(folder, ignore_errors=True)


async def _until_measured(room: Room) -> None:
    """How long the film is, is known soon; its renditions are not to be made while pages are measured."""
    async with asyncio.timeout(600):
        while True:
            [version] = (await room.owner.call("GET", room.path))["versions"]
            if version["status"] == "ready":
                return
            await asyncio.sleep(0.2)


async def _page(browser: Browser, url: str, room: Room, screen: str) -> Page:
    """A browser that has been here before: the pages' scripts are loaded."""
    width, height = SCREENS[screen]
    context = await browser.new_context(base_url=url, locale="ko-KR", viewport={"width": width, "height": height})
    cookie: Any = {"name": "vp_access", "value": room.owner.access_token, "url": url, "httpOnly": True}
    await context.add_cookies([cookie])
    page = await context.new_page()
    await page.add_init_script(_WATCH)
    await page.goto(room.path)
    await _quiet(page)
    return page


async def _open(browser: Browser, url: str, room: Room, screen: str) -> tuple[object, ...]:
    page = await _page(browser, url, room, screen)
    taken = []
    for _ in range(TIMES):
        asked: list[Request] = []

        def heard(request: Request, asked: list[Request] = asked) -> None:
            asked.append(request)

        page.on("requestfinished", heard)
        await page.goto(room.path)
        await _quiet(page)
        page.remove_listener("requestfinished", heard)
        of_comments = [each for each in asked if each.url.partition("?")[0].endswith("/comments")]
        sizes = [(await each.sizes())["responseBodySize"] for each in of_comments]
        paint, tasks = await page.evaluate("[seen.paint, seen.tasks]")
        nodes = await page.evaluate(_NODES)
        taken.append((paint, nodes, len(asked), len(of_comments), sum(sizes) / 1000, len(tasks), float(sum(tasks))))
    await page.context.close()
    return sorted(taken)[TIMES // 2]


async def _live(browser: Browser, url: str, room: Room) -> tuple[object, ...]:
    page = await _page(browser, url, room, "laptop")
    watching = asyncio.create_task(page.evaluate(_FRAMES, LIVE_SECONDS))
    started, posts = time.monotonic(), []
    for number in range(LIVE_SECONDS * LIVE_RATE):
        await asyncio.sleep(max(0, started + number / LIVE_RATE - time.monotonic()))
        posts.append(asyncio.create_task(room.comment(f"live {number}", frame=number % 130)))
    told = await watching
    await asyncio.gather(*posts)
    await page.context.close()
    frames, tasks = told["frames"], told["tasks"]
    times = (percentile(frames, 0.5), percentile(frames, 0.95), max(frames))
    return len(frames), *times, len(tasks), float(sum(tasks))


async def _quiet(page: Page) -> None:
    """Return when everything was fetched and drawn."""
    await page.wait_for_load_state("networkidle")
    await asyncio.sleep(QUIET_SECONDS)
