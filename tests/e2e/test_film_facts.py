"""What is known of films and found among them: facts, little pictures, the waveform, search, and deleted films."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import Page, expect

from tests.clips import READ_NUMBER_JS
from tests.e2e.numbered_films import SLOW, Film, numbered_film, settled, watch
from tests.e2e.rooms import FILM, Person, enter, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

# The number that the little picture bears, and the one written on it.
_TILE = f"""
async (bubble) => {{
  const tile = bubble.querySelector("i");
  const {{ width, height, backgroundImage, backgroundPosition }} = tile.style;
  const sheet = new Image();
  sheet.src = backgroundImage.slice(5, -2);
  await sheet.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [parseInt(width), parseInt(height)];
  const [x, y] = backgroundPosition.split(" ").map(parseFloat);
  canvas.getContext("2d").drawImage(sheet, x, y);
  return {{ picture: ({READ_NUMBER_JS})(canvas), named: Number(tile.nextElementSibling.textContent.slice(2)) }};
}}
"""


async def test_the_panel_tells_every_fact_and_copies_them(visitor: Visitor, served: Serve, master: Film) -> None:
    page = await enter(
        visitor, served.url, master.owner, master.path, permissions=["clipboard-read", "clipboard-write"]
    )
    await page.get_by_role("tab", name="정보").click()
    panel = page.get_by_role("tabpanel", name="정보")
    for fact in ("24000/1001 · 23.976 fps · 고정", "10:00:00:00", "Apple ProRes", "10 bit", "1280 × 720", "김지우"):
        await expect(panel).to_contain_text(fact)
    await panel.get_by_role("button", name="모두 복사").click()
    copied = await page.evaluate("() => navigator.clipboard.readText()")
    sha256 = (await master.owner.call("GET", master.path))["versions"][0]["sha256"]
    assert "24000/1001" in copied
    assert sha256 in copied
    await panel.get_by_role("button", name="SHA-256 복사").click()
    assert await page.evaluate("() => navigator.clipboard.readText()") == sha256


async def test_the_facts_are_those_of_the_version_on_the_screen_also_of_one_that_arrives(
    visitor: Visitor, served: Serve
) -> None:
    room = await new_room(served.url)
    page = await enter(visitor, served.url, room.owner, room.path)
    await page.get_by_role("tab", name="정보").click()
    panel = page.get_by_role("tabpanel", name="정보")
    await expect(panel).to_contain_text("main-film.mp4")
    with FILM.open("rb") as film:
        await room.owner.call("POST", f"{room.path}/versions", files={"file": ("second-cut.mp4", film)})
    await page.locator(".vp-notes").get_by_role("button", name="보기").click(timeout=SLOW)
    await expect(panel).to_contain_text("second-cut.mp4")
    await expect(panel).not_to_contain_text("main-film.mp4")
    await page.context.set_offline(True)
    await page.get_by_role("button", name="버전 고르기").click()
    await page.get_by_role("menuitem", name="v1").click()
    await expect(panel).to_contain_text("main-film.mp4")


async def test_a_guest_who_may_download_sees_which_file_it_is(visitor: Visitor, served: Serve, master: Film) -> None:
    link = await master.owner.call("POST", f"{master.path}/shares", json={"allow_download": True})
    page = await visitor(f"/s/{link['token']}")
    await page.get_by_label("이름").fill("하은")
    await page.get_by_label("이메일").fill("haeun@client.example.com")
    await page.keyboard.press("Enter")
    await page.get_by_role("tab", name="정보").click()
    panel = page.get_by_role("tabpanel", name="정보")
    await expect(panel).to_contain_text("master.mov")
    await expect(panel).to_contain_text(re.compile(r"용량\d.* MB"))
    await expect(panel).to_contain_text("SHA-256")


async def test_a_guest_sees_the_facts_and_why_nothing_can_be_downloaded(
    visitor: Visitor, served: Serve, master: Film
) -> None:
    link = await master.owner.call("POST", f"{master.path}/shares", json={"allow_download": False})
    page = await visitor(f"/s/{link['token']}")
    await page.get_by_label("이름").fill("민서")
    await page.get_by_label("이메일").fill("minseo@client.example.com")
    await page.keyboard.press("Enter")
    await page.get_by_role("tab", name="정보").click()
    panel = page.get_by_role("tabpanel", name="정보")
    await expect(panel).to_contain_text("Apple ProRes")
    await expect(panel).to_contain_text("내려받을 수 없습니다")
    await expect(panel).not_to_contain_text("김지우")
    await expect(panel).not_to_contain_text("master.mov")
    await expect(panel).not_to_contain_text("SHA-256")


async def test_the_timeline_shows_the_picture_under_the_pointer(visitor: Visitor, served: Serve, master: Film) -> None:
    page = await watch(visitor, served, master)
    await settled(page)
    rail = page.get_by_role("slider", name="타임라인")
    bubble = page.locator(".rp-preview")
    await rail.focus()
    await page.keyboard.press("PageUp")
    await expect(bubble).to_be_hidden()
    box = await rail.bounding_box()
    assert box is not None
    for part in (0.25, 0.75):
        await page.mouse.move(box["x"] + box["width"] * part, box["y"] + box["height"] - 6)
        frame = round((master.frames - 1) * part)
        await expect(bubble).to_contain_text(f"F {frame}")
        await expect(bubble.locator("[data-shown]")).to_be_visible()
        tile = await bubble.evaluate(_TILE)
        assert tile["picture"] == tile["named"]
        assert abs(tile["named"] - frame) <= round(master.rate / 2)
        place = await bubble.bounding_box()
        assert place is not None
        assert abs(place["x"] + place["width"] / 2 - (box["x"] + box["width"] * part)) < 2
    await page.mouse.move(box["x"] + box["width"] / 2, box["y"] - 200)
    await expect(bubble).to_be_hidden()


async def test_the_waveform_is_hidden_and_shown_again_and_that_is_remembered(
    visitor: Visitor, served: Serve, master: Film
) -> None:
    page = await enter(visitor, served.url, master.owner, master.path, viewport={"width": 1600, "height": 900})
    waveform = page.locator("canvas.rp-waveform")
    await expect(waveform).to_be_visible(timeout=SLOW)
    drawn = await waveform.evaluate(
        "(it) => it.getContext('2d').getImageData(0, 0, it.width, it.height).data.some((value) => value > 0)"
    )
    assert drawn
    await page.get_by_role("button", name="소리 파형").click()
    await expect(waveform).to_have_count(0)
    await page.reload()
    await expect(page.get_by_role("button", name="소리 파형")).to_have_attribute("aria-pressed", "false")
    await page.keyboard.press("w")
    await expect(waveform).to_be_visible(timeout=SLOW)


async def test_a_comment_on_a_range_clears_it(visitor: Visitor, served: Serve, master: Film) -> None:
    page = await watch(visitor, served, master, at=20)
    await settled(page)
    await page.keyboard.press("i")
    await page.keyboard.press("Shift+ArrowRight")
    await page.keyboard.press("o")
    await expect(page.get_by_role("slider", name="구간 끝")).to_be_visible()
    await page.locator("#composer").fill("이 구간만 어둡게요")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article").filter(has_text="이 구간만 어둡게요")).to_be_visible()
    await expect(page.get_by_role("slider", name="구간 끝")).to_have_count(0)


async def test_films_are_found_by_what_they_are(
    visitor: Visitor, served: Serve, owner: Person, master: Film, tmp_path: Path
) -> None:
    await numbered_film(owner, tmp_path)
    page = await enter(visitor, served.url, owner, "/videos")
    films = page.get_by_role("main").get_by_role("link")
    await expect(films.filter(has_text="25.000-360")).to_be_visible()
    box = page.get_by_role("searchbox", name="영상 찾기")
    await box.fill("ProRes 23.976")
    await expect(films.filter(has_text="25.000-360")).to_have_count(0)
    await expect(films.filter(has_text="master").first).to_be_visible()
    await box.fill("없는 영상")
    await expect(page.get_by_text("‘없는 영상’에 맞는 영상이 없습니다")).to_be_visible()
    await page.get_by_role("button", name="검색 지우기").click()
    await expect(films.filter(has_text="25.000-360")).to_be_visible()


async def test_a_deleted_film_can_be_brought_back(
    visitor: Visitor, served: Serve, owner: Person, tmp_path: Path
) -> None:
    film = await numbered_film(owner, tmp_path)
    project_id = (await owner.call("GET", film.path))["project_id"]
    page = await enter(visitor, served.url, owner, f"/projects/{project_id}")
    await _delete(page, "25.000-360")
    await expect(page.get_by_text("30일 안에 복원할 수 있습니다").first).to_be_visible()
    await page.get_by_text("최근 삭제한 영상").first.click()
    row = page.get_by_role("listitem").filter(has_text="일 남음")
    await expect(row).to_contain_text("25.000-360")
    await row.get_by_role("button", name="복원").click()
    await expect(row).to_have_count(0)
    await expect(page.get_by_role("link", name="25.000-360")).to_be_visible()


async def _delete(page: Page, title: str) -> None:
    await page.get_by_role("button", name=f"{title} 작업").click()
    await page.get_by_role("menuitem", name="삭제").click()
    question = page.get_by_role("dialog", name=f"‘{title}’ 영상을 삭제할까요?")
    await expect(question).to_contain_text("30일")
    await question.get_by_role("button", name="삭제").click()
    await expect(question).to_be_hidden()
