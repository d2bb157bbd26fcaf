"""Reflex pages as listeners: one delta per operation on `LiveState`, in order, and nothing after access has ended."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from httpx import AsyncClient

from tests.integration.films import GuestOf, guest_of
from tests.integration.live_site import DESK, LIVE_STATE
from tests.integration.people import Person, person
from tests.integration.reflex_page import ReflexPage
from tests.integration.review import Review, review, version, video
from videoplanet.entities.activity.operations.connection import PROJECTS_CHANGED
from videoplanet.entities.project.model import Role
from videoplanet.features.authenticate.state import SIGN_IN_PATH
from videoplanet.features.share_video.service import revoke_share
from videoplanet.shared.bus import publish, user_channel
from videoplanet.shared.security.cookies import access_cookie
from videoplanet.shared.ui.departure import DepartureState


def token(somebody: Person | GuestOf) -> str:
    return somebody.access_token if isinstance(somebody, GuestOf) else somebody.tokens.access_token


def operations(page: ReflexPage) -> list[dict[str, Any]]:
    return page.of(LIVE_STATE, "operation")


def presence(page: ReflexPage, kind: str) -> list[dict[str, Any]]:
    return [frame for frame in page.of(LIVE_STATE, "presence") if frame["type"] == f"presence.{kind}"]


async def watching(site: str, film: Review, somebody: Person | GuestOf) -> ReflexPage:
    page = await ReflexPage.open(site)
    await page.fire(f"{DESK}.watch_video", token=token(somebody), video=str(film.video_id))
    await page.until(lambda: bool(presence(page, "state")))
    return page


async def test_every_page_gets_each_operation_once_and_in_order(gateway: AsyncClient, site: str) -> None:
    film = await review(Role.VIEWER)
    guest = await guest_of(film.owner, film.video_id)
    pages = [await watching(site, film, one) for one in (film.owner, film.members[Role.VIEWER], guest, guest)]
    posted = await asyncio.gather(*(film.post(gateway, film.owner, body=str(n)) for n in range(60)))
    comments = sorted((answer.json() for answer in posted), key=lambda comment: int(comment["seq"]))
    for page in pages:
        await page.until(lambda page=page: len(operations(page)) >= 60)  # type: ignore[misc]
        assert [frame["payload"] for frame in operations(page)] == comments
        await page.close()


async def test_a_page_is_in_one_room_at_a_time(gateway: AsyncClient, site: str) -> None:
    film = await review()
    other = await video(film.owner, film.project_id)
    page = await watching(site, film, film.owner)
    for _ in range(2):
        await page.fire(f"{DESK}.watch_project", token=token(film.owner), project=str(film.project_id))
    await page.fire(f"{DESK}.watch_video", token=token(film.owner), video=str(other))
    await page.until(lambda: len(presence(page, "state")) == 2)
    await film.post(gateway, film.owner, body="저쪽")
    elsewhere = {"version": 1, "body": "이쪽"}
    await gateway.post(f"/api/v1/videos/{other}/comments", json=elsewhere, headers=film.owner.bearer)
    await page.until(lambda: bool(operations(page)))
    assert [frame["payload"]["body"] for frame in operations(page)] == ["이쪽"]


async def test_a_page_hears_other_rooms_beside_its_own_and_leaving_one_keeps_the_others(
    gateway: AsyncClient, site: str
) -> None:
    film = await review()
    other = await video(film.owner, film.project_id)
    made = await gateway.post("/api/v1/projects", json={"name": "여름 캠페인"}, headers=film.owner.bearer)
    project_id = UUID(made.json()["id"])
    elsewhere = await video(film.owner, project_id)
    page = await watching(site, film, film.owner)
    await page.fire(f"{DESK}.watch_video", token=token(film.owner), video=str(other), beside="compared")
    await page.until(lambda: len(presence(page, "state")) == 2)
    project = {"token": token(film.owner), "project": str(project_id)}
    await page.fire(f"{DESK}.watch_project", **project, beside="watched")
    await page.fire(f"{DESK}.keep", words="joined")
    await page.until(lambda: page.of(DESK, "refusal") == ["joined"])

    async def say(words: str) -> None:
        for place, id_ in {"own": film.video_id, "compared": other, "watched": elsewhere}.items():
            said = {"version": 1, "body": f"{words} {place}"}
            answer = await gateway.post(f"/api/v1/videos/{id_}/comments", json=said, headers=film.owner.bearer)
            assert answer.status_code == 201, answer.text

    def heard(words: str) -> set[str]:
        bodies = [str(frame["payload"].get("body")) for frame in operations(page)]
        return {body.removeprefix(f"{words} ") for body in bodies if body.startswith(words)}

    await say("first")
    await page.until(lambda: heard("first") == {"own", "compared", "watched"})
    await page.fire(f"{DESK}.stop_watching", beside="compared")
    path = "/api/v1/videos/{}/presence"
    await page.fire(f"{DESK}.keep", words="left one")
    await page.until(lambda: page.of(DESK, "refusal")[-1] == "left one")
    await say("second")
    await page.until(lambda: heard("second") == {"own", "watched"})
    people = [(await gateway.get(path.format(id_), headers=film.owner.bearer)).json() for id_ in (film.video_id, other)]
    assert [len(one["people"]) for one in people] == [1, 0]
    await page.fire(f"{LIVE_STATE}.leave")
    await page.fire(f"{DESK}.keep", words="left all")
    await page.until(lambda: page.of(DESK, "refusal")[-1] == "left all")
    witness = await watching(site, film, film.owner)
    await say("third")
    await witness.until(lambda: bool(operations(witness)))
    assert heard("third") == set()


async def test_a_room_that_is_heard_twice_is_heard_until_it_was_left_twice(gateway: AsyncClient, site: str) -> None:
    film = await review()
    page = await watching(site, film, film.owner)
    await page.fire(f"{DESK}.watch_video", token=token(film.owner), video=str(film.video_id), beside="compared")
    await page.until(lambda: len(presence(page, "state")) == 2)
    await page.fire(f"{DESK}.stop_watching", beside="compared")
    await page.fire(f"{DESK}.keep", words="left one")
    await page.until(lambda: page.of(DESK, "refusal") == ["left one"])
    await film.post(gateway, film.owner, body="한 번")
    await page.until(lambda: bool(operations(page)))
    assert [frame["payload"]["body"] for frame in operations(page)] == ["한 번"]
    path = f"/api/v1/videos/{film.video_id}/presence"
    assert len((await gateway.get(path, headers=film.owner.bearer)).json()["people"]) == 1


async def test_the_next_page_hears_nothing_of_what_the_one_before_heard_beside_its_own(
    gateway: AsyncClient, site: str
) -> None:
    film = await review()
    other, next_one = [await video(film.owner, film.project_id) for _ in range(2)]
    page = await watching(site, film, film.owner)
    await page.fire(f"{DESK}.watch_video", token=token(film.owner), video=str(other), beside="compared")
    await page.fire(f"{DESK}.watch_video", token=token(film.owner), video=str(next_one))
    await page.fire(f"{LIVE_STATE}.leave")  # the late farewell of the page before
    await page.until(lambda: str(next_one) in [frame["video_id"] for frame in presence(page, "state")])
    for id_ in (film.video_id, other, next_one):
        said = {"version": 1, "body": str(id_)}
        await gateway.post(f"/api/v1/videos/{id_}/comments", json=said, headers=film.owner.bearer)
    await page.until(lambda: bool(operations(page)))
    assert [frame["payload"]["body"] for frame in operations(page)] == [str(next_one)]


async def test_a_person_is_told_on_each_of_their_pages_whichever_room_it_is_in(gateway: AsyncClient, site: str) -> None:
    film, stranger = await review(), await person("Stranger")
    signed_in = f"{access_cookie()}={token(film.owner)}"
    nowhere, reviewing = [await ReflexPage.open(site, cookie=signed_in) for _ in range(2)]
    await reviewing.fire(f"{DESK}.watch_video", token=token(film.owner), video=str(film.video_id))
    await reviewing.until(lambda: bool(presence(reviewing, "state")))
    another = await ReflexPage.open(site, cookie=f"{access_cookie()}={token(stranger)}")
    await publish(user_channel(film.owner.id), PROJECTS_CHANGED.frame({}))
    for page in (nowhere, reviewing):
        await page.until(lambda page=page: bool(page.of(LIVE_STATE, "personal")))  # type: ignore[misc]
        assert [frame["type"] for frame in page.of(LIVE_STATE, "personal")] == ["projects.changed"]
    assert another.of(LIVE_STATE, "personal") == []


async def test_a_page_whose_session_ended_hears_nothing_of_its_person(gateway: AsyncClient, site: str) -> None:
    leaver, stranger = await person("Leaver"), await person("Stranger")
    pages = [await ReflexPage.open(site, cookie=f"{access_cookie()}={token(one)}") for one in (leaver, stranger)]
    assert (await gateway.post("/api/v1/auth/token/revoke", headers=leaver.bearer)).status_code == 204
    await pages[0].until(lambda: pages[0].of(DepartureState.get_full_name(), "to") == [SIGN_IN_PATH])
    for one in (leaver, stranger):
        await publish(user_channel(one.id), PROJECTS_CHANGED.frame({}))
    await pages[1].until(lambda: bool(pages[1].of(LIVE_STATE, "personal")))
    assert pages[0].of(LIVE_STATE, "personal") == []


async def test_a_page_that_left_hears_nothing(gateway: AsyncClient, site: str) -> None:
    film = await review()
    page, witness = await watching(site, film, film.owner), await watching(site, film, film.owner)
    await page.fire(f"{LIVE_STATE}.leave")
    await page.fire(f"{DESK}.watch_video", token="x", video=str(film.video_id))
    await page.until(lambda: page.of(DESK, "refusal") == ["NotSignedIn"])
    await film.post(gateway, film.owner)
    await witness.until(lambda: bool(operations(witness)))
    assert operations(page) == []


async def test_the_late_farewell_of_the_page_before_does_not_end_the_next_one(gateway: AsyncClient, site: str) -> None:
    film = await review()
    page = await ReflexPage.open(site)
    await page.fire(f"{DESK}.watch_project", token=token(film.owner), project=str(film.project_id))
    await page.fire(f"{DESK}.watch_video", token=token(film.owner), video=str(film.video_id))
    await page.fire(f"{LIVE_STATE}.leave")
    await page.until(lambda: bool(presence(page, "state")))
    await film.post(gateway, film.owner)
    await page.until(lambda: bool(operations(page)))
    await page.fire(f"{LIVE_STATE}.leave")
    await page.fire(f"{DESK}.watch_video", token="x", video=str(film.video_id))
    await page.until(lambda: page.of(DESK, "refusal") == ["NotSignedIn"])
    path = f"/api/v1/videos/{film.video_id}/presence"
    assert (await gateway.get(path, headers=film.owner.bearer)).json()["people"] == []


async def test_strangers_and_made_up_arguments_join_nothing(gateway: AsyncClient, site: str) -> None:
    film, stranger = await review(), await person("Stranger")
    guest = await guest_of(film.owner, film.video_id)
    other = await video(film.owner, film.project_id)
    page, witness = await ReflexPage.open(site), await watching(site, film, film.owner)
    for handler, arguments, refusal in (
        ("watch_video", {"token": token(stranger), "video": str(film.video_id)}, "NotFound"),
        ("watch_project", {"token": token(stranger), "project": str(film.project_id)}, "NotFound"),
        ("watch_project", {"token": token(guest), "project": str(film.project_id)}, "NotFound"),
        ("watch_video", {"token": token(guest), "video": str(other)}, "NotFound"),
        ("watch_video", {"token": "forged", "video": str(film.video_id)}, "NotSignedIn"),
        ("watch_video", {"token": token(film.owner), "video": "*"}, "ValueError"),
    ):
        fresh = await ReflexPage.open(site)
        await fresh.fire(f"{DESK}.{handler}", **arguments)
        await fresh.until(lambda fresh=fresh: bool(fresh.of(DESK, "refusal")))  # type: ignore[misc]
        assert fresh.of(DESK, "refusal") == [refusal]
        await fresh.close()
    await page.fire(f"{LIVE_STATE}.leave")
    await film.post(gateway, film.owner)
    await witness.until(lambda: bool(operations(witness)))
    assert operations(page) == []


async def test_a_guest_whose_link_is_withdrawn_is_told_and_hears_no_more(gateway: AsyncClient, site: str) -> None:
    film = await review()
    guest = await guest_of(film.owner, film.video_id)
    page, witness = await watching(site, film, guest), await watching(site, film, film.owner)
    await revoke_share(film.owner.principal, guest.share_id)
    await page.until(lambda: bool(operations(page)))
    await film.post(gateway, film.owner)
    await witness.until(lambda: bool(operations(witness)))
    assert [(frame["type"], frame["payload"]) for frame in operations(page)] == [
        ("access.ended", {"code": "share.revoked"})
    ]


async def test_pages_see_who_comes_moves_and_goes(gateway: AsyncClient, site: str) -> None:
    film = await review(Role.EDITOR)
    await version(film.owner, film.video_id, 2)
    editor = film.members[Role.EDITOR]
    page = await watching(site, film, film.owner)
    other = await watching(site, film, editor)
    [state] = presence(other, "state")
    assert {one["name"] for one in state["payload"]["people"]} == {"Owner", "Editor"}
    path = f"/api/v1/videos/{film.video_id}/presence"
    answer = await gateway.post(path, json={"frame": 54, "typing": True, "version": 2}, headers=editor.bearer)
    assert answer.status_code == 204, answer.text
    about = {"id": str(editor.id), "kind": "user", "name": "Editor", "frame": 54, "typing": True, "version": 2}

    def is_told() -> bool:
        frames = [*presence(page, "join"), *presence(page, "update")]
        return any(about in frame["payload"]["people"] for frame in frames)

    await page.until(is_told)
    listed = (await gateway.get(path, headers=film.owner.bearer)).json()["people"]
    assert about in listed
    await other.vanish()
    await page.until(lambda: bool(presence(page, "leave")))
    assert presence(page, "leave")[0]["payload"]["people"][0]["id"] == str(editor.id)
    remaining = (await gateway.get(path, headers=film.owner.bearer)).json()["people"]
    assert [one["name"] for one in remaining] == ["Owner"]
    assert page.of(LIVE_STATE, "operation") == []


async def test_a_second_window_is_not_a_second_person(gateway: AsyncClient, site: str) -> None:
    film = await review(Role.EDITOR)
    page = await watching(site, film, film.owner)
    windows = [await watching(site, film, film.members[Role.EDITOR]) for _ in range(2)]
    await page.until(lambda: "Editor" in str(presence(page, "join")))
    await windows[0].close()
    path = f"/api/v1/videos/{film.video_id}/presence"
    await gateway.post(path, json={"frame": 3}, headers=film.members[Role.EDITOR].bearer)
    await page.until(lambda: bool(presence(page, "update")))
    await windows[1].close()
    await page.until(lambda: bool(presence(page, "leave")))
    joins = [one["name"] for frame in presence(page, "join") for one in frame["payload"]["people"]]
    assert joins.count("Editor") == 1
    assert len(presence(page, "leave")) == 1


async def test_who_looks_at_a_project_is_told_how_many_comments_there_are_and_hears_everything_else(
    gateway: AsyncClient, site: str
) -> None:
    film = await review()
    page = await ReflexPage.open(site)
    await page.fire(f"{DESK}.overlook_project", token=token(film.owner), project=str(film.project_id))
    await page.fire(f"{DESK}.keep", words="joined")
    await page.until(lambda: page.of(DESK, "refusal") == ["joined"])
    for number in range(5):
        assert (await film.post(gateway, film.owner, body=str(number))).status_code == 201

    def told() -> list[int]:
        frames = [frame for frame in operations(page) if frame["type"] == "videos.commented"]
        return [video["open_comments"] for frame in frames for video in frame["payload"]["videos"]]

    await page.until(lambda: told()[-1:] == [5])
    named = {"title": "본편"}
    await gateway.patch(f"/api/v1/videos/{film.video_id}", json=named, headers=film.owner.bearer)
    await page.until(lambda: operations(page)[-1]["type"] == "video.update")
    assert {frame["type"] for frame in operations(page)} == {"videos.commented", "video.update"}
