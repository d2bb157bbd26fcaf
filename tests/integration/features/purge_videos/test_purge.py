"""What was deleted 30 days ago goes for good: objects first, then rows; what may still be restored stays."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from tests.integration.films import guest_of, new_version, new_video, run_jobs, stored
from tests.integration.people import person, project
from tests.integration.review import review
from videoplanet.features.browse_videos.service import delete_video
from videoplanet.features.manage_project.deletion import delete_project
from videoplanet.features.purge_videos import service
from videoplanet.features.purge_videos.service import purge_deleted
from videoplanet.shared.db.engine import engine
from videoplanet.shared.errors import Unavailable
from videoplanet.shared.storage import delete_prefix, list_keys


async def deleted_days_ago(table: str, id_: UUID, days: int) -> None:
    async with engine().begin() as connection:
        change = f"update {table} set deleted_at = now() - make_interval(days => :days) where id = :id"
        await connection.execute(text(change), {"days": days, "id": id_})


async def objects(video_id: UUID) -> list[str]:
    return await list_keys(f"videos/{video_id}/")


async def test_a_video_goes_with_everything_of_it_after_thirty_days() -> None:
    owner = await person("Owner")
    project_id = await project(owner)
    gone, recent, kept = [await new_video(owner, project_id) for _ in range(3)]
    await new_version(owner, gone.id)
    await guest_of(owner, gone.id)
    await run_jobs()
    for view, days in ((gone, 31), (recent, 29)):
        await delete_video(owner.principal, view.id)
        await deleted_days_ago("video", view.id, days)
    assert len(await objects(gone.id)) > 10

    await purge_deleted()
    assert await objects(gone.id) == []
    assert len(await objects(recent.id)) > 5
    assert len(await objects(kept.id)) > 5
    assert {row["id"] for row in await stored("select id from video")} == {recent.id, kept.id}
    assert {row["video_id"] for row in await stored("select video_id from version")} == {recent.id, kept.id}
    assert {row["video_id"] for row in await stored("select video_id from job")} == {recent.id, kept.id}
    await purge_deleted()


async def test_a_project_goes_with_its_videos_comments_and_guests() -> None:
    made = await review()
    await made.comment()
    await guest_of(made.owner, made.video_id)
    other = await project(made.owner, "다른 프로젝트")
    await delete_project(made.owner.principal, made.project_id)
    await deleted_days_ago("project", made.project_id, 31)
    await purge_deleted()
    assert [row["id"] for row in await stored("select id from project")] == [other]
    for table in ("video", "version", "comment", "share_link", "guest", "activity", "job"):
        assert await stored(f"select 1 from {table} where true") == [], table
    assert await objects(made.video_id) == []


async def test_a_purge_that_is_cut_short_is_ended_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = await person("Owner")
    project_id = await project(owner)
    views = [await new_video(owner, project_id) for _ in range(3)]
    for view in views:
        await delete_video(owner.principal, view.id)
        await deleted_days_ago("video", view.id, 40)
    removed: list[Any] = []

    async def away_after_one(prefix: str) -> None:
        if removed:
            raise Unavailable
        removed.append(prefix)
        await delete_prefix(prefix)

    monkeypatch.setattr(service, "delete_prefix", away_after_one)
    with pytest.raises(Unavailable):
        await purge_deleted()
    assert len(await stored("select 1 from video")) == 3, "rows lead to objects until these are gone"
    monkeypatch.setattr(service, "delete_prefix", delete_prefix)
    await purge_deleted()
    assert await stored("select 1 from video") == []
    assert [key for view in views for key in await objects(view.id)] == []
