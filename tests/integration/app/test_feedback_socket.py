"""`/ws/feedback/{video_id}` and `/ws/project/{project_id}`: what they hear, say and refuse."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.integration.conftest import SettingsChange
from tests.integration.films import guest_of, stored
from tests.integration.people import person
from tests.integration.review import Review, review, version, video
from tests.integration.socket_client import SocketClient
from videoplanet.app.gateway import handshake
from videoplanet.entities.activity.operations.videos import VERSION_PROGRESS
from videoplanet.entities.project.model import Role
from videoplanet.features.manage_members.service import remove_member
from videoplanet.features.share_video.service import ShareTerms, revoke_share
from videoplanet.shared.bus import project_channel, publish
from videoplanet.shared.config import get_settings
from videoplanet.shared.ids import new_id
from videoplanet.shared.live.hub import live_hub
from videoplanet.shared.live.way_in import WayIn
from videoplanet.shared.security.cookies import access_cookie


def feedback(film: Review) -> str:
    return f"feedback/{film.video_id}"


async def test_a_comment_reaches_everybody_who_listens(gateway: AsyncClient, site: str) -> None:
    film = await review(Role.VIEWER)
    guest = await guest_of(film.owner, film.video_id)
    clients = [
        await SocketClient.open(site, feedback(film), film.owner),
        await SocketClient.open(site, feedback(film), film.members[Role.VIEWER]),
        await SocketClient.open(site, feedback(film), guest),
        await SocketClient.open(site, f"project/{film.project_id}", film.members[Role.VIEWER]),
    ]
    for client in clients:
        await client.settled()
    comment = (await film.post(gateway, film.owner, frame_in=54)).json()
    for client in clients:
        await client.until(lambda client=client: client.of("comment.new"))  # type: ignore[misc]
        [frame] = client.of("comment.new")
        assert frame["payload"] == comment
        assert (frame["seq"], frame["video_id"]) == (comment["seq"], str(film.video_id))
        await client.close()


async def test_guests_hear_of_their_video_only_and_projects_rooms_of_everything(
    gateway: AsyncClient, site: str
) -> None:
    film = await review()
    other = await video(film.owner, film.project_id)
    guest = await guest_of(film.owner, film.video_id)
    listener = await SocketClient.open(site, feedback(film), guest)
    whole = await SocketClient.open(site, f"project/{film.project_id}", film.owner)
    await listener.settled()
    await whole.settled()
    elsewhere = {"version": 1, "body": "다른 영상"}
    await gateway.post(f"/api/v1/videos/{other}/comments", json=elsewhere, headers=film.owner.bearer)
    path = f"/api/v1/projects/{film.project_id}"
    await gateway.patch(path, json={"name": "새 이름"}, headers=film.owner.bearer)
    await film.post(gateway, film.owner, body="이 영상")
    await listener.until(lambda: listener.of("comment.new"))
    await whole.until(lambda: len(whole.operations()) == 3)
    assert [frame["payload"]["body"] for frame in listener.of("comment.new")] == ["이 영상"]
    assert len(listener.operations()) == 1
    assert [frame["type"] for frame in whole.frames if "seq" in frame] == [
        "comment.new",
        "project.update",
        "comment.new",
    ]
    assert whole.operations() == sorted(whole.operations())
    for path in (f"project/{film.project_id}", f"feedback/{other}"):
        assert await (await SocketClient.open(site, path, guest)).closed() == 4404


async def test_a_guest_of_the_newest_version_hears_of_that_one_only(gateway: AsyncClient, site: str) -> None:
    film = await review()
    await version(film.owner, film.video_id, 2)
    guest = await guest_of(film.owner, film.video_id, ShareTerms(latest_version_only=True))
    listener = await SocketClient.open(site, feedback(film), guest)
    await listener.settled()
    await film.post(gateway, film.owner, body="우리끼리", version=1)
    await film.post(gateway, film.owner, body="새 컷", version=2)
    await listener.until(lambda: listener.of("comment.new"))
    assert [frame["payload"]["body"] for frame in listener.of("comment.new")] == ["새 컷"]


async def test_a_comment_sent_here_is_stored_once_however_often_it_is_sent(site: str) -> None:
    film = await review(Role.REVIEWER)
    writer = await SocketClient.open(site, feedback(film), film.members[Role.REVIEWER])
    other = await SocketClient.open(site, feedback(film), film.owner)
    await other.settled()
    draft = {"id": str(new_id()), "version": 1, "frame_in": 7, "body": "<i>한 번</i>"}
    first = await writer.ask("comment.new", draft, answer="comment.new")
    again = await writer.ask("comment.new", draft, answer="comment.new")
    assert first == again
    assert first["payload"]["author"]["name"] == "Reviewer"
    await other.settled()
    assert [frame["payload"]["id"] for frame in other.of("comment.new")] == [draft["id"]]
    assert len(await stored("select id from comment")) == 1


async def test_a_frames_own_id_serves_where_the_comment_has_none(site: str) -> None:
    film = await review()
    writer = await SocketClient.open(site, feedback(film), film.owner)
    id_ = str(new_id())
    for _ in range(2):
        await writer.ask("comment.new", {"version": 1, "body": "한 번"}, answer="comment.new", id_=id_)
    assert [str(row["id"]) for row in await stored("select id from comment")] == [id_]


@pytest.mark.parametrize(
    ("type_", "payload", "code"),
    [
        ("comment.new", {"version": 1, "body": ""}, "invalid"),
        ("comment.new", {"version": 1, "body": "x", "frame_in": 1000}, "comment.past_the_end"),
        ("comment.new", {"version": 9, "body": "x"}, "comment.version_unknown"),
        ("sync.request", {"after": -1}, "invalid"),
        ("presence.update", {"frame": "1"}, "invalid"),
        ("comment.delete", {}, "frame.unknown_type"),
        ("auth", {"token": "x"}, "frame.unknown_type"),
    ],
)
async def test_what_is_wrong_is_answered_and_the_connection_stays(
    site: str, type_: str, payload: dict[str, Any], code: str
) -> None:
    film = await review()
    client = await SocketClient.open(site, feedback(film), film.owner)
    error = await client.ask(type_, payload, answer="error", id_="ref-1")
    assert (error["payload"]["code"], error["payload"]["ref"]) == (code, "ref-1")
    assert error["payload"]["detail"]
    assert (await client.ask("ping", answer="pong", id_="p"))["payload"] == {"ref": "p"}


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', '{"type": 5}', '{"type": "ping", "payload": []}', "null"])
async def test_noise_is_answered_and_the_connection_stays(site: str, text: str) -> None:
    film = await review()
    client = await SocketClient.open(site, feedback(film), film.owner)
    await client.socket.send(text)
    await client.until(lambda: client.of("error"))
    assert client.of("error")[0]["payload"]["code"] == "frame.invalid"
    await client.socket.send(b"\x00\xff")
    await client.until(lambda: len(client.of("error")) == 2)


async def test_a_viewer_hears_but_may_not_comment(site: str) -> None:
    film = await review(Role.VIEWER)
    client = await SocketClient.open(site, feedback(film), film.members[Role.VIEWER])
    error = await client.ask("comment.new", {"version": 1, "body": "x"}, answer="error")
    assert error["payload"]["code"] == "not_allowed"
    assert await stored("select id from comment") == []


async def test_what_was_missed_can_be_asked_for(gateway: AsyncClient, site: str) -> None:
    film = await review()
    for number in range(3):
        await film.post(gateway, film.owner, body=str(number))
    client = await SocketClient.open(site, feedback(film), film.owner)
    everything = await client.ask("sync.request", {"after": 0}, answer="sync.response")
    bodies = [event["payload"]["body"] for event in everything["payload"]["events"]]
    assert bodies == ["0", "1", "2"]
    last = everything["payload"]["seq"]
    rest = await client.ask("sync.request", {"after": last - 1}, answer="sync.response")
    assert [event["seq"] for event in rest["payload"]["events"]] == [last]
    nothing = await client.ask("sync.request", {"after": last}, answer="sync.response")
    assert (nothing["payload"]["events"], nothing["payload"]["seq"]) == ([], last)
    project = await SocketClient.open(site, f"project/{film.project_id}", film.owner)
    of_project = await project.ask("sync.request", {"after": 0}, answer="sync.response")
    assert of_project["payload"]["seq"] == last


async def test_the_token_may_come_with_the_first_frame(site: str) -> None:
    film = await review()
    client = await SocketClient.open(site, feedback(film))
    await client.send("auth", {"token": film.owner.tokens.access_token})
    await client.until(lambda: client.of("presence.state"))


@pytest.mark.parametrize(
    "text", ['{"type":"auth","payload":{"token":"x"}}', '{"type":"ping"}', "{", '{"type":"auth","payload":5}']
)
async def test_a_first_frame_without_a_good_token_is_the_last(site: str, text: str) -> None:
    film = await review()
    client = await SocketClient.open(site, feedback(film))
    await client.socket.send(text)
    assert await client.closed() == 4401


async def test_whoever_says_nothing_is_let_go(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handshake, "FIRST_FRAME_SECONDS", 0.1)
    film = await review()
    assert await (await SocketClient.open(site, feedback(film))).closed() == 4401


async def test_a_bad_header_unknown_videos_and_strangers_are_refused(site: str) -> None:
    film, stranger = await review(), await person("Stranger")
    bad = await SocketClient.open(site, feedback(film), headers={"Authorization": "Bearer x"})
    assert await bad.closed() == 4401
    for path, somebody in (
        (feedback(film), stranger),
        (f"feedback/{uuid4()}", film.owner),
        ("feedback/first", film.owner),
        (f"project/{film.project_id}", stranger),
    ):
        assert await (await SocketClient.open(site, path, somebody)).closed() == 4404


async def test_a_cookie_needs_a_page_of_this_site(site: str) -> None:
    film = await review()
    headers = {"Cookie": f"{access_cookie()}={film.owner.tokens.access_token}"}
    own = get_settings().site_origins[0]
    client = await SocketClient.open(site, feedback(film), headers=headers, origin=own)
    await client.until(lambda: client.of("presence.state"))
    without = await SocketClient.open(site, feedback(film), headers=headers)
    await without.send("ping")
    assert await without.closed() == 4401


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:3001", ""])
async def test_a_page_of_another_site_is_refused_before_it_is_accepted(site: str, origin: str) -> None:
    film = await review()
    for headers in (film.owner.bearer, {"Cookie": f"{access_cookie()}={film.owner.tokens.access_token}"}):
        with pytest.raises(InvalidStatus) as refusal:
            await connect(
                f"ws://{site}/ws/{feedback(film)}", additional_headers={**headers, "Origin": origin}, origin=None
            )
        assert refusal.value.response.status_code == 403


async def test_who_is_removed_signed_out_or_uninvited_is_out_at_once(gateway: AsyncClient, site: str) -> None:
    film = await review(Role.EDITOR, Role.REVIEWER)
    guest = await guest_of(film.owner, film.video_id)
    removed = await SocketClient.open(site, feedback(film), film.members[Role.EDITOR])
    signed_out = await SocketClient.open(site, f"project/{film.project_id}", film.members[Role.REVIEWER])
    uninvited = await SocketClient.open(site, feedback(film), guest)
    stays = await SocketClient.open(site, feedback(film), film.owner)
    for client in (removed, signed_out, uninvited, stays):
        await client.settled()
    await remove_member(film.owner.principal, film.project_id, film.members[Role.EDITOR].id)
    assert await removed.closed() == 4403
    refresh = {"refresh_token": film.members[Role.REVIEWER].tokens.refresh_token}
    answer = await gateway.post("/api/v1/auth/token/revoke", json=refresh, headers=film.members[Role.REVIEWER].bearer)
    assert answer.status_code < 300, answer.text
    assert await signed_out.closed() == 4401
    await revoke_share(film.owner.principal, guest.share_id)
    assert await uninvited.closed() == 4403
    await stays.settled()


async def test_too_many_frames_or_connections_end_it(site: str, settings: SettingsChange) -> None:
    film = await review(Role.EDITOR)
    settings(limit_ws_frames="5/minute", limit_ws_connects="2/minute")
    client = await SocketClient.open(site, feedback(film), film.owner)
    for _ in range(6):
        await client.send("ping")
    assert await client.closed() == 4429
    assert len(client.of("pong")) == 5
    await (await SocketClient.open(site, feedback(film), film.owner)).until(lambda: True)
    assert await (await SocketClient.open(site, feedback(film), film.owner)).closed() == 4429
    other = await SocketClient.open(site, feedback(film), film.members[Role.EDITOR])
    await other.until(lambda: other.of("presence.state"))


async def test_a_flood_of_presence_ends_it(site: str) -> None:
    film = await review()
    client = await SocketClient.open(site, feedback(film), film.owner)
    text = json.dumps({"type": "presence.update", "payload": {"frame": 1}})
    for _ in range(60):
        await client.socket.send(text)
    assert await client.closed() == 4429


async def test_a_frame_that_is_too_long_ends_it(site: str) -> None:
    film = await review()
    client = await SocketClient.open(site, feedback(film), film.owner)
    await client.socket.send(json.dumps({"type": "ping", "payload": {"x": "가" * 300_000}}))
    assert await client.closed() == 1009


async def test_a_burst_arrives_complete_and_in_order_everywhere(gateway: AsyncClient, site: str) -> None:
    film = await review(Role.EDITOR, Role.REVIEWER)
    clients = [await SocketClient.open(site, feedback(film), one) for one in [*film.members.values()] * 2]
    for client in clients:
        await client.settled()
    people = list(film.members.values())
    posted = await asyncio.gather(*(film.post(gateway, people[n % 3], body=str(n)) for n in range(100)))
    numbers = sorted(answer.json()["seq"] for answer in posted)
    for client in clients:
        await client.until(lambda client=client: len(client.operations()) >= 100)  # type: ignore[misc]
        assert client.operations() == numbers


async def test_a_client_that_does_not_read_is_parted_with_and_the_others_are_not_held_up(site: str) -> None:
    film = await review(Role.VIEWER)
    reads = await SocketClient.open(site, feedback(film), film.owner)
    slow = await connect(
        f"ws://{site}/ws/{feedback(film)}", additional_headers=film.members[Role.VIEWER].bearer, max_queue=1
    )
    await reads.settled()

    def listeners() -> int:
        return sum(one.room.id == film.video_id for one in live_hub().rooms)

    async with asyncio.timeout(30):
        while listeners() < 2:
            await reads.settled()
    noise = VERSION_PROGRESS.frame(VERSION_PROGRESS.example, project_id=film.project_id, video_id=film.video_id)
    noise["payload"] = {"version": {**noise["payload"]["version"], "rungs": ["x" * 50_000]}}
    sent = 0
    async with asyncio.timeout(60):
        while listeners() == 2:
            await publish(project_channel(film.project_id), noise)
            sent += 1
            while len(reads.of("version.progress")) < sent:  # at the reader's pace: it must not fall behind as well
                await reads.settled()
    assert len(reads.of("version.progress")) == sent
    slow.transport.abort()


async def test_whoever_finds_too_many_waiting_is_asked_to_come_again(
    gateway: AsyncClient, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    film, full = await review(), WayIn(1, most_waiting=0)
    monkeypatch.setattr(handshake, "way_in", lambda: full)
    async with full.turn():
        early = await SocketClient.open(site, f"feedback/{film.video_id}", film.owner)
        assert await early.closed() == handshake.TRY_AGAIN
    late = await SocketClient.open(site, f"feedback/{film.video_id}", film.owner)
    await late.until(lambda: late.of("presence.state"))
