"""Makes the demo through the same use cases that people use. Running it again adds only what is missing."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from videoplanet.entities.project.fields import ProjectFields
from videoplanet.entities.project.model import Member, ProjectStatus, Role
from videoplanet.entities.project.repository import owns_a_project, phases_of
from videoplanet.entities.user.accounts import NewAccount, add_account
from videoplanet.entities.user.repository import user_by_email
from videoplanet.features.create_project.service import create_project
from videoplanet.features.reply_to_comment.service import add_reply
from videoplanet.features.upload_video.incoming import IncomingFilm
from videoplanet.features.upload_video.service import receive_version, receive_video
from videoplanet.features.write_comment.schemas import NewComment
from videoplanet.features.write_comment.service import add_comment, resolve_comment
from videoplanet.processes.seed_demo import content
from videoplanet.processes.seed_demo.film import CLIP, make_second_cut, pieces
from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.i18n.languages import DEFAULT_TIME_ZONE
from videoplanet.shared.ids import new_id
from videoplanet.shared.security.passwords import hash_password
from videoplanet.shared.security.principal import Principal

Cast = Mapping[Role, Principal]


async def seed_demo() -> None:
    """Make the demo's accounts, with the password of the settings, and its project if the owner has none."""
    settings = get_settings()
    password = settings.required_secret(settings.demo_password, "demo_password")
    cast = {person.role: await _person(person, password) for person in content.PEOPLE}
    async with unit_of_work() as uow:
        if await owns_a_project(uow.session, cast[Role.OWNER].subject_id):
            return
    project_id = await _project(cast)
    await _conversation(cast, await _film(cast, project_id))


async def _person(person: content.DemoPerson, password: str) -> Principal:
    async with unit_of_work() as uow:
        user = await user_by_email(uow.session, person.email)
        if user is None:
            user = await add_account(uow.session, NewAccount(person.email, person.name, password))
        else:
            user.password_hash = await hash_password(password)
        return Principal("user", user.id, new_id(), user.name)


async def _project(cast: Cast) -> UUID:
    fields = ProjectFields(
        name=content.PROJECT_NAME,
        client=content.CLIENT,
        manager=content.PEOPLE[0].name,
        description=content.DESCRIPTION,
        tags=content.TAGS,
        status=ProjectStatus.REVIEW,
    )
    first_day = now().astimezone(ZoneInfo(DEFAULT_TIME_ZONE)).date() - timedelta(days=content.STARTED_DAYS_AGO)
    async with unit_of_work() as uow:
        project = await create_project(cast[Role.OWNER], fields, first_day)
        for role, person in cast.items():
            if role is not Role.OWNER:
                uow.session.add(Member(project_id=project.id, user_id=person.subject_id, role=role))
        for phase in (await phases_of(uow.session, [project.id]))[project.id][: content.PHASES_DONE]:
            phase.is_done = True
    return project.id


async def _film(cast: Cast, project_id: UUID) -> UUID:
    editor = cast[Role.EDITOR]
    with tempfile.TemporaryDirectory(prefix="videoplanet-demo-") as folder:
        second = await make_second_cut(Path(folder))
        first_film = IncomingFilm("bunny_v1.mp4", pieces(CLIP), CLIP.stat().st_size, content.FILM_TITLE)
        video = await receive_video(editor, project_id, first_film)
        await receive_version(editor, video.id, IncomingFilm("bunny_v2.mp4", pieces(second), second.stat().st_size))
    return video.id


async def _conversation(cast: Cast, video_id: UUID) -> None:
    for remark in content.COMMENTS:
        draft = NewComment(
            version=remark.version,
            frame_in=remark.frame_in,
            frame_out=remark.frame_out,
            body=remark.body,
            kind=remark.kind,
            priority=remark.priority,
        )
        stored = await add_comment(cast[remark.author], video_id, draft)
        comment_id = UUID(stored.comment["id"])
        for role, words in remark.replies:
            await add_reply(cast[role], comment_id, words)
        if remark.is_resolved:
            await resolve_comment(cast[Role.OWNER], comment_id)
