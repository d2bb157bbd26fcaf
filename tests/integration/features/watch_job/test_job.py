"""Asking how far a job is, over REST."""

from __future__ import annotations

from uuid import uuid4

from httpx import AsyncClient

from tests.integration.people import person, project
from videoplanet.entities.job.model import Job, JobStatus
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.ids import new_id


async def test_members_see_a_job_and_nobody_else(gateway: AsyncClient) -> None:
    jiwoo, hajun, stranger = await person("Jiwoo"), await person("Hajun"), await person("Minseo")
    project_id = await project(jiwoo, viewer=hajun)
    job_id = new_id()
    async with unit_of_work() as uow:
        uow.session.add(Job(id=job_id, kind="transcode", project_id=project_id, status=JobStatus.RUNNING, progress=64))
    path = f"/api/v1/jobs/{job_id}"
    assert (await gateway.get(path, headers=hajun.bearer)).json() == {
        "id": str(job_id),
        "kind": "transcode",
        "status": "running",
        "progress": 64,
        "seconds_left": None,
        "version_id": None,
        "error": None,
        "error_code": None,
        "hint": None,
    }
    assert (await gateway.get(path, headers=stranger.bearer)).status_code == 404
    assert (await gateway.get(f"/api/v1/jobs/{uuid4()}", headers=jiwoo.bearer)).status_code == 404
    assert (await gateway.get("/api/v1/jobs/7", headers=jiwoo.bearer)).status_code == 422


async def test_a_failed_job_says_why_in_the_readers_language(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    project_id, job_id = await project(jiwoo), new_id()
    failed = Job(id=job_id, kind="transcode", project_id=project_id, status=JobStatus.FAILED, error_code="unexpected")
    async with unit_of_work() as uow:
        uow.session.add(failed)
    answer = await gateway.get(f"/api/v1/jobs/{job_id}", headers=jiwoo.bearer | {"Accept-Language": "en"})
    assert answer.json()["error"].startswith("Something unexpected")
    assert answer.json()["error_code"] == "unexpected"
