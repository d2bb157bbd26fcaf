"""How soon a film is on the screen after its upload, and how quick cold seeks in two hours of film are: in Chromium, in a room."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from uuid import uuid4

import httpx
from playwright.async_api import Browser, Page, async_playwright

from bench.table import percentile, show
from tests.browser import FLAGS, chromium
from tests.clips import READ_NUMBER_JS, Clip, make_clip, run_ffmpeg
from tests.e2e.rooms import new_person
from tests.serving import Serve
from videoplanet.shared.config import LIMITS

SECONDS = 20
LOOPED_SECONDS = 60
LOOPS = 120
SEEKS = 60
CHUNK = 1 << 20
WAIT_MS = 1_800_000
RATE = Fraction(24)
FILMS = {
    "H.264 MP4 (plays as it is)": ("h264.mp4", "-c:v libx264 -preset veryfast -pix_fmt yuv420p", "-c:a aac"),
    "ProRes MOV": ("prores.mov", "-c:v prores_ks -profile:v 2 -pix_fmt yuv422p10le", "-c:a pcm_s16le"),
    "HEVC MOV": ("hevc.mov", "-c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1", "-c:a aac"),
}
_IS_SHOWN = f"""
(frame) => {{
  const field = document.querySelector("[data-trusted]"), film = document.querySelector("video");
  return field?.dataset.trusted === "true" && !document.querySelector("canvas.rp-film:not([hidden])")
    && ({READ_NUMBER_JS})(film) === frame;
}}
"""
_SEEK = f"""
async ([frame, picture]) => {{
  const read = {READ_NUMBER_JS};
  const film = document.querySelector("video"), field = document.querySelector("[data-trusted]");
  const began = performance.now();
  document.querySelector("[data-room]").room.tell("seek", {{ frame }});
  while (field.dataset.trusted !== "true") await new Promise((done) => requestAnimationFrame(done));
  return [performance.now() - began, read(film) === picture];
}}
"""


@dataclass(frozen=True, slots=True)
class Site:
    """The served product, and somebody signed in with a project."""

    browser: Browser
    gateway: httpx.AsyncClient
    token: str
    project_id: str


async def measure(_environment: dict[str, str]) -> None:
    """Serve the product in a home of its own; the pages are built first if they are stale."""
    folder = Path(tempfile.mkdtemp(prefix="videoplanet-playback-"))
    os.chmod(folder, 0o711)
    home = folder / "home"
    home.mkdir(mode=0o711)
    serve = Serve(home, variables=dict.fromkeys(LIMITS, "0"))
    try:
        await asyncio.to_thread(serve.wait_ready)
        async with async_playwright() as playwright, httpx.AsyncClient(base_url=serve.url, timeout=1800) as gateway:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            site = Site(browser, gateway, *await _sign_up(gateway))
            await _first_frames(site, folder)
            await _cold_seeks(site, folder)
            await browser.close()
    finally:
        await asyncio.to_thread(serve.stop)
        shutil.rmtree(folder, ignore_errors=True)


async def _first_frames(site: Site, folder: Path) -> None:
    rows = []
    for name, (file, video, audio) in FILMS.items():
        clip = Clip(RATE, round(SECONDS * RATE), 1920, 1080, video=tuple(video.split()), audio=tuple(audio.split()))
        path = await asyncio.to_thread(make_clip, folder / file, clip)
        page = await _page(site)
        sent, video_id = await _upload(site, path)
        await page.goto(f"/videos/{video_id}")
        await page.wait_for_function(_IS_SHOWN, arg=0, polling="raf", timeout=WAIT_MS)
        aim = 1.0 if "plays" in name else 0.15 * SECONDS + 2
        rows.append((name, time.perf_counter() - sent, aim))
        await page.context.close()
        await _until_ready(site, video_id)
    show(
        f"Upload's last byte to the first frame on the screen ({SECONDS} s of 1080p24)",
        ("film", "seconds", "aim"),
        rows,
    )


async def _cold_seeks(site: Site, folder: Path) -> None:
    rate, looped = Fraction(25), 25 * LOOPED_SECONDS
    minute, film = folder / "minute.mov", folder / "two-hours.mov"
    coding = ("-c:v", "libx264", "-preset", "veryfast", "-g", "50", "-bf", "0", "-pix_fmt", "yuv422p")
    await asyncio.to_thread(make_clip, minute, Clip(rate, looped, 640, 360, sound=False, video=coding))
    await asyncio.to_thread(run_ffmpeg, ["-stream_loop", str(LOOPS - 1), "-i", str(minute), "-c", "copy", str(film)])
    sent, video_id = await _upload(site, film)
    await _until_ready(site, video_id)
    prepared = time.perf_counter() - sent
    page = await _page(site)
    await page.goto(f"/videos/{video_id}")
    await page.wait_for_function(_IS_SHOWN, arg=0, polling="raf", timeout=WAIT_MS)
    taken, right = [], 0
    frames = looped * LOOPS
    for place in random.Random("cold").sample(range(1, SEEKS + 1), SEEKS):
        frame = place * (frames // (SEEKS + 1)) + place
        milliseconds, is_right = await page.evaluate(_SEEK, [frame, frame % looped])
        taken.append(milliseconds)
        right += is_right
    await page.context.close()
    show(
        f"Seeks to places not loaded yet, two hours over HLS (milliseconds; prepared in {prepared:.0f} s)",
        ("seeks", "count", "frames right", "p50", "p95", "worst", "aim p95"),
        [("cold", SEEKS, right, percentile(taken, 0.5), percentile(taken, 0.95), max(taken), 400)],
    )


async def _page(site: Site) -> Page:
    """A browser that has been here before: the pages' scripts are loaded."""
    address = str(site.gateway.base_url)
    context = await site.browser.new_context(base_url=address, locale="ko-KR", viewport={"width": 1600, "height": 900})
    await context.add_cookies([{"name": "vp_access", "value": site.token, "url": address, "httpOnly": True}])
    page = await context.new_page()
    await page.goto("/videos")
    await page.wait_for_load_state("networkidle")
    return page


async def _sign_up(gateway: httpx.AsyncClient) -> tuple[str, str]:
    """Return an access token and a project's id."""
    person = await new_person(str(gateway.base_url), "Bench")
    await person.gateway.aclose()
    gateway.headers["Authorization"] = f"Bearer {person.access_token}"
    project = await gateway.post("/api/v1/projects", json={"name": "bench"})
    return person.access_token, project.raise_for_status().json()["id"]


async def _upload(site: Site, path: Path) -> tuple[float, str]:
    """Send a film; return when its last byte left, and the video's id."""
    boundary = uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{path.name}"\r\n\r\n'.encode()
    sent = 0.0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        yield head
        with path.open("rb") as file:
            while chunk := await asyncio.to_thread(file.read, CHUNK):
                yield chunk
        sent = time.perf_counter()
        yield f"\r\n--{boundary}--\r\n".encode()

    answer = await site.gateway.post(
        f"/api/v1/projects/{site.project_id}/videos",
        content=body(),
        headers={"Content-Type": f"multipart/form-data; boundary={boundary}"},
    )
    if answer.is_error:
        raise RuntimeError(f"The film was refused: {answer.text}")
    return sent, answer.json()["id"]


async def _until_ready(site: Site, video_id: str) -> None:
    async with asyncio.timeout(WAIT_MS / 1000):
        while (version := (await site.gateway.get(f"/api/v1/videos/{video_id}")).json()["versions"][0])[
            "status"
        ] != "ready":
            if version["status"] == "failed":
                raise RuntimeError(version["error"])
            await asyncio.sleep(0.5)
