"""Who may upload in parts: editors and up, and guests whose link says so; every operation asks, and asks again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient

from tests.integration.films import CARPHONE, GuestOf, changed, guest_of, new_video, stored
from tests.integration.people import Person, person, project
from tests.integration.resumable import Sender, begin, complete, parts_sha256, send_parts, taking_in, upload_film
from videoplanet.features.manage_members.service import remove_member
from videoplanet.features.share_video.service import ShareTerms, revoke_share, update_share
from videoplanet.features.upload_video.intake import take_in_upload

FILM = CARPHONE.read_bytes()


@dataclass
class Scene:
    """A project with a film, and a link to it that allows uploads."""

    owner: Person
    project_id: UUID
    video_id: UUID
    guest: GuestOf


@pytest.fixture
async def scene() -> Scene:
    owner = await person("Owner")
    project_id = await project(owner)
    view = await new_video(owner, project_id)
    return Scene(owner, project_id, view.id, await guest_of(owner, view.id, ShareTerms(allow_upload=True)))


async def every_operation(gateway: AsyncClient, somebody: Sender | None, scene: Scene, upload_id: str) -> list[int]:
    """The statuses of all operations on an upload that somebody else began."""
    headers = somebody.bearer if somebody else {}
    path = f"/api/v1/uploads/{upload_id}"
    body = {"number": 1, "sha256": "0" * 64}
    answers = [
        await gateway.get(path, headers=headers),
        await gateway.post(f"{path}/parts", json=body, headers=headers),
        await gateway.post(f"{path}/complete", headers=headers),
        await gateway.delete(path, headers=headers),
    ]
    return [answer.status_code for answer in answers]


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 201), ("admin", 201), ("editor", 201), ("reviewer", 403), ("viewer", 403)]
)
async def test_editors_and_up_begin_uploads(role: str, status: int, gateway: AsyncClient) -> None:
    owner, member = await person("Owner"), await person("Member")
    project_id = await project(owner, "봄", **({role: member} if role != "owner" else {}))
    view = await new_video(owner, project_id)
    somebody = owner if role == "owner" else member
    for fields in ({}, {"video_id": str(view.id)}):
        answer = await begin(gateway, somebody, project_id, 10, **fields)
        assert answer.status_code == status, answer.text
    known = await gateway.post(
        f"/api/v1/projects/{project_id}/uploads/known", json={"size": 1}, headers=somebody.bearer
    )
    assert known.status_code == (200 if status == 201 else 403)


async def test_an_upload_belongs_to_who_began_it(scene: Scene, gateway: AsyncClient) -> None:
    editor, stranger = await person("Editor"), await person("Stranger")
    upload = (await begin(gateway, scene.owner, scene.project_id, 10)).json()
    for somebody in (editor, stranger, scene.guest):
        assert await every_operation(gateway, somebody, scene, upload["upload_id"]) == [404] * 4
    assert await every_operation(gateway, None, scene, upload["upload_id"]) == [401] * 4
    for somebody in (scene.guest, scene.owner):
        listed = await gateway.get(f"/api/v1/projects/{scene.project_id}/uploads", headers=somebody.bearer)
        assert len(listed.json()["items"]) == (1 if somebody is scene.owner else 0)


async def test_strangers_and_other_projects_are_not_found(scene: Scene, gateway: AsyncClient) -> None:
    stranger = await person("Stranger")
    elsewhere = await project(stranger)
    assert (await begin(gateway, stranger, scene.project_id, 10)).status_code == 404
    assert (await begin(gateway, scene.owner, uuid4(), 10)).status_code == 404
    assert (await begin(gateway, stranger, elsewhere, 10, video_id=str(scene.video_id))).status_code == 404
    mine = await project(scene.owner, "다른 것")
    assert (await begin(gateway, scene.owner, mine, 10, video_id=str(scene.video_id))).status_code == 404
    assert (await begin(gateway, scene.guest, mine, 10)).status_code == 404
    assert (await begin(gateway, scene.guest, elsewhere, 10)).status_code == 404
    for somebody in (stranger, None):
        headers = somebody.bearer if somebody else {}
        listed = await gateway.get(f"/api/v1/projects/{scene.project_id}/uploads", headers=headers)
        assert listed.status_code == (404 if somebody else 401)


async def test_a_guest_brings_a_new_film_to_the_link(scene: Scene, gateway: AsyncClient) -> None:
    async with taking_in():
        answer = await upload_film(gateway, scene.guest, scene.project_id, FILM, "손님 영상.mp4")
    assert answer.status_code == 201, answer.text
    video = answer.json()["video"]
    assert (video["title"], video["created_by"]) == ("손님 영상", None)
    assert video["versions"][0]["uploaded_by_guest"] == str(scene.guest.principal.subject_id)
    seen = await gateway.get(f"/api/v1/videos/{video['id']}", headers=scene.guest.bearer)
    assert seen.status_code == 200
    assert (await gateway.get(f"/api/v1/videos/{video['id']}", headers=scene.owner.bearer)).status_code == 200
    joined = await stored("select * from share_link_video where share_id = :id", id=scene.guest.share_id)
    assert {str(row["video_id"]) for row in joined} == {str(scene.video_id), video["id"]}


async def test_a_guest_never_adds_a_version(scene: Scene, gateway: AsyncClient) -> None:
    answer = await begin(gateway, scene.guest, scene.project_id, 10, video_id=str(scene.video_id))
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


async def test_a_guest_is_told_of_the_links_films_only(scene: Scene, gateway: AsyncClient) -> None:
    hidden = await new_video(scene.owner, scene.project_id)
    path = f"/api/v1/projects/{scene.project_id}/uploads/known"
    body = {"size": len(FILM), "parts_sha256": parts_sha256(FILM)}
    to_owner = (await gateway.post(path, json=body, headers=scene.owner.bearer)).json()
    to_guest = (await gateway.post(path, json=body, headers=scene.guest.bearer)).json()
    assert {film["video_id"] for film in to_owner["films"]} == {str(scene.video_id), str(hidden.id)}
    assert (to_guest["same_size"], [film["video_id"] for film in to_guest["films"]]) == (1, [str(scene.video_id)])


@pytest.mark.parametrize("terms", [ShareTerms(), ShareTerms(allow_download=True)])
async def test_a_link_that_does_not_allow_uploads_takes_none(
    terms: ShareTerms, scene: Scene, gateway: AsyncClient
) -> None:
    guest = await guest_of(scene.owner, scene.video_id, terms)
    refused = await begin(gateway, guest, scene.project_id, 10)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


async def test_a_link_that_is_over_takes_nothing_more(scene: Scene, gateway: AsyncClient) -> None:
    upload = (await begin(gateway, scene.guest, scene.project_id, len(FILM))).json()
    await send_parts(gateway, upload, FILM)
    await revoke_share(scene.owner.principal, scene.guest.share_id)
    assert (await begin(gateway, scene.guest, scene.project_id, 10)).status_code == 401
    refused = await complete(gateway, scene.guest, upload)
    assert (refused.status_code, refused.json()["code"]) == (401, "share.revoked")


async def test_an_expired_link_takes_nothing(scene: Scene, gateway: AsyncClient) -> None:
    await changed("update share_link set expires_at = now() - interval '1 minute'")
    refused = await begin(gateway, scene.guest, scene.project_id, 10)
    assert (refused.status_code, refused.json()["code"]) == (401, "share.expired")


async def test_uploads_that_are_no_longer_allowed_are_refused_at_the_end(scene: Scene, gateway: AsyncClient) -> None:
    upload = (await begin(gateway, scene.guest, scene.project_id, len(FILM))).json()
    await send_parts(gateway, upload, FILM)
    await update_share(scene.owner.principal, scene.guest.share_id, {"allow_upload": False})
    assert (await complete(gateway, scene.guest, upload)).status_code == 403
    assert len(await stored("select * from video")) == 1


async def test_who_is_removed_meanwhile_adds_nothing(scene: Scene, gateway: AsyncClient) -> None:
    editor = await person("Editor")
    project_id = await project(scene.owner, "둘째", editor=editor)
    upload = (await begin(gateway, editor, project_id, len(FILM))).json()
    await send_parts(gateway, upload, FILM)
    await remove_member(scene.owner.principal, project_id, editor.id)
    assert (await complete(gateway, editor, upload)).status_code == 404
    assert await stored("select * from video where project_id = :id", id=project_id) == []


async def test_whoever_is_removed_while_it_is_checked_is_refused(scene: Scene, gateway: AsyncClient) -> None:
    editor = await person("Editor")
    project_id = await project(scene.owner, "둘째", editor=editor)
    upload = (await begin(gateway, editor, project_id, len(FILM))).json()
    await send_parts(gateway, upload, FILM)
    await changed("update upload set status = 'checking'")
    await remove_member(scene.owner.principal, project_id, editor.id)
    await take_in_upload(UUID(upload["upload_id"]))
    answer = await gateway.get(f"/api/v1/uploads/{upload['upload_id']}", headers=editor.bearer)
    assert (answer.json()["status"], answer.json()["error_code"]) == ("refused", "not_found")
    assert (await complete(gateway, editor, upload)).status_code == 404


async def test_an_archived_project_takes_no_films(scene: Scene, gateway: AsyncClient) -> None:
    await changed("update project set archived_at = now()")
    for somebody in (scene.owner, scene.guest):
        refused = await begin(gateway, somebody, scene.project_id, 10)
        assert (refused.status_code, refused.json()["code"]) == (409, "project.archived")


async def test_links_say_whether_they_take_uploads(scene: Scene, gateway: AsyncClient) -> None:
    path = f"/api/v1/videos/{scene.video_id}/shares"
    made = await gateway.post(path, json={"allow_upload": True}, headers=scene.owner.bearer)
    assert (made.status_code, made.json()["allow_upload"]) == (201, True)
    share = f"/api/v1/shares/{made.json()['id']}"
    assert (await gateway.patch(share, json={"allow_upload": False}, headers=scene.owner.bearer)).json()[
        "allow_upload"
    ] is False
    kept = await gateway.patch(share, json={"allow_download": True}, headers=scene.owner.bearer)
    assert (kept.json()["allow_upload"], kept.json()["allow_download"]) == (False, True)
    listed = (await gateway.get(path, headers=scene.owner.bearer)).json()["items"]
    assert [item["allow_upload"] for item in listed] == [False, True]
