"""A deleted video is out of reach at once and can be had back, with everything, for 30 days."""

from __future__ import annotations

from httpx import ASGITransport, AsyncClient
from sqlalchemy import text

from tests.integration.films import guest_of, new_video, run_jobs, stored
from tests.integration.people import person, project
from videoplanet.features.browse_videos.service import delete_video, open_video, restore_video
from videoplanet.features.deliver_media.api import build_media
from videoplanet.features.deliver_media.service import forget_media
from videoplanet.features.manage_project.deletion import delete_project
from videoplanet.shared.db.engine import engine


async def test_a_deleted_video_is_listed_for_those_who_may_restore_it(gateway: AsyncClient) -> None:
    owner, editor, viewer = await person("Owner"), await person("Editor"), await person("Viewer")
    project_id = await project(owner, editor=editor, viewer=viewer)
    view = await new_video(owner, project_id, title="지운 컷")
    kept = await new_video(owner, project_id, title="남은 컷")
    await delete_video(editor.principal, view.id)
    path, restore = f"/api/v1/projects/{project_id}/videos", f"/api/v1/videos/{view.id}/restore"

    listed = (await gateway.get(path, params={"deleted": "true"}, headers=editor.bearer)).json()["items"]
    assert [item["title"] for item in listed] == ["지운 컷"]
    assert listed[0]["deleted_at"] is not None
    assert (await gateway.get(path, params={"deleted": "true"}, headers=viewer.bearer)).status_code == 403
    assert (await gateway.post(restore, headers=viewer.bearer)).status_code == 403
    stranger = await person("Stranger")
    assert (await gateway.post(restore, headers=stranger.bearer)).status_code == 404

    back = await gateway.post(restore, headers=editor.bearer)
    assert (back.status_code, back.json()["title"], back.json()["deleted_at"]) == (200, "지운 컷", None)
    assert back.headers["etag"]
    items = (await gateway.get(path, headers=viewer.bearer)).json()["items"]
    assert [item["id"] for item in items] == [str(kept.id), str(view.id)]
    assert (await gateway.post(restore, headers=editor.bearer)).status_code == 404
    told = await stored("select type from activity where type in ('video.delete', 'video.restore') order by seq")
    assert [row["type"] for row in told] == ["video.delete", "video.restore"]


async def test_after_thirty_days_or_in_a_deleted_project_there_is_nothing_to_restore(gateway: AsyncClient) -> None:
    owner = await person("Owner")
    project_id = await project(owner)
    old, other = await new_video(owner, project_id), await new_video(owner, project_id)
    for view in (old, other):
        await delete_video(owner.principal, view.id)
    async with engine().begin() as connection:
        late = text("update video set deleted_at = now() - interval '30 days 1 minute' where id = :id")
        await connection.execute(late, {"id": old.id})
    assert (await gateway.post(f"/api/v1/videos/{old.id}/restore", headers=owner.bearer)).status_code == 404
    listed = await gateway.get(f"/api/v1/projects/{project_id}/videos?deleted=true", headers=owner.bearer)
    assert [item["id"] for item in listed.json()["items"]] == [str(other.id)]
    await delete_project(owner.principal, project_id)
    assert (await gateway.post(f"/api/v1/videos/{other.id}/restore", headers=owner.bearer)).status_code == 404


async def test_media_ends_with_the_deletion_and_comes_back_with_the_restoration() -> None:
    owner = await person("Owner")
    view = await new_video(owner, await project(owner))
    guest = await guest_of(owner, view.id)
    await run_jobs()
    addresses = [
        (await open_video(somebody, view.id)).versions[0].poster_url for somebody in (owner.principal, guest.principal)
    ]
    async with AsyncClient(transport=ASGITransport(build_media()), base_url="http://127.0.0.1:3000") as media:
        assert [(await media.get(str(address))).status_code for address in addresses] == [200, 200]
        await delete_video(owner.principal, view.id)
        forget_media()  # what a web process does when it hears of the deletion
        assert [(await media.get(str(address))).status_code for address in addresses] == [404, 404]
        await restore_video(owner.principal, view.id)
        assert [(await media.get(str(address))).status_code for address in addresses] == [200, 200]


async def test_a_conversion_that_the_deletion_ended_goes_on_after_the_restoration() -> None:
    owner = await person("Owner")
    view = await new_video(owner, await project(owner))
    await delete_video(owner.principal, view.id)
    await run_jobs()
    assert [row["status"] for row in await stored("select status from job")] == ["cancelled"]
    await restore_video(owner.principal, view.id)
    await run_jobs()
    assert (await open_video(owner.principal, view.id)).versions[0].status == "ready"
