"""A link that shows the newest version only tells its guests nothing of any other version, by no way they can ask."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import ASGITransport, AsyncClient

from tests.integration.films import GuestOf, changed, guest_of, stored
from tests.integration.review import Review
from tests.integration.stack import LATEST, RENDERED, add_version, job_of, stacked
from videoplanet.entities.video.media_token import issue_media_token
from videoplanet.features.deliver_media import service as delivery
from videoplanet.features.deliver_media.api import build_media
from videoplanet.features.share_video.service import ShareTerms, create_share


@pytest.fixture
async def film() -> Review:
    return await stacked()


async def everything(gateway: AsyncClient, film: Review, guest: GuestOf) -> dict[str, Any]:
    """All that a guest can ask about the film without knowing an id of something else."""
    path = f"/api/v1/videos/{film.video_id}"
    asked = {
        "video": path,
        "comments": f"{path}/comments?limit=100",
        "first version": f"{path}/comments?version=1",
        "next version": f"{path}/comments?version=3",
        "no version": f"{path}/comments?version=9",
        "activity": f"{path}/activity",
        "later activity": f"{path}/activity?after=2",
        "presence": f"{path}/presence",
    }
    answers = {name: await gateway.get(where, headers=guest.bearer) for name, where in asked.items()}
    known = await gateway.post(
        f"/api/v1/projects/{film.project_id}/uploads/known",
        json={"size": 4321, "parts_sha256": "a" * 64},
        headers=guest.bearer,
    )
    assert all(answer.status_code == 200 for answer in [*answers.values(), known]), answers
    told: dict[str, Any] = {name: answer.json() for name, answer in (answers | {"known": known}).items()}
    for version_ in told["video"]["versions"]:
        for name in [name for name in version_ if name.endswith("_url")]:
            version_.pop(name)
    return {**told, "tag": answers["video"].headers["etag"]}


@pytest.mark.parametrize(
    "condition",
    [
        "status = 'processing', is_playable = true",
        "status = 'processing'",
        "status = 'failed', error_code = 'video.undecodable', is_playable = true",
        "status = 'uploading'",
    ],
)
async def test_whatever_happens_to_another_version_changes_no_answer(
    gateway: AsyncClient, film: Review, condition: str
) -> None:
    guest = await guest_of(film.owner, film.video_id, LATEST)
    await changed("update video set updated_at = now() - interval '1 day'")
    before = await everything(gateway, film, guest)
    assert [one["number"] for one in before["video"]["versions"]] == [2]
    assert [one["body"] for one in before["comments"]["items"]] == ["이 컷"]
    assert before["no version"] == before["next version"] == before["first version"]
    await add_version(film, 3, f"{condition}, size = 4321, parts_sha256 = '{'a' * 64}'")
    await changed("update version set size = 4321, parts_sha256 = :digest where number = 1", digest="a" * 64)
    await changed("update video set updated_at = now()")
    for number in (1, 3):
        await film.comment(body="우리끼리", version=number)
    assert await everything(gateway, film, guest) == before


async def test_the_shown_version_is_the_newest_that_can_be_watched(gateway: AsyncClient, film: Review) -> None:
    path = f"/api/v1/videos/{film.video_id}"
    looking = await guest_of(film.owner, film.video_id, LATEST)
    taking = await guest_of(film.owner, film.video_id, ShareTerms(latest_version_only=True, allow_download=True))

    async def shown(guest: GuestOf) -> list[int]:
        answer = await gateway.get(path, headers=guest.bearer)
        return [one["number"] for one in answer.json()["versions"]]

    await add_version(film, 3, "status = 'processing', is_playable = true")
    assert (await shown(looking), await shown(taking)) == ([2], [3]), "the original can be watched by who may have it"
    await changed(f"update version set {RENDERED} where number = 3")
    assert await shown(looking) == [3]
    await changed("update version set rungs = '[]', has_renditions = false, is_playable = false")
    assert await shown(looking) == await shown(taking) == [3], "nothing can be watched: the newest is being made"


async def test_ids_of_hidden_things_are_ids_of_nothing(gateway: AsyncClient, film: Review) -> None:
    guest = await guest_of(film.owner, film.video_id, LATEST)
    third = await add_version(film, 3, "status = 'processing'")
    [first] = [UUID(str(row["id"])) for row in await stored("select id from version where number = 1")]
    old, new = await film.comment(version=1), await film.comment(version=3)
    calls: list[tuple[str, str, Any]] = [("GET", f"/jobs/{{{name}}}", None) for name in ("job",)]
    calls += [
        ("PATCH", "/comments/{comment}", {"body": "x"}),
        ("DELETE", "/comments/{comment}", None),
        ("POST", "/comments/{comment}/restore", None),
        ("POST", "/comments/{comment}/replies", {"body": "x"}),
        ("PUT", "/comments/{comment}/reactions/like", None),
        ("DELETE", "/comments/{comment}/reactions/like", None),
    ]
    hidden = [(await job_of(third), new), (await job_of(third), old)]
    for method, path, body in calls:
        nothing = await call(gateway, guest, method, path.format(job=uuid4(), comment=uuid4()), body)
        for job, comment in hidden:
            answer = await call(gateway, guest, method, path.format(job=job, comment=comment), body)
            assert (answer.status_code, answer.json()["code"]) == (nothing.status_code, nothing.json()["code"]), path
    posted = [
        await call(gateway, guest, "POST", f"/videos/{film.video_id}/comments", {"version": number, "body": "x"})
        for number in (1, 3, 9)
    ]
    assert {(answer.status_code, answer.json()["errors"][0]["code"]) for answer in posted} == {
        (422, "comment.version_unknown")
    }
    assert (await call(gateway, guest, "GET", f"/jobs/{await job_of(await shown_id())}", None)).status_code == 200
    delivery.forget_media()
    async with AsyncClient(transport=ASGITransport(build_media()), base_url="http://127.0.0.1:3000") as media:
        for id_ in (first, third):
            token = issue_media_token(id_, guest.principal, may_download=True)
            for name in ("poster.jpg", "hls/master.m3u8", "original", "sprite.vtt"):
                assert (await media.get(f"/media/{token}/{name}")).status_code == 404


async def shown_id() -> UUID:
    return UUID(str((await stored("select id from version where number = 2"))[0]["id"]))


async def call(gateway: AsyncClient, guest: GuestOf, method: str, path: str, body: Any) -> Any:
    return await gateway.request(method, f"/api/v1{path}", json=body, headers=guest.bearer)


async def test_the_door_shows_the_picture_of_the_shown_version(gateway: AsyncClient, film: Review) -> None:
    shared = await create_share(film.owner.principal, film.video_id, LATEST)
    await add_version(film, 3, "status = 'processing', has_poster = true")
    path = f"/api/v1/shares/{shared.token}"
    assert (await gateway.get(path)).json()["poster_url"] is None
    assert (await gateway.get(f"{path}/poster")).status_code == 404
    await changed("update version set has_poster = true where number = 2")
    assert (await gateway.get(path)).json()["poster_url"] == f"{path}/poster"
