"""A film with a stack of versions in every condition, for links that show the newest one only."""

from __future__ import annotations

from uuid import UUID

from tests.integration.films import changed, stored
from tests.integration.review import Review, review, version
from videoplanet.entities.activity.operations.videos import VERSION_NEW, VersionTold
from videoplanet.entities.activity.service import record
from videoplanet.entities.job.model import Job
from videoplanet.features.share_video.service import ShareTerms
from videoplanet.shared.db.unit_of_work import unit_of_work

RENDERED = "rungs = '[\"360p\"]'"
LATEST = ShareTerms(latest_version_only=True, allow_upload=True)


async def add_version(film: Review, number: int, condition: str) -> UUID:
    """One more version in some condition, as the database knows it, with its job and what is told of it."""
    await version(film.owner, film.video_id, number)
    await changed(f"update version set {condition} where number = {number}")
    [row] = await stored("select id from version where number = :number", number=number)
    id_ = UUID(str(row["id"]))
    async with unit_of_work() as uow:
        job = Job(kind="transcode", project_id=film.project_id, video_id=film.video_id, version_id=id_)
        uow.session.add(job)
        await uow.session.flush()
        happened = VERSION_NEW.of(told(film, id_, number, "processing"))
        await record(uow, film.owner.principal, film.project_id, happened, video_id=film.video_id)
    await changed("update version set job_id = :job where id = :id", job=job.id, id=id_)
    return id_


def told(film: Review, version_id: UUID, number: int, status: str) -> VersionTold:
    """What is told of a version."""
    return {
        "video": {"id": str(film.video_id), "title": "컷"},
        "version": {
            "id": str(version_id),
            "number": number,
            "status": status,
            "progress": 0,
            "is_playable": False,
            "rungs": [],
            "error_code": None,
        },
    }


async def job_of(version_id: UUID) -> str:
    """Id of a version's job."""
    return str((await stored("select job_id from version where id = :id", id=version_id))[0]["job_id"])


async def stacked() -> Review:
    """A film with version 1, and with version 2, which can be watched; a comment on each."""
    film = await review()
    await changed(f"update version set {RENDERED}")
    await add_version(film, 2, RENDERED)
    await film.comment(body="옛 컷", version=1)
    await film.comment(body="이 컷", version=2)
    return film
