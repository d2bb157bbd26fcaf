"""Films on their way: several at once, over cut lines, reloads and restarts, without sending anything twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psutil
import pytest
from playwright.async_api import Page, expect

from tests.e2e.rooms import FILM, Person, Room, enter, new_person, new_room
from tests.e2e.sending import Gate, SentParts, big_film, choose, drop, paste, row, slow_down, tray
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
QUOTA = 40_000_000
SLOW_LINE = 1_500_000


async def new_project(owner: Person, name: str = "") -> str:
    """The id of a new project; no two of an owner have the same name."""
    unique = {"name": name or f"봄 캠페인 {uuid4().hex[:6]}"}
    return str((await owner.call("POST", "/projects", json=unique))["id"])


async def project_page(visitor: Visitor, url: str, owner: Person, project_id: str, **options: object) -> Page:
    """The page of a project."""
    return await enter(visitor, url, owner, f"/projects/{project_id}", **options)


async def until_sent(page: Page, sent: SentParts, count: int) -> None:
    """Wait until the server has taken so many parts."""
    while sent.taken.total() < count:
        await page.wait_for_event("response", timeout=SLOW)


async def test_several_films_go_at_once_in_a_tray_that_stays_over_page_changes(
    visitor: Visitor, served: Serve, owner: Person, tmp_path: Path
) -> None:
    page = await project_page(visitor, served.url, owner, await new_project(owner))
    words = tmp_path / "notes.mp4"
    words.write_text("these are only words")
    await slow_down(page, SLOW_LINE)
    first, second = big_film(tmp_path / "첫 편집.mp4", 2, seed=1), big_film(tmp_path / "second.mp4", 2, seed=2)
    await choose(page, first, second, words)
    await expect(row(page, "첫 편집.mp4").get_by_role("progressbar")).to_be_visible(timeout=SLOW)
    await expect(row(page, "notes.mp4").get_by_text("차례를 기다리는 중")).to_be_visible()
    await expect(row(page, "second.mp4").get_by_text(re.compile("[kM]B/s"))).to_be_visible(timeout=SLOW)

    await page.get_by_role("link", name="홈").first.click()
    await page.wait_for_url(re.compile(r"/home/?$"))
    chip = page.get_by_role("button", name="올리는 영상")
    await chip.click()
    await expect(tray(page).get_by_role("listitem")).to_have_count(3)
    await slow_down(page, -1)
    await expect(row(page, "notes.mp4").get_by_role("alert")).to_contain_text("영상 파일이 아닙니다", timeout=SLOW)
    await row(page, "첫 편집.mp4").get_by_role("link", name="검토하기").click(timeout=SLOW)
    await expect(page.get_by_role("heading", name="첫 편집")).to_be_visible(timeout=SLOW)
    await chip.click()
    await row(page, "second.mp4").get_by_text("더 보기").click(timeout=SLOW)
    await expect(row(page, "second.mp4").get_by_text("검증됨")).to_be_visible(timeout=SLOW)
    await page.keyboard.press("Escape")
    await expect(tray(page)).to_have_count(0)


async def test_the_tray_folds_at_escape_and_at_a_press_elsewhere(
    visitor: Visitor, served: Serve, owner: Person
) -> None:
    page = await project_page(visitor, served.url, owner, await new_project(owner))
    await choose(page, FILM)
    await expect(row(page, FILM.name)).to_be_visible(timeout=SLOW)
    chip = page.get_by_role("button", name="올리는 영상")
    await expect(chip).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(tray(page)).to_have_count(0)
    await chip.click()
    await tray(page).get_by_text(FILM.name).click()
    await expect(tray(page)).to_be_visible()
    await page.get_by_role("heading", level=1).click()
    await expect(tray(page)).to_have_count(0)
    await expect(chip).to_be_visible()


@pytest.mark.parametrize("size", [(1024, 768), (360, 740)])
async def test_what_the_tray_covers_can_be_scrolled_free_and_stays_there_when_it_folds(
    visitor: Visitor, served: Serve, owner: Person, size: tuple[int, int], tmp_path: Path
) -> None:
    look = {"viewport": {"width": size[0], "height": size[1]}}
    page = await project_page(visitor, served.url, owner, await new_project(owner), **look)
    await slow_down(page, SLOW_LINE)
    await choose(page, big_film(tmp_path / "next.mp4", 2))
    await expect(row(page, "next.mp4")).to_be_visible(timeout=SLOW)
    member = page.get_by_role("main").get_by_text(owner.email)
    end = "() => window.scrollTo(0, document.documentElement.scrollHeight)"
    for _ in range(2):  # the first time the room is made while it scrolls
        await page.evaluate(end)
    await expect(member).to_be_in_viewport(ratio=1)
    await member.click(trial=True)
    before = await member.bounding_box()
    await page.get_by_role("heading", name="멤버").click()
    await expect(tray(page)).to_have_count(0)
    assert await member.bounding_box() == before


@pytest.mark.parametrize("size", [(1280, 800), (664, 370), (390, 844)])
async def test_in_a_room_the_tray_leaves_the_conversation_free(
    visitor: Visitor, served: Serve, size: tuple[int, int], tmp_path: Path
) -> None:
    room = await new_room(served.url)
    await room.comment("로고가 제목에 가려요")
    look = {"viewport": {"width": size[0], "height": size[1]}}
    page = await enter(visitor, served.url, room.owner, room.path, **look)
    talk = page.get_by_role("region", name="코멘트", exact=True)
    await expect(talk.get_by_role("article")).to_have_count(1, timeout=SLOW)
    await slow_down(page, SLOW_LINE)
    await drop(page, big_film(tmp_path / "next.mp4", 2), "[data-zone=version]")
    await expect(row(page, "next.mp4")).to_be_visible(timeout=SLOW)
    card, list_ = await tray(page).bounding_box(), await talk.bounding_box()
    assert card is not None
    assert list_ is not None
    assert card["x"] + card["width"] <= list_["x"] or card["y"] + card["height"] <= list_["y"]


async def test_a_film_is_as_far_in_the_tray_as_on_its_card_and_never_falls_back(
    visitor: Visitor, served: Serve, owner: Person, tmp_path: Path
) -> None:
    page = await project_page(visitor, served.url, owner, await new_project(owner))
    await choose(page, big_film(tmp_path / "film.mp4", 1))
    await row(page, "film.mp4").get_by_text("변환 중").wait_for(timeout=SLOW)
    told = await page.evaluate(
        """() => new Promise((done) => {
            const now = (place) => document.querySelector(`${place} [role=progressbar]`)?.getAttribute("aria-valuenow");
            const told = {card: [], tray: [], same: 0};
            const look = () => {
                const [card, tray] = [now("main li"), now("section[aria-label='올리는 영상'] li")];
                if (card) told.card.push(Number(card));
                if (tray) told.tray.push(Number(tray));
                if (card && card === tray) told.same++;
                if (told.card.length && !card) done(told);
                else requestAnimationFrame(look);
            };
            look();
        })"""
    )
    assert told["card"] == sorted(told["card"])
    assert told["tray"] == sorted(told["tray"])
    assert max(told["card"]) > 0
    assert told["same"] > len(told["card"]) / 2


async def test_a_cut_line_is_waited_for_and_finished_parts_are_not_sent_again(
    visitor: Visitor, served: Serve, owner: Person, tmp_path: Path
) -> None:
    page = await project_page(visitor, served.url, owner, await new_project(owner))
    sent, gate = SentParts(page), await Gate(2).stand(page)
    await choose(page, big_film(tmp_path / "film.mp4", 5))
    await until_sent(page, sent, 2)
    await page.context.set_offline(True)
    await gate.open()
    await expect(row(page, "film.mp4").get_by_text("연결을 기다리는 중")).to_be_visible(timeout=SLOW)
    await page.context.set_offline(False)
    await expect(row(page, "film.mp4").get_by_role("link", name="검토하기")).to_be_visible(timeout=SLOW)
    assert sent.taken == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}


async def test_after_a_reload_the_same_file_goes_on_where_it_was(
    visitor: Visitor, served: Serve, owner: Person, tmp_path: Path
) -> None:
    page = await project_page(visitor, served.url, owner, await new_project(owner))
    sent, gate = SentParts(page), await Gate(2).stand(page)
    film, other = big_film(tmp_path / "film.mp4", 5), big_film(tmp_path / "other.mp4", 4)
    await choose(page, film)
    await until_sent(page, sent, 2)
    page.on("dialog", lambda dialog: dialog.accept())
    await page.reload()
    await gate.open()
    upload = row(page, "film.mp4")
    await expect(upload.get_by_text(re.compile(r"파일을 다시 선택하면 \d\d%부터 이어서 올립니다"))).to_be_visible(
        timeout=SLOW
    )
    before, sent.taken = sent.taken, type(sent.taken)()
    field = upload.locator("input[type=file]")
    await field.set_input_files(other)
    await expect(upload.get_by_role("alert")).to_contain_text("다른 파일입니다")
    await field.set_input_files(film)
    await expect(upload.get_by_role("link", name="검토하기")).to_be_visible(timeout=SLOW)
    assert not set(before) & set(sent.taken)
    assert sent.taken.total() <= 5 - before.total()


async def test_a_file_the_browser_may_still_read_goes_on_by_itself_after_a_reload(
    visitor: Visitor, served: Serve, owner: Person
) -> None:
    page = await enter(visitor, served.url, owner, "/favicon.svg")
    await page.context.add_init_script(
        """window.showOpenFilePicker = async () => {
            const folder = await navigator.storage.getDirectory();
            return [await folder.getFileHandle("kept.mp4")];
        }"""
    )
    await page.goto(f"/projects/{await new_project(owner)}")
    await page.evaluate(
        """async () => {
            const folder = await navigator.storage.getDirectory();
            const file = await (await folder.getFileHandle("kept.mp4", {create: true})).createWritable();
            await file.write(new Uint8Array(26e6));
            await file.close();
        }"""
    )
    sent, gate = SentParts(page), await Gate(1).stand(page)
    await page.get_by_role("main").get_by_role("button", name="영상 올리기").first.click(timeout=SLOW)
    await until_sent(page, sent, 1)
    page.on("dialog", lambda dialog: dialog.accept())
    await page.reload()
    await gate.open()
    await expect(row(page, "kept.mp4").get_by_role("alert")).to_contain_text("영상 파일이 아닙니다", timeout=SLOW)
    assert sorted(sent.taken.items()) == [(1, 1), (2, 1), (3, 1), (4, 1)]


async def test_a_film_is_paused_resumed_and_taken_back_after_a_question(
    visitor: Visitor, served: Serve, owner: Person, tmp_path: Path
) -> None:
    project_id = await new_project(owner)
    page = await project_page(visitor, served.url, owner, project_id, viewport={"width": 360, "height": 740})
    sent, gate = SentParts(page), await Gate(2).stand(page)
    await choose(page, big_film(tmp_path / "film.mp4", 5))
    await until_sent(page, sent, 2)
    upload = row(page, "film.mp4")
    pause, go_on = (upload.get_by_role("button", name=name) for name in ("잠시 멈추기", "이어서 올리기"))
    await pause.press("Enter")
    await expect(upload.get_by_text("멈춤 · 47% 보관됨")).to_be_visible()
    await expect(tray(page).get_by_text("영상 1개 멈춤")).to_be_visible()
    await expect(go_on).to_be_focused()
    [open_upload] = (await owner.call("GET", f"/projects/{project_id}/uploads"))["items"]
    assert len(open_upload["arrived"]) == 2
    await go_on.press("Enter")
    await expect(upload.get_by_text("올리는 중", exact=True)).to_be_visible(timeout=SLOW)
    await expect(pause).to_be_focused()
    cancel, keep = (upload.get_by_role("button", name=name) for name in ("업로드 취소", "계속 올리기"))
    await cancel.press("Enter")
    await expect(keep).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(keep).to_have_count(0)
    await expect(cancel).to_be_focused()
    await cancel.press("Enter")
    await expect(keep).to_be_focused()
    async with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        await cancel.last.press("Enter")
    await expect(page.get_by_role("main").get_by_role("button", name="영상 올리기").first).to_be_focused()
    await gate.open()
    await page.reload()
    await expect(page.get_by_role("main").get_by_role("button", name="영상 올리기")).to_be_visible(timeout=SLOW)
    assert (await owner.call("GET", f"/projects/{project_id}/uploads"))["items"] == []
    await expect(tray(page)).to_have_count(0)


async def test_a_pasted_film_goes_to_the_project_of_the_page(visitor: Visitor, served: Serve, owner: Person) -> None:
    page = await project_page(visitor, served.url, owner, await new_project(owner))
    await expect(page.get_by_role("main").get_by_role("button", name="영상 올리기").first).to_be_visible(timeout=SLOW)
    await paste(page, FILM)
    await expect(row(page, FILM.name).get_by_role("link", name="검토하기")).to_be_visible(timeout=SLOW)


async def test_the_same_film_again_is_offered_as_it_is_or_as_a_new_version(visitor: Visitor, served: Serve) -> None:
    room = await new_room(served.url)
    page = await project_page(visitor, served.url, room.owner, room.project_id)
    await choose(page, FILM)
    upload = row(page, FILM.name)
    await expect(upload.get_by_text("같은 영상이 이미 있습니다: main-film")).to_be_visible(timeout=SLOW)
    await expect(upload.get_by_role("link", name="있는 영상 열기")).to_have_attribute(
        "href", re.compile(rf"/videos/{room.video_id}\?v=1")
    )
    await upload.get_by_role("button", name="새 버전으로 추가").click()
    await expect(upload.get_by_role("link", name="검토하기")).to_have_attribute(
        "href", re.compile(rf"/videos/{room.video_id}\?v=2"), timeout=SLOW
    )


async def test_a_film_let_go_anywhere_goes_where_its_zone_says(visitor: Visitor, served: Serve) -> None:
    room: Room = await new_room(served.url)
    page = await enter(visitor, served.url, room.owner, room.path)
    await expect(page.get_by_role("heading", name="main-film")).to_be_visible(timeout=SLOW)
    await drop(page, FILM, "[data-zone=version]")
    upload = row(page, FILM.name)
    await upload.get_by_role("button", name="그래도 올리기").click(timeout=SLOW)
    await expect(upload.get_by_role("link", name="검토하기")).to_have_attribute(
        "href", re.compile(rf"/videos/{room.video_id}\?v=2"), timeout=SLOW
    )
    await new_project(room.owner, "신차 티저")
    await page.goto("/home")
    await expect(page.get_by_role("link", name="신차 티저").first).to_be_visible(timeout=SLOW)
    await drop(page, FILM)
    asked = page.get_by_role("dialog", name="어느 프로젝트에 올릴까요?")
    await asked.get_by_role("radio", name="신차 티저").check()
    await asked.get_by_role("button", name="올리기", exact=True).click()
    await expect(row(page, FILM.name).get_by_role("link", name="검토하기")).to_be_visible(timeout=SLOW)


async def test_a_guest_sends_a_film_through_a_link_that_allows_it(
    visitor: Visitor, served: Serve, tmp_path: Path
) -> None:
    room = await new_room(served.url)
    link = await room.link(allow_upload=True)
    guest = await visitor(re.sub(r"^https?://[^/]+", "", link["url"]), viewport={"width": 390, "height": 844})
    await guest.get_by_role("textbox", name="이름").fill("민서")
    await guest.get_by_role("textbox", name="이메일").fill("minseo@client.example.com")
    await guest.get_by_role("button", name="영상 보기").click()
    async with guest.expect_file_chooser() as choosing:
        await guest.get_by_role("button", name="영상 올리기").click(timeout=SLOW)
    await (await choosing.value).set_files(big_film(tmp_path / "client.mp4", 2))
    await row(guest, "client.mp4").get_by_role("link", name="검토하기").click(timeout=SLOW)
    await expect(guest.get_by_role("heading", name="client")).to_be_attached(timeout=SLOW)
    titles = {
        video["title"] for video in (await room.owner.call("GET", f"/projects/{room.project_id}/videos"))["items"]
    }
    assert titles == {"main-film", "client"}


@pytest.fixture(scope="module")
def small_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """A product with little room for each project, which a test disturbs."""
    limits = {f"VIDEOPLANET_LIMIT_{name}": "0" for name in ("ACCOUNT_MAIL", "SIGN_IN", "READS", "WRITES", "UPLOADS")}
    variables = {"VIDEOPLANET_DEMO": "false", "VIDEOPLANET_QUOTA_PROJECT_BYTES": str(QUOTA), **limits}
    serve = Serve(tmp_path_factory.mktemp("small"), variables=variables)
    try:
        yield serve.wait_ready()
    finally:
        serve.stop()


async def test_a_killed_server_is_waited_for_and_a_full_project_keeps_the_film_for_another_try(
    visitor: Visitor, small_place: Serve, tmp_path: Path
) -> None:
    owner = await new_person(small_place.url, "김지우")
    project_id = await new_project(owner)
    page = await project_page(visitor, small_place.url, owner, project_id, base_url=small_place.url)
    sent, gate = SentParts(page), await Gate(2).stand(page)
    await choose(page, big_film(tmp_path / "film.mp4", 5))
    await until_sent(page, sent, 2)
    web_server(small_place).kill()
    await gate.open()
    await expect(row(page, "film.mp4").get_by_text("연결을 기다리는 중")).to_be_visible(timeout=SLOW)
    await expect(row(page, "film.mp4").get_by_role("link", name="검토하기")).to_be_visible(timeout=SLOW)
    assert sent.taken == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}

    await expect(page.get_by_role("main").get_by_role("status").filter(has_text="저장 공간의").first).to_be_visible(
        timeout=SLOW
    )
    await (
        page.get_by_role("main")
        .locator("input[type=file]")
        .first.set_input_files(big_film(tmp_path / "more.mp4", 2, seed=3))
    )
    refused = row(page, "more.mp4")
    await expect(refused.get_by_role("alert")).to_be_visible(timeout=SLOW)
    assert sent.taken.total() == 5
    await expect(refused.get_by_role("button", name="다시 올리기")).to_be_enabled()


def web_server(run: Serve) -> psutil.Process:
    """The process that answers requests."""
    record = (run.home / "run" / "web.process.json").read_text("utf-8")
    [process] = [process for process in run.family() if f'"pid": {process.pid},' in record]
    return process
