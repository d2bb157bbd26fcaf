"""Who is there: only those who came in, not too often, and not for ever."""

from __future__ import annotations

from uuid import UUID

import pytest
from httpx import AsyncClient

from tests.integration.films import guest_of
from tests.integration.people import person
from tests.integration.review import Review, review, version
from videoplanet.entities.project.model import Role
from videoplanet.features.share_video.service import ShareTerms
from videoplanet.features.show_presence import store
from videoplanet.features.show_presence.service import Presence, arrive, depart, move, present_people, tell_of_the_lost
from videoplanet.shared.errors import NotFound
from videoplanet.shared.redis import redis_client


async def names(film: Review) -> list[str]:
    return [one["name"] for one in await present_people(film.owner.principal, film.video_id)]


async def come(film: Review, role: Role, connection: str = "a") -> None:
    await arrive(film.project_id, film.video_id, Presence(film.members[role].principal, connection))


async def test_whoever_is_not_in_the_room_cannot_tell_where_they_are(gateway: AsyncClient) -> None:
    film = await review(Role.EDITOR)
    await come(film, Role.OWNER)
    assert not await move(film.members[Role.EDITOR].principal, film.video_id, frame=5)
    assert await names(film) == ["Owner"]
    stranger = await person("Stranger")
    path = f"/api/v1/videos/{film.video_id}/presence"
    assert (await gateway.get(path, headers=stranger.bearer)).status_code == 404
    for _ in range(8):
        told = await gateway.post(path, json={"frame": 1}, headers=stranger.bearer)
        assert (told.status_code, told.json()["code"]) == (404, "not_found"), "however often it is told"
    assert (await gateway.post(path, json={"frame": -1}, headers=film.owner.bearer)).status_code == 422


async def test_nobody_is_on_a_version_that_they_may_not_know_of(gateway: AsyncClient) -> None:
    film = await review()
    await come(film, Role.OWNER)
    path = f"/api/v1/videos/{film.video_id}/presence"
    told = await gateway.post(path, json={"frame": 5, "version": 99}, headers=film.owner.bearer)
    assert (told.status_code, told.json()["code"]) == (404, "not_found")
    await version(film.owner, film.video_id, 2)
    guest = (await guest_of(film.owner, film.video_id, ShareTerms(latest_version_only=True))).principal
    await arrive(film.project_id, film.video_id, Presence(guest, "b"))
    with pytest.raises(NotFound):
        await move(guest, film.video_id, frame=5, version=1)
    assert await move(guest, film.video_id, frame=6, version=2)
    people = await present_people(film.owner.principal, film.video_id)
    assert {one["kind"]: (one["frame"], one["version"]) for one in people} == {"user": (None, None), "guest": (6, 2)}


async def test_frame_and_typing_are_kept_apart(gateway: AsyncClient) -> None:
    film = await review()
    await come(film, Role.OWNER)
    await move(film.owner.principal, film.video_id, frame=54)
    await move(film.owner.principal, film.video_id, typing=True)
    [one] = await present_people(film.owner.principal, film.video_id)
    assert (one["frame"], one["typing"]) == (54, True)


async def test_somebody_tells_at_most_four_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    film = await review()
    await come(film, Role.OWNER)
    moment = 1000.0
    monkeypatch.setattr("videoplanet.features.show_presence.service.time.monotonic", lambda: moment)
    told = [await move(film.owner.principal, film.video_id, frame=n) for n in range(10)]
    assert told == [True] * 4 + [False] * 6
    moment += 0.5
    told = [await move(film.owner.principal, film.video_id, frame=n) for n in range(10)]
    assert told == [True] * 2 + [False] * 8


async def test_those_whose_process_died_are_announced_as_gone_once(monkeypatch: pytest.MonkeyPatch) -> None:
    film = await review(Role.EDITOR)
    guest = await guest_of(film.owner, film.video_id)
    await arrive(film.project_id, film.video_id, Presence(guest.principal, "g"))
    await come(film, Role.EDITOR)
    monkeypatch.setattr(store, "STALE_MILLISECONDS", -1)
    pubsub = redis_client().pubsub()
    await pubsub.subscribe(f"vp:project:{film.project_id}")
    for _ in range(2):
        await tell_of_the_lost([(film.project_id, film.video_id)])
    monkeypatch.undo()
    assert await names(film) == []
    heard: list[bytes] = []
    while message := await pubsub.get_message(timeout=0.2):
        if message["type"] == "message":
            heard.append(message["data"])
    await pubsub.aclose()  # type: ignore[no-untyped-call]
    assert len(heard) == 1
    assert str(guest.principal.subject_id).encode() in heard[0]


async def test_nothing_stays_in_redis_for_ever() -> None:
    film = await review()
    await come(film, Role.OWNER)
    key = f"vp:presence:{film.video_id}"
    assert 0 < await redis_client().pttl(key) <= store.KEPT_MILLISECONDS
    assert b"Owner" not in b"".join(await redis_client().hvals(key))  # type: ignore[misc]
    await depart(film.owner.principal, film.project_id, film.video_id, "a")
    assert await store.present(UUID(str(film.video_id))) == {}
