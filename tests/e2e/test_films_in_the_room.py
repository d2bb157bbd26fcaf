"""Films whose headers, clocks or pictures are wrong, as the room shows them: length, rate, words, each number over its picture.

All are sent at once: while the first are looked at, the others are converted.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.clips import READ_NUMBER_JS
from tests.e2e.numbered_films import SETTLED, SLOW, Film, choose_quality, until_ready, watch
from tests.e2e.rooms import Person
from tests.e2e.visitor import Visitor
from tests.serving import Serve
from tests.wrong_films import FILMS, OPAQUE_COLUMNS, RIGHT, Right
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.timecode import FrameRate, Timebase

TRANSPARENT = "transparent-over-colour.mov"
SIX_SOUNDS = "six-mono-speech-on-third.mov"
IN_BARS = "pixel-aspect-changes.ts"
AT_A_TIME = 2
STEPS = 3
MOST_CHANGES = 8
PLAYED_SECONDS = 0.5
SOUND_GOES_ON_SECONDS = 0.25

# The number of the picture, also of one that stands between bars of an eighth of the height.
_READ = f"""
(film) => {{
  const read = {READ_NUMBER_JS};
  const number = read(film);
  if (number !== -1 || !film.videoWidth) return number;
  const {{ videoWidth: width, videoHeight: height }} = film;
  const picture = document.createElement("canvas");
  [picture.width, picture.height] = [width, height];
  picture.getContext("2d").drawImage(film, 0, height / 8, width, (height * 3) / 4, 0, 0, width, height);
  return read(picture);
}}
"""

_SETTLED = SETTLED.replace(READ_NUMBER_JS, _READ)

_SEEK = f"""
async ([frames, numbers]) => {{
  const settled = {_SETTLED};
  const wrong = [];
  for (const frame of frames) {{
    document.querySelector("[data-room]").room.tell("seek", {{ frame }});
    const {{ picture, named }} = await settled();
    if (picture !== numbers[frame] || named !== frame) wrong.push({{ frame, picture, named }});
  }}
  return wrong;
}}
"""

# Every repaint: a frame that is vouched for while the picture is another one.
_WATCH = f"""
(numbers) => {{
  const read = {_READ};
  const film = document.querySelector("video"), cover = document.querySelector("canvas.rp-film");
  const field = document.querySelector("[data-trusted]"), chip = document.querySelector(".rp-chip");
  window.faults = [];
  const look = () => {{
    const named = Number(chip.textContent.match(/F (\\d+)/)[1]);
    if (field.dataset.trusted === "true" && cover.hidden && film.paused && !film.seeking && read(film) !== numbers[named])
      window.faults.push([named, read(film)]);
    requestAnimationFrame(look);
  }};
  look();
}}
"""

_FACTS = """
(panel) => Object.fromEntries(
  Array.from(panel.querySelectorAll("dt"), (name) => [name.textContent, name.nextElementSibling.textContent])
)
"""

# Whether there is colour in each of eight columns of the lower half.
_COLUMNS = """
() => {
  const film = document.querySelector("video"), canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [film.videoWidth, film.videoHeight];
  const context = canvas.getContext("2d");
  context.drawImage(film, 0, 0);
  const { data } = context.getImageData(0, Math.floor(film.videoHeight / 2), film.videoWidth, 1);
  return Array.from({ length: 8 }, (_, column) => {
    const at = 4 * Math.floor(((column + 0.5) / 8) * film.videoWidth);
    return Math.max(...data.slice(at, at + 3)) > 40;
  });
}
"""


@pytest.fixture(scope="module")
async def sent(owner: Person) -> AsyncIterator[dict[str, asyncio.Task[Film]]]:
    """All of the films on their way, each a task that ends when it has arrived."""
    project = await owner.call("POST", "/projects", json={"name": "films that went wrong"})
    line = asyncio.Semaphore(AT_A_TIME)

    async def send(name: str, right: Right) -> Film:
        async with line:
            file = (name, (FILMS / name).read_bytes())
            video = await owner.call("POST", f"/projects/{project['id']}/videos", files={"file": file})
        return Film(owner, f"/videos/{video['id']}", len(right.numbers), right.rate)

    films = {**RIGHT, TRANSPARENT: Right(Fraction(25), [0] * 25)}
    sending = {name: asyncio.create_task(send(name, right)) for name, right in films.items()}
    yield sending
    await asyncio.gather(*sending.values(), return_exceptions=True)


async def _ready(film: asyncio.Task[Film]) -> Film:
    """The film when it has arrived and its renditions are there."""
    arrived = await film
    await until_ready(arrived)
    return arrived


@pytest.mark.parametrize("name", RIGHT)
async def test_every_number_stands_over_its_picture(
    visitor: Visitor, served: Serve, sent: dict[str, asyncio.Task[Film]], name: str
) -> None:
    film, right = await _ready(sent[name]), RIGHT[name]
    numbers = [*range(100)] if name == IN_BARS else right.numbers
    page = await watch(visitor, served, film)
    assert await _shown(page) == (numbers[0], 0)
    await page.evaluate(_WATCH, numbers)
    await _tells(page, film, right)

    rungs: list[str] = (await film.owner.call("GET", film.path))["versions"][0]["rungs"]
    qualities = [*rungs, *(["원본"] if right.is_proven else [])]
    await page.get_by_role("button", name="화질").click()
    await expect(page.get_by_role("menuitemradio")).to_have_count(1 + len(qualities))
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("menu")).to_be_hidden()
    for quality in qualities:
        await choose_quality(page, quality)
        await page.wait_for_function(
            "(is) => document.querySelector('video').src.endsWith('/original') === is", arg=quality == "원본"
        )
        assert await page.evaluate(_SEEK, [_telling(numbers, right.rate), numbers]) == []
        await _is_walked_through(page, film, numbers, right)
    assert await page.evaluate("window.faults") == []


async def test_what_is_transparent_is_black_in_the_room(
    visitor: Visitor, served: Serve, sent: dict[str, asyncio.Task[Film]]
) -> None:
    film = await _ready(sent[TRANSPARENT])
    page = await watch(visitor, served, film, at=film.frames - 1)
    assert (await page.evaluate(_SETTLED))["named"] == film.frames - 1
    assert await page.evaluate(_COLUMNS) == OPAQUE_COLUMNS
    await expect(page.locator(".rp-length")).to_have_text("/ 00:00:01:00")


async def test_each_of_six_tracks_is_chosen_and_the_frame_stays(
    visitor: Visitor, served: Serve, sent: dict[str, asyncio.Task[Film]]
) -> None:
    film = await _ready(sent[SIX_SOUNDS])
    page = await watch(visitor, served, film, at=12)
    await page.get_by_role("button", name="소리 트랙 모든 트랙").click(timeout=SLOW)
    await expect(page.get_by_role("menuitemradio")).to_have_count(7)
    await page.get_by_role("menuitemradio", name="트랙 3").click()
    await expect(page.get_by_role("button", name="소리 트랙 트랙 3")).to_be_visible()
    assert await _shown(page) == (12, 12)


async def _shown(page: Page) -> tuple[int, int]:
    """The number of the picture and of the frame that the player vouches for."""
    seen: dict[str, Any] = await page.evaluate(_SETTLED)
    return seen["picture"], seen["named"]


def _telling(numbers: list[int], rate: Fraction) -> list[int]:
    """The first frames, the last ones, some between them, and both sides of cuts between segments and of held and missing pictures:
    every other one forwards, the others on the way back."""
    last = len(numbers) - 1
    changes = [at for at, (earlier, later) in enumerate(pairwise(numbers)) if later != earlier + 1]
    cuts = list(range(round(2 * rate) - 1, last, round(2 * rate)))
    few = [*changes[:MOST_CHANGES], *changes[-MOST_CHANGES:], *cuts[:2], *cuts[-1:]]
    chosen = {0, 1, last // 3, last // 2, last - 1, last, *few, *(at + 1 for at in few)}
    forwards = sorted(frame for frame in chosen if 0 <= frame <= last)
    return [*forwards[::2], *reversed(forwards[1::2])]


async def _tells(page: Page, film: Film, right: Right) -> None:
    """The room says count, rate, length, start, and what has to be said of the film."""
    timebase = Timebase.of(FrameRate(right.rate.numerator, right.rate.denominator), right.start)
    length = Timebase(timebase.rate, 0, timebase.drop_frame).timecode(film.frames)
    await expect(page.locator(".rp-length")).to_have_text(f"/ {length}")
    await page.get_by_role("tab", name="정보").click()
    panel = page.get_by_role("tabpanel", name="정보")
    await expect(panel.get_by_role("term").first).to_be_visible(timeout=SLOW)
    facts: dict[str, str] = await panel.evaluate(_FACTS)
    assert (facts["프레임 수"], facts["길이"]) == (str(film.frames), length)
    exact = "" if right.rate.denominator == 1 else f"{right.rate} · "
    kind = "고정" if right.is_constant else "가변"
    assert facts["프레임 레이트"].startswith(f"{exact}{round(float(right.rate), 3):g} fps · {kind}")
    assert facts["시작 타임코드"].split(" · ")[0] == timebase.timecode(0)
    seconds = await page.evaluate("document.querySelector('video').duration")
    assert -0.001 < seconds - film.frames / right.rate < SOUND_GOES_ON_SECONDS

    words = [translate(f"review.remark.{code}", "ko", count=count) for code, count in right.remarks.items()]
    note = page.get_by_role("status", name="이 영상에 대해 알아 둘 것")
    await expect(note).to_have_count(1 if words else 0)
    for each in words:
        await expect(note).to_contain_text(each)


async def _is_walked_through(page: Page, film: Film, numbers: list[int], right: Right) -> None:
    """Steps from the first frame, a typed timecode, a little playing and the end all rest on frames over their pictures."""
    last = film.frames - 1
    await page.keyboard.press("Home")
    for frame in range(1, STEPS + 1):
        await page.keyboard.press("ArrowRight")
        assert await _shown(page) == (numbers[frame], frame)

    middle = last // 2
    field = page.get_by_role("textbox", name="타임코드")
    timebase = Timebase.of(FrameRate(right.rate.numerator, right.rate.denominator), right.start)
    await field.fill(timebase.timecode(middle))
    await field.press("Enter")
    assert await _shown(page) == (numbers[middle], middle)

    await page.keyboard.press("Home")
    assert await _shown(page) == (numbers[0], 0)
    await page.keyboard.press("Space")
    await page.wait_for_function("(at) => document.querySelector('video').currentTime > at", arg=PLAYED_SECONDS)
    await page.keyboard.press("k")
    await page.wait_for_function("() => document.querySelector('video').paused")
    picture, named = await _shown(page)
    assert picture == numbers[named]
    assert named > 0

    await page.keyboard.press("End")
    assert await _shown(page) == (numbers[last], last)
