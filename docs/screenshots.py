"""Takes the README's pictures from the running demo: `python -m docs.screenshots` (see `make` for what it needs installed)."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Browser, Page, async_playwright

from tests.browser import FLAGS, chromium
from tests.serving import Serve

IMAGES = Path(__file__).with_name("images")
FRAME = 54
ROOM: dict[str, Any] = {"viewport": {"width": 1600, "height": 900}, "color_scheme": "dark"}
HOME: dict[str, Any] = {"viewport": {"width": 1600, "height": 1000}, "color_scheme": "light"}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}


async def take(url: str, password: str) -> None:
    """Take every picture of the demo served at `url`."""
    IMAGES.mkdir(exist_ok=True)
    async with httpx.AsyncClient(base_url=f"{url}/api/v1", timeout=60) as gateway:
        tokens = await gateway.post("/auth/token", json={"email": "pd@demo.example.com", "password": password})
        access = tokens.raise_for_status().json()["access_token"]
        gateway.headers["Authorization"] = f"Bearer {access}"
        project = (await gateway.get("/projects")).json()["items"][0]
        video = (await gateway.get(f"/projects/{project['id']}/videos")).json()["items"][0]
        while not all(version["hls_url"] for version in video["versions"]):
            await asyncio.sleep(1)
            video = (await gateway.get(f"/videos/{video['id']}")).json()
        link = (await gateway.post(f"/videos/{video['id']}/shares", json={"permission": "comment"})).json()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        cookie = {"name": "vp_access", "value": access, "url": url}
        await _picture(browser, f"{url}/home", IMAGES / "home.png", cookie, **HOME)
        await _picture(browser, f"{url}/videos/{video['id']}?f={FRAME}", IMAGES / "review-room.png", cookie, **ROOM)
        await _guest(browser, f"{url}/s/{link['token']}", IMAGES / "guest.png")
        await browser.close()


async def _picture(browser: Browser, address: str, file: Path, cookie: Any, **look: Any) -> None:
    context = await browser.new_context(locale="ko-KR", bypass_csp=True, **look)
    await context.add_cookies([cookie])
    page = await context.new_page()
    await page.goto(address)
    await _settled(page)
    await page.screenshot(path=file)
    await context.close()


async def _guest(browser: Browser, address: str, file: Path) -> None:
    context = await browser.new_context(locale="ko-KR", bypass_csp=True, **PHONE)
    page = await context.new_page()
    await page.goto(address)
    await page.get_by_label("이름").fill("박민서")
    await page.get_by_label("이메일").fill("client@example.com")
    await page.get_by_role("button", name="영상 보기").click()
    await page.get_by_role("article").first.wait_for()
    await page.goto(f"{address}?f={FRAME}")
    await page.get_by_role("article").first.wait_for()
    await _settled(page)
    await page.screenshot(path=file)
    await context.close()


async def _settled(page: Page) -> None:
    """Wait until the pictures are there and the film, if there is one, shows its frame.

    Waiting for an expression is `eval` in the page, hence the contexts that look past the site's content policy.
    """
    await page.wait_for_load_state("networkidle")
    await page.wait_for_function(
        "[...document.images].every((image) => image.complete)"
        " && [...document.querySelectorAll('video')].every((film) => film.readyState >= 2 && !film.seeking)"
    )


def main() -> None:
    """Serve the demo in a temporary home and take its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        serve = Serve(Path(folder))
        try:
            serve.wait_ready()
            asyncio.run(take(serve.url, serve.demo_password))
        finally:
            serve.stop()


if __name__ == "__main__":
    main()
