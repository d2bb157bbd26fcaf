"""What is stored is counted, quotas warn in time, and what does not fit is refused before a byte is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from httpx import AsyncClient

from tests.integration.films import CARPHONE, changed, guest_of, new_video, post_film, stored
from tests.integration.people import Person, person, project
from tests.integration.resumable import begin, send_parts, taking_in, upload_film
from videoplanet.features.browse_videos.service import delete_video
from videoplanet.features.share_video.service import ShareTerms

FILM = CARPHONE.read_bytes()
Settings = Callable[..., None]


async def use(gateway: AsyncClient, somebody: Person, path: str) -> dict[str, Any]:
    answer = await gateway.get(f"/api/v1/{path}/storage", headers=somebody.bearer)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def test_originals_renditions_and_open_uploads_count(owner: Person, gateway: AsyncClient) -> None:
    project_id = await project(owner)
    empty = {"used_bytes": 0, "reserved_bytes": 0, "quota_bytes": None, "percent": None, "is_near": False}
    assert await use(gateway, owner, f"projects/{project_id}") == empty
    assert await use(gateway, owner, "users/me") == empty
    view = await new_video(owner, project_id)
    await changed("update version set stored_bytes = stored_bytes + 1000")
    await begin(gateway, owner, project_id, 5000)
    for path in (f"projects/{project_id}", "users/me"):
        said = await use(gateway, owner, path)
        assert (said["used_bytes"], said["reserved_bytes"]) == (len(FILM) + 1000, 5000)
    await delete_video(owner.principal, view.id)
    assert (await use(gateway, owner, f"projects/{project_id}"))["used_bytes"] == len(FILM) + 1000


async def test_an_upload_reserves_until_it_is_stored_given_up_or_too_old(owner: Person, gateway: AsyncClient) -> None:
    project_id = await project(owner)
    path = f"projects/{project_id}"
    async with taking_in():
        await upload_film(gateway, owner, project_id, FILM)
    said = await use(gateway, owner, path)
    assert (said["used_bytes"], said["reserved_bytes"]) == (len(FILM), 0)
    upload = (await begin(gateway, owner, project_id, 77)).json()
    assert (await use(gateway, owner, path))["reserved_bytes"] == 77
    await gateway.delete(f"/api/v1/uploads/{upload['upload_id']}", headers=owner.bearer)
    assert (await use(gateway, owner, path))["reserved_bytes"] == 0
    await begin(gateway, owner, project_id, 77)
    await changed("update upload set expires_at = now() where status = 'open'")
    assert (await use(gateway, owner, path))["reserved_bytes"] == 0


async def test_a_full_project_refuses_before_a_byte_is_sent_and_warns_at_80_per_cent(
    owner: Person, gateway: AsyncClient, settings: Settings
) -> None:
    settings(quota_project_bytes="1000")
    project_id = await project(owner)
    assert (await begin(gateway, owner, project_id, 799)).status_code == 201
    said = await use(gateway, owner, f"projects/{project_id}")
    assert (said["quota_bytes"], said["percent"], said["is_near"]) == (1000, 79, False)
    assert (await begin(gateway, owner, project_id, 1)).status_code == 201
    assert (await use(gateway, owner, f"projects/{project_id}"))["is_near"]
    refused = await begin(gateway, owner, project_id, 201)
    assert (refused.status_code, refused.json()["code"]) == (413, "upload.quota_project")
    assert (await begin(gateway, owner, project_id, 200)).status_code == 201
    other = await project(owner, "다른 것")
    assert (await begin(gateway, owner, other, 900)).status_code == 201


async def test_a_persons_quota_counts_over_projects_and_not_for_guests(
    owner: Person, gateway: AsyncClient, settings: Settings
) -> None:
    settings(quota_user_bytes=str(len(FILM) + 1000))
    project_id, other = await project(owner), await project(owner, "다른 것")
    view = await new_video(owner, project_id)
    guest = await guest_of(owner, view.id, ShareTerms(allow_upload=True))
    assert (await begin(gateway, owner, other, 1000)).status_code == 201
    refused = await begin(gateway, owner, project_id, 1)
    assert (refused.status_code, refused.json()["code"]) == (413, "upload.quota_user")
    assert (await use(gateway, owner, "users/me"))["percent"] == 100
    assert (await begin(gateway, guest, project_id, 5000)).status_code == 201


async def test_many_at_once_never_go_over(owner: Person, gateway: AsyncClient, settings: Settings) -> None:
    settings(quota_project_bytes="1000")
    project_id = await project(owner)
    answers = await asyncio.gather(*(begin(gateway, owner, project_id, 300) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [413] * 5
    assert (await use(gateway, owner, f"projects/{project_id}"))["reserved_bytes"] == 900


async def test_what_was_reserved_is_taken_although_the_project_filled_up_since(
    owner: Person, gateway: AsyncClient, settings: Settings
) -> None:
    settings(quota_project_bytes=str(len(FILM)))
    project_id = await project(owner)
    upload = (await begin(gateway, owner, project_id, len(FILM))).json()
    await send_parts(gateway, upload, FILM)
    settings(quota_project_bytes="10")
    async with taking_in():
        answer = await gateway.post(f"/api/v1/uploads/{upload['upload_id']}/complete", headers=owner.bearer)
    assert answer.status_code == 201


async def test_a_form_is_refused_as_well(owner: Person, gateway: AsyncClient, settings: Settings) -> None:
    settings(quota_project_bytes="1000")
    path = f"/projects/{await project(owner)}/videos"
    refused = await post_film(gateway, path, owner, FILM)
    assert (refused.status_code, refused.json()["code"]) == (413, "upload.quota_project")
    assert await stored("select * from upload") == []


async def test_members_see_their_projects_storage_and_nobody_else(owner: Person, gateway: AsyncClient) -> None:
    viewer, stranger = await person("Viewer"), await person("Stranger")
    project_id = await project(owner, viewer=viewer)
    view = await new_video(owner, project_id)
    guest = await guest_of(owner, view.id, ShareTerms(allow_upload=True))
    path = f"/api/v1/projects/{project_id}/storage"
    assert (await gateway.get(path, headers=viewer.bearer)).status_code == 200
    assert (await gateway.get(path, headers=stranger.bearer)).status_code == 404
    assert (await gateway.get(path, headers=guest.bearer)).status_code == 403
    assert (await gateway.get(path)).status_code == 401


async def test_what_the_site_does_not_take_is_refused_at_once(
    owner: Person, gateway: AsyncClient, settings: Settings
) -> None:
    settings(max_upload_bytes="1000")
    project_id = await project(owner)
    assert (await begin(gateway, owner, project_id, 1000)).status_code == 201
    refused = await begin(gateway, owner, project_id, 1001)
    assert (refused.status_code, refused.json()["code"]) == (413, "upload.too_large")
    empty = await begin(gateway, owner, project_id, 0)
    assert (empty.status_code, empty.json()["code"]) == (415, "video.empty")
    assert (await begin(gateway, owner, project_id, -1)).status_code == 422
