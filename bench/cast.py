"""Who and what a measurement needs, written straight to the database: an owner, viewers, a video and its comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import insert, text

from videoplanet.entities.comment.model import Comment, CommentKind, CommentPriority, CommentStatus
from videoplanet.entities.project.model import Member, Project, Role
from videoplanet.entities.user.model import User
from videoplanet.entities.user.sessions import Device, open_session
from videoplanet.entities.video.model import Version, VersionStatus, Video
from videoplanet.shared.clock import now
from videoplanet.shared.db.encrypted import blind_index
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.ids import new_id

FRAMES = 10_000
BODY = "표시한 부분 색이 튑니다. 앞 컷과 맞춰 주세요. The highlights clip here."


@dataclass(frozen=True, slots=True)
class Cast:
    """A video, who may comment on it, and who watches."""

    project_id: UUID
    video_id: UUID
    version_id: UUID
    owner_id: UUID
    owner_token: str
    viewer_tokens: list[str]
    people: list[UUID]


async def cast(viewers: int) -> Cast:
    """Store an owner, `viewers` reviewers, a project and a video of 10,000 frames."""
    async with unit_of_work() as uow:
        session, people = uow.session, [_user(f"Viewer {number}") for number in range(viewers + 1)]
        session.add_all(people)
        await session.flush()
        owner = people[0]
        project = Project(owner_id=owner.id, name=f"Bench {new_id()}")
        session.add(project)
        await session.flush()
        session.add_all(
            Member(project_id=project.id, user_id=one.id, role=Role.OWNER if one is owner else Role.REVIEWER)
            for one in people
        )
        video = Video(project_id=project.id, title="Cut", created_by=owner.id)
        session.add(video)
        await session.flush()
        version = Version(
            video_id=video.id,
            number=1,
            status=VersionStatus.READY,
            filename="cut.mp4",
            rate_num=25,
            rate_den=1,
            frame_count=FRAMES,
            uploaded_by=owner.id,
        )
        session.add(version)
        await session.flush()
        tokens = [(await open_session(session, one, Device())).access_token for one in people]
    return Cast(project.id, video.id, version.id, owner.id, tokens[0], tokens[1:], [one.id for one in people])


async def fill(film: Cast, comments: int, authors: Sequence[UUID] = ()) -> None:
    """Let the video have `comments` comments, numbered as if each had been posted, of `authors` in turn or of the owner."""
    async with unit_of_work() as uow:
        await uow.session.execute(text("delete from comment where video_id = :id"), {"id": film.video_id})
        rows = [
            {
                "id": new_id(),
                "video_id": film.video_id,
                "version_id": film.version_id,
                "author_user_id": authors[number % len(authors)] if authors else film.owner_id,
                "frame_in": number * 7919 % FRAMES,
                "body": f"{number}: {BODY}",
                "kind": CommentKind.FIX,
                "priority": CommentPriority.MEDIUM,
                "status": CommentStatus.OPEN,
                "tags": [],
                "seq": number + 1,
                "revision": 1,
                "created_at": now(),
            }
            for number in range(comments)
        ]
        if rows:
            await uow.session.execute(insert(Comment), rows)
        await uow.session.execute(
            text(
                "insert into activity_counter (project_id, seq) values (:id, :seq) "
                "on conflict (project_id) do update set seq = greatest(activity_counter.seq, excluded.seq)"
            ),
            {"id": film.project_id, "seq": comments},
        )
    async with unit_of_work() as uow:
        await uow.session.execute(text("analyze comment"))


async def talk(film: Cast, every: int = 5) -> None:
    """Let each `every`th comment have a reply and two reactions, of viewers in turn."""
    viewers = f"(select user_id from member where project_id = '{film.project_id}' order by user_id)"
    spoken = (
        f"select c.id, c.seq, m.people from comment c, (select array_agg(user_id) people from {viewers} v) m "
        f"where c.video_id = '{film.video_id}' and c.seq % {every} = 0"
    )
    one = "people[1 + (seq + {step}) % array_length(people, 1)]"
    reply = f"select gen_random_uuid(), id, {one.format(step=1)}, '{BODY}', now() from ({spoken}) s"
    async with unit_of_work() as uow:
        await uow.session.execute(text(f"insert into reply (id, comment_id, author_user_id, body, created_at) {reply}"))
        for step, kind in enumerate(("like", "question")):
            given = f"select gen_random_uuid(), id, {one.format(step=step)}, '{kind}', now() from ({spoken}) s"
            await uow.session.execute(
                text(
                    f"insert into reaction (id, comment_id, author_user_id, kind, created_at) {given} on conflict do nothing"
                )
            )
    async with unit_of_work() as uow:
        await uow.session.execute(text("analyze reply, reaction"))


async def fill_project(film: Cast, films: int) -> None:
    """Let the project have `films` films, each of one version that is ready."""
    async with unit_of_work() as uow:
        held = {"project": film.project_id, "video": film.video_id, "owner": film.owner_id}
        await uow.session.execute(text("delete from video where project_id = :project and id <> :video"), held)
        await uow.session.execute(
            text(
                "insert into video (id, project_id, title, created_by, revision, created_at, updated_at) "
                "select gen_random_uuid(), :project, 'Cut ' || n, :owner, 1, now(), now() "
                "from generate_series(2, cast(:films as int)) n"
            ),
            {"project": film.project_id, "owner": film.owner_id, "films": films},
        )
        others = "id, video_id, number, status, filename, content_type, size, stored_bytes, rate_num, rate_den, frame_count, "
        others += (
            "start_frame, is_drop_frame, width, height, duration_seconds, details, search_text, rungs, is_playable, "
        )
        others += "has_renditions, has_poster, sprite_sheets, has_waveform, uploaded_by, created_at"
        await uow.session.execute(
            text(
                f"insert into version ({others}) select gen_random_uuid(), v.id, 1, 'ready', 'cut.mp4', 'video/mp4', 1000, 1000, "
                "25, 1, 10000, 0, false, 1920, 1080, 400, '{}', '', '[\"360p\"]', false, true, true, 1, true, :owner, now() "
                "from video v where v.project_id = :project and v.id <> :video"
            ),
            held,
        )
    async with unit_of_work() as uow:
        await uow.session.execute(text("analyze video, version"))


def _user(name: str) -> User:
    email = f"{new_id()}@bench.example.com"
    moment = now()
    return User(
        email=email,
        email_index=blind_index(email),
        name=name,
        password_hash="-",
        agreed_terms_at=moment,
        agreed_privacy_at=moment,
    )
