"""What a link's page shows before it is opened, over REST."""

from __future__ import annotations

from datetime import timedelta

from httpx import AsyncClient

from tests.integration.films import changed, new_version, new_video, run_jobs
from tests.integration.people import person, project
from tests.integration.review import review
from videoplanet.features.share_video.service import ShareEntry, ShareTerms, create_share
from videoplanet.shared.clock import now


async def test_a_link_names_its_films_its_project_and_its_sender(gateway: AsyncClient) -> None:
    film = await review()
    shared = await create_share(film.owner.principal, film.video_id, ShareTerms())
    seen = (await gateway.get(f"/api/v1/shares/{shared.token}")).json()
    assert (seen["sender_name"], seen["project_name"], seen["videos"]) == (
        "Owner",
        "봄 캠페인",
        [{"title": "봄 편집본"}],
    )
    assert seen["poster_url"] is None
    assert (await gateway.get(f"/api/v1/shares/{shared.token}/poster")).status_code == 404


async def pictured() -> tuple[ShareEntry, ShareEntry]:
    """An open link and one with a password, to a film with a picture."""
    jiwoo = await person("Jiwoo")
    video = await new_video(jiwoo, await project(jiwoo))
    await run_jobs()
    terms = (ShareTerms(), ShareTerms(password="1234-abcd"))
    first, second = [await create_share(jiwoo.principal, video.id, each) for each in terms]
    await new_version(jiwoo, video.id)  # has no picture yet
    return first, second


async def test_the_picture_is_there_for_an_open_link_only(gateway: AsyncClient) -> None:
    shared, locked = await pictured()
    seen = (await gateway.get(f"/api/v1/shares/{shared.token}")).json()
    picture = await gateway.get(seen["poster_url"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    assert picture.content.startswith(b"\xff\xd8\xff")

    sealed = (await gateway.get(f"/api/v1/shares/{locked.token}")).json()
    assert sealed["needs_password"]
    named = ("sender_name", "project_name", "poster_url")
    assert ([sealed[name] for name in named], sealed["videos"]) == ([None] * 3, [])
    refused = await gateway.get(f"/api/v1/shares/{locked.token}/poster")
    assert refused.status_code == 404
    unknown = await gateway.get("/api/v1/shares/nonsense/poster")
    assert refused.json()["code"] == unknown.json()["code"]


async def test_a_link_that_is_over_shows_no_picture(gateway: AsyncClient) -> None:
    shared, _ = await pictured()
    path = f"/api/v1/shares/{shared.token}/poster"
    await changed("update share_link set expires_at = :then", then=now() - timedelta(seconds=1))
    assert (await gateway.get(path)).json()["code"] == "share.expired"
    await changed("update share_link set expires_at = null, revoked_at = now()")
    assert (await gateway.get(path)).json()["code"] == "share.revoked"
    await changed("update share_link set revoked_at = null")
    await changed("update video set deleted_at = now()")
    assert (await gateway.get(path)).status_code == 404
