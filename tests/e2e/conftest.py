"""A served product and a Chromium, for tests that act as people do."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.browser import FLAGS, chromium
from tests.e2e.numbered_films import Film, numbered_master, until_ready
from tests.e2e.rooms import PASSWORD, Person, new_person
from tests.e2e.visitor import Visitor
from tests.serving import Serve
from tests.shell import fresh_shell
from videoplanet.app.project import PROJECT
from videoplanet.shared.config import LIMITS

STAFF_EMAIL = "staff@room.example.com"
PICTURES = PROJECT / "test-results"
# Playwright answers file fields; Chromium's own dialog that gives file handles would wait for a person.
_FILE_FIELD_ONLY = "delete window.showOpenFilePicker"
_FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """The product with the demo, in a temporary home; `.url`, `.home`, `.demo_password`."""
    serve = Serve(
        tmp_path_factory.mktemp("served"),
        variables={**dict.fromkeys(LIMITS, "0"), "VIDEOPLANET_VIDEO_PRESET": "ultrafast"},
    )
    try:
        yield serve.wait_ready()
    finally:
        serve.stop()


@pytest.fixture(scope="session")
async def owner(served: Serve) -> AsyncIterator[Person]:
    """Whose the numbered films are."""
    person = await new_person(served.url, "김지우")
    yield person
    await person.gateway.aclose()


@pytest.fixture(scope="session")
async def staff(served: Serve) -> Person:
    """An administrator, made as the README says."""
    subprocess.run(
        [sys.executable, "-m", "videoplanet", "create-admin", "--email", STAFF_EMAIL, "--name", "운영자"],
        input=f"{PASSWORD}\n{PASSWORD}\n",
        cwd=PROJECT,
        env=fresh_shell(VIDEOPLANET_HOME=str(served.home)),
        text=True,
        capture_output=True,
        check=True,
    )
    gateway = httpx.AsyncClient(base_url=served.url, timeout=60)
    answer = await gateway.post("/api/v1/auth/token", json={"email": STAFF_EMAIL, "password": PASSWORD})
    token = answer.raise_for_status().json()["access_token"]
    return Person(STAFF_EMAIL, token, gateway)


@pytest.fixture(scope="session")
async def master(owner: Person, tmp_path_factory: pytest.TempPathFactory) -> Film:
    """A ProRes master with sound, which browsers do not play, and everything that is made of it."""
    made = await numbered_master(owner, tmp_path_factory.mktemp("master"))
    await until_ready(made)
    return made


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, able to play films."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = await browser.new_page()
        plays = await page.evaluate("MediaSource.isTypeSupported('video/mp4; codecs=\"avc1.640028,mp4a.40.2\"')")
        await page.close()
        if not plays:
            pytest.fail(f"{chromium()} cannot play H.264: install one that can (Debian's chromium, Google Chrome)")
        yield browser
        await browser.close()


@pytest.fixture
async def visitor(request: pytest.FixtureRequest, browser: Browser, served: Serve) -> AsyncIterator[Visitor]:
    """Opens a page for one more person, with cookies of their own: `page = await visitor("/login")`.

    Keyword arguments go to `browser.new_context` (`viewport`, `locale`, …). The page is `page.context`'s first; a failed
    test leaves a picture of every open page in `test-results/`.
    """
    contexts: list[BrowserContext] = []

    async def open_page(path: str = "/", **options: object) -> Page:
        context = await browser.new_context(**{"base_url": served.url, "locale": "ko-KR", **options})  # type: ignore[arg-type]
        await context.add_init_script(_FILE_FIELD_ONLY)
        contexts.append(context)
        page = await context.new_page()
        await page.goto(path)
        return page

    yield open_page
    if request.node.stash.get(_FAILED, False):
        await _take_pictures(request.node.nodeid, contexts)
    for context in contexts:
        await context.close()


@pytest.fixture
async def page(visitor: Visitor) -> Page:
    """One person on the first page."""
    return await visitor("/")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember for the fixtures whether the test itself failed."""
    report = yield
    if report.when == "call":  # type: ignore[attr-defined]
        item.stash[_FAILED] = report.failed  # type: ignore[attr-defined]
    return report


async def _take_pictures(test: str, contexts: list[BrowserContext]) -> None:
    PICTURES.mkdir(exist_ok=True)
    name = re.sub(r"[^\w.-]+", "-", Path(test).name)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        await page.screenshot(path=PICTURES / f"{name}-{number}.png", full_page=True)
