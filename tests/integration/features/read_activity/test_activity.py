"""Catching up over REST."""

from __future__ import annotations

from httpx import AsyncClient

from tests.integration.people import person, project
from videoplanet.entities.activity.operations.videos import VIDEO_UPDATE
from videoplanet.entities.activity.service import record
from videoplanet.entities.video.model import Video
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.ids import new_id


async def test_operations_come_in_order_without_gaps_and_from_where_one_left_off(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo, editor=hajun)
    path = f"/api/v1/projects/{project_id}"
    for name in ("하나", "둘"):
        await gateway.patch(path, json={"name": name}, headers=jiwoo.bearer)
    everything = (await gateway.get(f"{path}/activity", headers=hajun.bearer)).json()
    assert [item["seq"] for item in everything["items"]] == [1, 2, 3]
    assert [item["type"] for item in everything["items"]] == ["member.join", "project.update", "project.update"]
    assert (everything["seq"], everything["has_more"]) == (3, False)
    rest = (await gateway.get(f"{path}/activity?after=2", headers=hajun.bearer)).json()
    assert [item["payload"]["name"] for item in rest["items"]] == ["둘"]
    nothing = (await gateway.get(f"{path}/activity?after=3", headers=hajun.bearer)).json()
    assert (nothing["items"], nothing["seq"]) == ([], 3)
    assert (await gateway.get(f"{path}/activity?after=-1", headers=hajun.bearer)).status_code == 422


async def test_a_video_tells_of_itself_only(gateway: AsyncClient) -> None:
    jiwoo, stranger = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo)
    videos = [new_id(), new_id()]
    async with unit_of_work() as uow:
        for video_id in videos:
            uow.session.add(Video(id=video_id, project_id=project_id, title="컷", created_by=jiwoo.id))
        await uow.session.flush()
        for video_id in [*videos, *videos]:
            happened = VIDEO_UPDATE.of({"video": {"id": str(video_id), "title": "컷", "revision": 2}})
            await record(uow, jiwoo.principal, project_id, happened, video_id=video_id)
            await uow.session.flush()
    path = f"/api/v1/videos/{videos[0]}/activity"
    body = (await gateway.get(path, headers=jiwoo.bearer)).json()
    assert [(item["seq"], item["previous_seq"]) for item in body["items"]] == [(1, None), (3, 1)]
    assert body["seq"] == 4
    assert (await gateway.get(path, headers=stranger.bearer)).status_code == 404
