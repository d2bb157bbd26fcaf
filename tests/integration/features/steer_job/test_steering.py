"""Jobs are cancelled and tried again by those who may; what was going on ends, and nothing is left behind."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient

from tests.clips import Clip, make_clip
from tests.integration.dying_worker import EAGER, worker_process
from tests.integration.films import guest_of, new_video, run_jobs, stored
from tests.integration.people import Person, person, project
from tests.integration.programs import programs_in, until
from tests.integration.staff import staff_member
from videoplanet.entities.video.view import VideoView
from videoplanet.features.browse_videos.service import open_video
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.mail import post_mail
from videoplanet.shared.storage import list_keys

LONG = Clip(frames=1500, width=1280, height=720, sound=False, video=("-c:v", "mpeg4", "-q:v", "8"))


@pytest.fixture
def workers() -> Iterator[list[ForkServerProcess]]:
    started: list[ForkServerProcess] = []
    yield started
    for process in started:
        process.kill()
        process.join()


async def names(view: VideoView) -> list[str]:
    prefix = f"videos/{view.id}/{view.versions[0].id}/"
    return sorted(key.removeprefix(prefix) for key in await list_keys(prefix))


async def version_of(owner: Person, view: VideoView) -> Any:
    return (await open_video(owner.principal, view.id)).versions[0]


async def test_a_waiting_job_is_taken_out_of_the_queue_and_can_be_put_back(owner: Person, gateway: AsyncClient) -> None:
    view = await new_video(owner, await project(owner))
    path = f"/api/v1/jobs/{view.versions[0].job_id}"
    answer = await gateway.post(f"{path}/cancel", headers=owner.bearer)
    assert (answer.status_code, answer.json()["status"], answer.json()["error_code"]) == (
        202,
        "cancelled",
        "video.cancelled",
    )
    version = await version_of(owner, view)
    assert (version.status, version.error_code) == ("failed", "video.cancelled")
    assert version.error == "변환을 취소했습니다."
    assert version.hint is not None
    await run_jobs()
    assert await names(view) == ["original"]
    assert len(await stored("select 1 from activity where type = 'version.failed'")) == 1

    again = await gateway.post(f"{path}/cancel", headers=owner.bearer)
    assert (again.status_code, again.json()["code"]) == (409, "job.not_running")
    retried = await gateway.post(f"{path}/retry", headers=owner.bearer)
    assert (retried.status_code, retried.json()["status"], retried.json()["error_code"]) == (202, "queued", None)
    assert (await version_of(owner, view)).status == "processing"
    await run_jobs()
    assert (await version_of(owner, view)).status == "ready"
    late = await gateway.post(f"{path}/retry", headers=owner.bearer)
    assert (late.status_code, late.json()["code"]) == (409, "job.not_retryable")
    assert len(await stored("select 1 from activity where type = 'version.ready'")) == 1


async def test_a_running_conversion_ends_at_once_with_its_programs_and_what_it_made(
    owner: Person, tmp_path: Path, workers: list[ForkServerProcess], gateway: AsyncClient
) -> None:
    view = await new_video(owner, await project(owner), make_clip(tmp_path / "long.mov", LONG))
    home = get_settings().home
    workers.append(worker_process(EAGER))
    await until(lambda: bool(programs_in(home)))
    await post_while_converting()
    await until(lambda: bool(list((home / "mail").glob("*.eml"))))
    job_id = view.versions[0].job_id
    assert (await gateway.get(f"/api/v1/jobs/{job_id}", headers=owner.bearer)).json()["status"] == "running"

    assert (await gateway.post(f"/api/v1/jobs/{job_id}/cancel", headers=owner.bearer)).status_code == 202
    await until(lambda: not programs_in(home))
    async with asyncio.timeout(20):
        while await stored("select 1 from procrastinate_jobs where status in ('todo', 'doing')"):
            await asyncio.sleep(0.05)
    version = await version_of(owner, view)
    assert (version.status, version.error_code) == ("failed", "video.cancelled")
    assert set(await names(view)) <= {"original", "poster.jpg"}
    assert ("poster.jpg" in await names(view)) == (version.poster_url is not None)
    assert list((home / "tmp").glob("*")) == []


async def post_while_converting() -> None:
    async with unit_of_work() as uow:
        await post_mail(uow.session, to="somebody@example.com", subject="제목", body="본문")


@pytest.mark.parametrize(
    ("role", "status"), [("admin", 202), ("editor", 202), ("reviewer", 403), ("viewer", 403), ("stranger", 404)]
)
async def test_who_may_steer_a_job(role: str, status: int, owner: Person, gateway: AsyncClient) -> None:
    somebody = await person("Somebody")
    project_id = await project(owner, "봄 캠페인", **({role: somebody} if role != "stranger" else {}))
    view = await new_video(owner, project_id)
    path = f"/api/v1/jobs/{view.versions[0].job_id}"
    assert (await gateway.post(f"{path}/cancel", headers=somebody.bearer)).status_code == status
    assert (await gateway.post(f"{path}/cancel", headers=owner.bearer)).status_code == (409 if status == 202 else 202)
    assert (await gateway.post(f"{path}/retry", headers=somebody.bearer)).status_code == status


async def test_guests_steer_nothing_and_staff_any_job_without_seeing_its_film(
    owner: Person, gateway: AsyncClient
) -> None:
    view = await new_video(owner, await project(owner))
    path = f"/api/v1/jobs/{view.versions[0].job_id}"
    guest, staff = await guest_of(owner, view.id), await staff_member("Staff")
    assert (await gateway.post(f"{path}/cancel", headers=guest.bearer)).status_code == 403
    assert (await gateway.post(f"{path}/cancel")).status_code == 401
    assert (await gateway.post(f"{path}/cancel", headers=staff.bearer)).status_code == 202
    assert (await gateway.post(f"{path}/retry", headers=staff.bearer)).status_code == 202
    assert (await gateway.get(f"/api/v1/videos/{view.id}", headers=staff.bearer)).status_code == 404


async def test_the_last_step_and_a_cancellation_at_the_same_moment_leave_one_outcome(
    owner: Person, gateway: AsyncClient
) -> None:
    view = await new_video(owner, await project(owner))
    path = f"/api/v1/jobs/{view.versions[0].job_id}/cancel"

    async def cancel_when_running() -> int:
        async with asyncio.timeout(60):
            while not await stored("select 1 from version where has_renditions"):
                await asyncio.sleep(0.02)
        return (await gateway.post(path, headers=owner.bearer)).status_code

    _, status = await asyncio.gather(run_jobs(), cancel_when_running())
    await run_jobs()
    version = await version_of(owner, view)
    assert (status, version.status) in ((202, "failed"), (409, "ready"))
    told = await stored("select type from activity where type in ('version.ready', 'version.failed')")
    assert [row["type"] for row in told] == [f"version.{version.status}"]
    if status == 202:
        assert version.hls_url is not None, "what can be watched stays"
        assert not [name for name in await names(view) if name.startswith("downloads/")]
