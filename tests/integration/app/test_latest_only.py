"""Sockets and pages of a link that shows the newest version only: nothing of another one, no gap, and on to the next in time."""

from __future__ import annotations

from typing import Any

from httpx import AsyncClient

from tests.integration.films import changed, guest_of
from tests.integration.live_site import DESK, LIVE_STATE
from tests.integration.reflex_page import ReflexPage
from tests.integration.review import Review, version
from tests.integration.socket_client import SocketClient
from tests.integration.stack import LATEST, RENDERED, add_version, stacked
from tests.integration.stack import told as told_of
from videoplanet.entities.activity.operations.videos import VERSION_READY
from videoplanet.entities.activity.service import record
from videoplanet.features.show_presence import service as presence_service
from videoplanet.shared.db.unit_of_work import unit_of_work


async def happen(film: Review) -> None:
    """What happens to versions that a guest of version 2 may not know of, and then to theirs."""
    await add_version(film, 3, "status = 'processing'")
    await film.comment(body="옛 컷에", version=1)
    await film.comment(body="새 컷에", version=3)
    await film.comment(body="이 컷에", version=2)


def numbers(frames: list[dict[str, Any]]) -> list[tuple[int, int]]:
    return [(frame["previous_seq"] or 0, frame["seq"]) for frame in frames]


async def test_sockets_and_pages_hear_of_the_shown_version_only_and_of_no_gap(site: str) -> None:
    film = await stacked()
    guest = await guest_of(film.owner, film.video_id, LATEST)
    client = await SocketClient.open(site, f"feedback/{film.video_id}", guest)
    await client.settled()
    page = await ReflexPage.open(site)
    await page.fire(f"{DESK}.watch_video", token=guest.access_token, video=str(film.video_id))
    await page.until(lambda: bool(page.of(LIVE_STATE, "presence")))
    await film.comment(body="먼저", version=2)
    await happen(film)
    await client.until(lambda: len(client.of("comment.new")) == 2)
    await page.until(lambda: len(page.of(LIVE_STATE, "operation")) == 2)
    for heard in ([frame for frame in client.frames if frame.get("seq")], page.of(LIVE_STATE, "operation")):
        assert [frame["payload"]["body"] for frame in heard] == ["먼저", "이 컷에"]
        assert heard[1]["previous_seq"] == heard[0]["seq"]
        assert heard[0]["previous_seq"] < heard[0]["seq"]
    answer = await client.ask("sync.request", {"after": 0}, answer="sync.response")
    events = answer["payload"]["events"]
    assert {event["payload"].get("version") for event in events if event["type"] == "comment.new"} == {2}
    assert {event["payload"]["version"]["number"] for event in events if event["type"] == "version.new"} == {2}
    assert [pair[0] for pair in numbers(events)[1:]] == [pair[1] for pair in numbers(events)[:-1]]
    assert answer["payload"]["seq"] == events[-1]["seq"]


async def test_where_somebody_is_is_told_on_the_shown_version_only(site: str, gateway: AsyncClient) -> None:
    film = await stacked()
    await version(film.owner, film.video_id, 3, frames=None)  # still being prepared, so not shown
    guest = await guest_of(film.owner, film.video_id, LATEST)
    sender = await SocketClient.open(site, f"feedback/{film.video_id}", film.owner)
    everything = await SocketClient.open(site, f"feedback/{film.video_id}", film.owner)
    client = await SocketClient.open(site, f"feedback/{film.video_id}", guest)
    page = await ReflexPage.open(site)
    await page.fire(f"{DESK}.watch_video", token=guest.access_token, video=str(film.video_id))
    await page.until(lambda: bool(page.of(LIVE_STATE, "presence")))
    path = f"/api/v1/videos/{film.video_id}/presence"

    def heard(frames: list[dict[str, Any]]) -> list[Any]:
        people = [one for frame in frames for one in frame["payload"]["people"] if one["id"] == str(film.owner.id)]
        return [(one["frame"], one["typing"], one["version"]) for one in people]

    async def say(type_: str, told: dict[str, Any]) -> None:
        presence_service._allowance.clear()  # as if a second had passed: four are told in one
        await sender.send(type_, told)
        await sender.settled()

    async def is_at(frame: int) -> None:
        # What is told within a moment of arriving is told together with it.
        told_by = ("presence.join", "presence.update")
        await everything.until(lambda: frame in [one[0] for type_ in told_by for one in heard(everything.of(type_))])

    for told in ({"frame": 41}, {"frame": 42, "version": 3}, {"frame": 43, "typing": True, "version": 1}):
        await say("presence.update", told)
        await is_at(int(told["frame"]))
        listed = (await gateway.get(path, headers=guest.bearer)).json()["people"]
        assert heard([{"payload": {"people": listed}}]) == [(None, False, None)]
    await say("comment.typing", {"active": True})
    await say("comment.typing", {"active": True, "version": 3})
    await everything.until(lambda: len(everything.of("comment.typing")) >= 3)
    await say("presence.update", {"frame": 44, "typing": False, "version": 2})
    await say("comment.typing", {"active": True, "version": 2})
    await client.until(lambda: bool(client.of("comment.typing")))
    await client.until(lambda: any(one[0] == 44 and one[2] == 2 for one in heard(client.of("presence.update"))))
    on_page = [frame for frame in page.of(LIVE_STATE, "presence") if frame["type"] != "presence.leave"]
    for frames in (client.of("presence.join"), client.of("presence.update"), client.of("presence.state"), on_page):
        assert {one for one in heard(frames) if one[2] != 2} <= {(None, False, None)}
    assert {frame["payload"]["version"] for frame in client.of("comment.typing")} == {2}


async def test_a_listener_moves_on_when_the_next_version_can_be_watched(site: str) -> None:
    film = await stacked()
    guest = await guest_of(film.owner, film.video_id, LATEST)
    client = await SocketClient.open(site, f"feedback/{film.video_id}", guest)
    await client.settled()
    page = await ReflexPage.open(site)
    await page.fire(f"{DESK}.watch_video", token=guest.access_token, video=str(film.video_id))
    await page.until(lambda: bool(page.of(LIVE_STATE, "presence")))
    third = await add_version(film, 3, "status = 'processing'")
    await changed(f"update version set status = 'ready', {RENDERED} where number = 3")
    async with unit_of_work() as uow:
        happened = VERSION_READY.of(told_of(film, third, 3, "ready"))
        await record(uow, film.owner.principal, film.project_id, happened, video_id=film.video_id)
    await client.until(lambda: bool(client.of("access.moved")))
    assert [frame["payload"] for frame in client.of("access.moved")] == [{"version": 3}]
    await page.until(lambda: any(frame["type"] == "access.moved" for frame in page.of(LIVE_STATE, "operation")))
    await film.comment(body="둘째 컷에", version=2)
    await film.comment(body="셋째 컷에", version=3)
    await client.until(lambda: bool(client.of("comment.new")))
    assert [frame["payload"]["body"] for frame in client.of("comment.new")] == ["셋째 컷에"]
    await page.until(lambda: page.of(LIVE_STATE, "operation")[-1]["type"] == "comment.new")
    heard = page.of(LIVE_STATE, "operation")
    assert [frame["type"] for frame in heard] == ["access.moved", "comment.new"]
