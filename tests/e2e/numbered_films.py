"""Films whose pictures carry their number, in rooms; and what a room says and shows of them."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.async_api import Page, expect
from websockets.asyncio.client import connect

from tests.clips import READ_NUMBER_JS, Clip, make_clip
from tests.e2e.rooms import Person, enter
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 120_000

SETTLES_WITHIN = 60_000

# What is on the screen and what the interface says, once the player vouches for it; how things stand when it does not.
SETTLED = f"""
async () => {{
  const field = document.querySelector("[data-trusted]");
  const film = document.querySelector("video");
  const begun = performance.now();
  while (field.dataset.trusted !== "true") {{
    if (performance.now() - begun > {SETTLES_WITHIN}) throw new Error("not settled: " + JSON.stringify(describe()));
    await new Promise((done) => setTimeout(done));
  }}
  function describe() {{
    const ranges = Array.from({{ length: film.buffered.length }}, (_, at) => [film.buffered.start(at), film.buffered.end(at)]);
    const {{ currentTime, seeking, readyState, networkState, paused, ended, duration, src }} = film;
    let report = null;
    const {{ room }} = document.querySelector("[data-room]");
    const heard = new AbortController();
    room.listen("frame", (detail) => (report = detail), heard.signal);
    room.tell("where", {{}});
    heard.abort();
    return {{
      report, currentTime, seeking, readyState, networkState, paused, ended, duration, src, ranges,
      error: film.error?.message ?? null,
      isPageHidden: document.hidden,
      notice: document.querySelector(".rp-notice")?.textContent ?? null,
      chip: document.querySelector(".rp-chip").textContent,
    }};
  }}
  return {{
    picture: ({READ_NUMBER_JS})(film),
    named: Number(document.querySelector(".rp-chip").textContent.match(/F (\\d+)/)[1]),
    timecode: field.value,
    plays: !film.paused,
    height: film.videoHeight,
  }};
}}
"""

SEEK_EACH = f"""
async (frames) => {{
  const settled = {SETTLED};
  const wrong = [];
  for (const frame of frames) {{
    document.querySelector("[data-room]").room.tell("seek", {{ frame }});
    const {{ picture, named }} = await settled();
    if (picture !== frame || named !== frame) wrong.push({{ frame, picture, named }});
  }}
  return wrong;
}}
"""


@dataclass(frozen=True, slots=True)
class Film:
    """A numbered film that was uploaded and has its renditions."""

    owner: Person
    path: str
    frames: int
    rate: Fraction

    def sample(self, count: int) -> list[int]:
        """Frames at random, the first, the last, and those on both sides of every cut between segments."""
        group = round(2 * self.rate)
        cuts = [frame for cut in range(group, self.frames, group) for frame in (cut - 1, cut)]
        chosen = random.Random(f"{self.rate}").choices(range(self.frames), k=count)
        return [*chosen, 0, self.frames - 1, *random.Random("cuts").sample(cuts, len(cuts))]


async def numbered_film(owner: Person, folder: Path, rate: Fraction = Fraction(25), height: int = 360) -> Film:
    """Ten seconds at this rate, 16:9, uploaded; wait with :func:`until_ready` for its renditions."""
    frames = round(10 * rate)
    path = folder / f"{float(rate):.3f}-{height}.mp4"
    clip = Clip(rate=rate, frames=frames, width=height * 16 // 9, height=height)
    await asyncio.to_thread(make_clip, path, clip)
    project = await owner.call("POST", "/projects", json={"name": f"frames {uuid4().hex[:6]}"})
    with path.open("rb") as file:
        video = await owner.call("POST", f"/projects/{project['id']}/videos", files={"file": (path.name, file)})
    return Film(owner, f"/videos/{video['id']}", frames, rate)


async def numbered_master(owner: Person, folder: Path, project_id: str | None = None) -> Film:
    """Ten seconds of ProRes at 23.976 from 10:00:00:00 on, which browsers do not play; two rungs are made of it."""
    rate, frames = Fraction(24000, 1001), 240
    path = folder / "master.mov"
    coding = ("-c:v", "prores_ks", "-profile:v", "2", "-pix_fmt", "yuv422p10le")
    clip = Clip(
        rate=rate,
        frames=frames,
        width=1280,
        height=720,
        start_timecode="10:00:00:00",
        video=coding,
        audio=("-c:a", "pcm_s24le"),
    )
    if not path.exists():
        await asyncio.to_thread(make_clip, path, clip)
    if project_id is None:
        project_id = (await owner.call("POST", "/projects", json={"name": f"master {uuid4().hex[:6]}"}))["id"]
    with path.open("rb") as file:
        video = await owner.call("POST", f"/projects/{project_id}/videos", files={"file": (path.name, file)})
    return Film(owner, f"/videos/{video['id']}", frames, rate)


async def until_ready(film: Film) -> None:
    """Until every rendition is there: asked for anew whenever something is told of the film."""
    address = str(film.owner.gateway.base_url).replace("http", "ws", 1).rstrip("/")
    path = f"/ws/feedback/{film.path.removeprefix('/videos/')}"
    told = connect(address + path, additional_headers={"Authorization": f"Bearer {film.owner.access_token}"})
    async with asyncio.timeout(SLOW / 1000), told as news:
        while (version := (await film.owner.call("GET", film.path))["versions"][0])["status"] != "ready":
            assert version["status"] == "processing", version
            await news.recv()


async def watch(visitor: Visitor, served: Serve, film: Film, source: str = "ladder", at: int | None = None) -> Page:
    """The room of the film, at a frame, with the film from the source."""
    page = await enter(visitor, served.url, film.owner, film.path + ("" if at is None else f"?f={at}"))
    await expect(page.get_by_role("button", name="재생", exact=True)).to_be_enabled(timeout=SLOW)
    if source == "original":
        await choose_quality(page, "원본")
        await page.wait_for_function("() => document.querySelector('video').src.endsWith('/original')")
    return page


async def choose_quality(page: Page, name: str) -> None:
    await page.get_by_role("button", name="화질").click()
    await page.get_by_role("menuitemradio", name=name).click()
    await expect(page.get_by_role("menu")).to_be_hidden()


async def settled(page: Page) -> dict[str, Any]:
    """What the picture and the interface say once the player vouches for the frame."""
    seen: dict[str, Any] = await page.evaluate(SETTLED)
    return seen


async def rests_on(page: Page, frame: int) -> None:
    """The film stands on this frame, in the picture and in words."""
    await page.wait_for_function(
        "() => document.querySelector('[data-trusted]') && document.querySelector('video')?.paused"
    )
    seen = await settled(page)
    assert (seen["picture"], seen["named"]) == (frame, frame), seen
