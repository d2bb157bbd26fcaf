"""A video under review with a cast of every role, and a running site to hear it live."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from httpx import AsyncClient, Response

from tests.integration.films import GuestOf
from tests.integration.people import Person, join, person, project
from videoplanet.entities.project.model import Role
from videoplanet.entities.video.model import Version, VersionStatus, Video
from videoplanet.features.write_comment.schemas import NewComment
from videoplanet.features.write_comment.service import add_comment
from videoplanet.shared.db.unit_of_work import unit_of_work

FRAMES = 1000


@dataclass(frozen=True)
class Review:
    """A project with one member of each role that was asked for, and a video with one version of 1,000 frames at 29.97."""

    project_id: UUID
    video_id: UUID
    members: dict[Role, Person] = field(default_factory=dict)

    @property
    def owner(self) -> Person:
        """Whose project it is."""
        return self.members[Role.OWNER]

    @property
    def comments(self) -> str:
        """Path of the video's comments."""
        return f"/api/v1/videos/{self.video_id}/comments"

    async def post(self, gateway: AsyncClient, somebody: Person | GuestOf, **fields: object) -> Response:
        """Comment on version 1 over REST."""
        draft = {"version": 1, "body": "색이 튑니다", **fields}
        return await gateway.post(self.comments, json=draft, headers=somebody.bearer)

    async def comment(self, somebody: Person | GuestOf | None = None, **fields: object) -> str:
        """Comment on version 1 and return the comment's id."""
        draft = NewComment.model_validate({"version": 1, "body": "색이 튑니다", **fields})
        stored = await add_comment((somebody or self.owner).principal, self.video_id, draft)
        return str(stored.comment["id"])


async def review(*roles: Role) -> Review:
    """Return a review with an owner and a member of each of `roles`."""
    owner = await person("Owner")
    project_id = await project(owner)
    members = {Role.OWNER: owner}
    for role in dict.fromkeys(roles):
        if role is not Role.OWNER:
            members[role] = await person(role.value.capitalize())
            await join(project_id, members[role], role)
    return Review(project_id, await video(owner, project_id), members)


async def video(owner: Person, project_id: UUID) -> UUID:
    """Store a video with its first version, as if it had been uploaded and probed."""
    async with unit_of_work() as uow:
        film = Video(project_id=project_id, title="봄 편집본", created_by=owner.id)
        uow.session.add(film)
        await uow.session.flush()
    await version(owner, film.id, 1)
    return film.id


async def version(owner: Person, video_id: UUID, number: int, *, frames: int | None = FRAMES) -> None:
    """Store a version; without a frame count it is still being probed."""
    is_ready = frames is not None
    async with unit_of_work() as uow:
        uow.session.add(
            Version(
                video_id=video_id,
                number=number,
                status=VersionStatus.READY if is_ready else VersionStatus.PROCESSING,
                filename="cut.mp4",
                rate_num=30000 if is_ready else None,
                rate_den=1001 if is_ready else None,
                frame_count=frames,
                is_drop_frame=is_ready,
                uploaded_by=owner.id,
            )
        )
