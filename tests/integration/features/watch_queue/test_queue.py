"""The queue, seen by staff alone, without a word of whose films are in it."""

from __future__ import annotations

from httpx import AsyncClient
from sqlalchemy import text

from tests.integration.films import guest_of, new_video, run_jobs
from tests.integration.people import person, project
from tests.integration.staff import staff_member
from videoplanet.features.steer_job.service import cancel_job
from videoplanet.shared.db.engine import engine

PATH = "/api/v1/staff/jobs"


async def test_staff_sees_what_waits_runs_and_failed_and_no_names(gateway: AsyncClient) -> None:
    owner, staff = await person("Owner"), await staff_member("Staff")
    project_id = await project(owner, "비밀 캠페인")
    done = await new_video(owner, project_id, title="비밀 필름")
    await run_jobs()
    cancelled = await new_video(owner, project_id, title="비밀 필름")
    assert cancelled.versions[0].job_id is not None
    await cancel_job(owner.principal, cancelled.versions[0].job_id)
    waiting = await new_video(owner, project_id, title="비밀 필름")

    answer = await gateway.get(PATH, headers=staff.bearer | {"Accept-Language": "en"})
    assert answer.status_code == 200
    for secret in ("비밀", "carphone", "Owner", str(project_id), str(waiting.id)):
        assert secret not in answer.text
    queue = answer.json()
    first, second = queue["items"]
    assert first["id"] == str(waiting.versions[0].job_id)
    assert (first["status"], first["attempts"], first["size"]) == ("queued", 0, waiting.versions[0].size)
    assert (first["can_cancel"], first["can_retry"], first["priority"] > 0) == (True, False, True)
    assert (second["status"], second["error"]) == ("cancelled", "The conversion was cancelled.")
    assert (second["can_cancel"], second["can_retry"]) == (False, True)
    counts = {task["task"]: task for task in queue["tasks"]}
    assert (counts["transcode"]["queue"], counts["transcode"]["waiting"]) == ("media", 1)
    assert counts["clean_version"]["waiting"] == 1
    finished = await gateway.get(PATH, params={"status": "succeeded"}, headers=staff.bearer)
    assert [item["id"] for item in finished.json()["items"]] == [str(done.versions[0].job_id)]


async def test_a_worker_is_alive_while_its_heart_beats(gateway: AsyncClient) -> None:
    staff = await staff_member("Staff")
    async with engine().begin() as connection:
        for age in (0, 300):
            beat = "insert into procrastinate_workers (last_heartbeat) values (now() - make_interval(secs => :age))"
            await connection.execute(text(beat), {"age": age})
    workers = (await gateway.get(PATH, headers=staff.bearer)).json()["workers"]
    assert [worker["is_alive"] for worker in workers[-2:]] == [True, False]
    assert [worker["running"] for worker in workers[-2:]] == [0, 0]


async def test_nobody_else_finds_it(gateway: AsyncClient) -> None:
    owner = await person("Owner")
    view = await new_video(owner, await project(owner))
    guest = await guest_of(owner, view.id)
    assert (await gateway.get(PATH, headers=owner.bearer)).status_code == 404
    assert (await gateway.get(PATH, headers=guest.bearer)).status_code == 403
    assert (await gateway.get(PATH)).status_code == 401
