"""Large films for upload tests, a slow line, and what went over it."""

from __future__ import annotations

import base64
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

from playwright.async_api import Error, JSHandle, Locator, Page, Response, Route

from tests.e2e.rooms import FILM

PART_BYTES = 8 * 1024 * 1024
_PART = re.compile(r"/api/v1/uploads/([0-9a-f-]{36})/parts/(\d+)\?")


def big_film(path: Path, parts: int, seed: int = 0) -> Path:
    """The five-second clip with a box of noise behind it that players skip: a film of so many 8 MiB parts, the last not full."""
    clip = FILM.read_bytes()
    rest = (parts - 1) * PART_BYTES + PART_BYTES // 4 - len(clip)
    path.write_bytes(clip + rest.to_bytes(4, "big") + b"free" + Random(seed).randbytes(rest - 8))
    return path


class SentParts:
    """The parts that a page has sent and the server has taken, by number."""

    def __init__(self, page: Page) -> None:
        self.taken: Counter[int] = Counter()
        page.on("response", self._answered)

    def _answered(self, response: Response) -> None:
        found = _PART.search(response.url)
        if found is not None and response.request.method == "PUT" and response.ok:
            self.taken[int(found[2])] += 1


class Gate:
    """Stands before the server: lets through as many parts as it was told, and holds the others."""

    def __init__(self, permits: int) -> None:
        self._permits = permits
        self._held: list[Route] = []
        self._is_open = False

    async def stand(self, page: Page) -> Gate:
        """Begin to hold the parts of a page."""
        await page.route(_PART, self._meet)
        return self

    async def open(self) -> None:
        """Let everything through from now on."""
        self._is_open = True
        while self._held:
            await _let_through(self._held.pop(0))

    async def _meet(self, route: Route) -> None:
        if self._is_open or self._permits > 0:
            self._permits -= 1
            await _let_through(route)
        else:
            self._held.append(route)


async def _let_through(route: Route) -> None:
    with suppress(Error):  # the page may have taken the request back
        await route.continue_()


async def slow_down(page: Page, bytes_a_second: int) -> None:
    """Make the page's line slow upwards; -1 takes it back."""
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    conditions = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    await session.send("Network.emulateNetworkConditions", conditions)


async def choose(page: Page, *films: Path) -> None:
    """Choose films with the page's upload button."""
    async with page.expect_file_chooser() as choosing:
        await page.get_by_role("main").get_by_role("button", name="영상 올리기").first.click(timeout=60_000)
    await (await choosing.value).set_files(list(films))


async def drop(page: Page, film: Path, selector: str = "body") -> None:
    """Let go of a film over the page, after holding it there."""
    transfer = await _held(page, film)
    await page.dispatch_event("body", "dragenter", {"dataTransfer": transfer})
    await page.dispatch_event(selector, "dragover", {"dataTransfer": transfer})
    await page.dispatch_event(selector, "drop", {"dataTransfer": transfer})


async def paste(page: Page, film: Path) -> None:
    """Paste a copied film into the page."""
    await page.evaluate(
        """(clipboardData) =>
            document.body.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}))""",
        await _held(page, film),
    )


async def _held(page: Page, film: Path) -> JSHandle:
    return await page.evaluate_handle(
        """([name, text]) => {
            const held = new DataTransfer();
            held.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name, {type: "video/mp4"}));
            return held;
        }""",
        [film.name, base64.b64encode(film.read_bytes()).decode()],
    )


def tray(page: Page) -> Locator:
    """The tray, where it is unfolded."""
    return page.get_by_role("region", name="올리는 영상")


def row(page: Page, name: str) -> Locator:
    """One upload in the tray."""
    return tray(page).get_by_role("listitem", name=name)
