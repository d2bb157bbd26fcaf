"""The films of all projects that somebody is a member of, each with what its card shows, in one statement."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Integer, Select, Uuid, and_, any_, bindparam, func, inspect, or_, select, true

from videoplanet.entities.activity.model import Activity
from videoplanet.entities.comment.model import Comment
from videoplanet.entities.comment.open import is_open
from videoplanet.entities.job.model import Job
from videoplanet.entities.project.model import Member, Project, Role
from videoplanet.entities.video.model import Version, VersionStatus, Video
from videoplanet.entities.video.search import matching
from videoplanet.shared.db.reading import Reads


@dataclass(frozen=True, slots=True)
class FilmOfMine:
    """A film, the project it is in, one's role there, when something last happened to it, and its newest version in short.

    `number` and what follows are None while the film has no version; `percent` and `seconds_left` are the job's. `has_stream` says
    that there is a rendition to watch, `poster_of` is the newest version that has a poster.
    """

    id: UUID
    title: str
    project_id: UUID
    project_name: str
    role: Role
    is_archived: bool
    touched_at: datetime
    number: int | None
    status: VersionStatus | None
    error_code: str | None
    job_id: UUID | None
    is_playable: bool | None
    has_stream: bool | None
    duration_seconds: float | None
    percent: int | None
    seconds_left: int | None
    poster_of: UUID | None
    open_comments: int


async def films_last_touched(
    session: Reads, user_id: UUID, limit: int, *, project_id: UUID | None = None, words: str = ""
) -> Sequence[FilmOfMine]:
    """Return a member's films of projects that are neither archived nor deleted, last touched first.

    With `project_id` only those of one project, archived or not; with `words` only those that have all of them.
    """
    build = _statement.__wrapped__ if words else _statement  # words are as many as there are people
    statement = build(project_id is not None, words)
    asked = {"user_id": user_id, "most": limit} | ({"project_id": project_id} if project_id else {})
    return [FilmOfMine(*row) for row in await session.execute(statement, asked)]


async def remarks_on(session: Reads, video_ids: Collection[UUID]) -> Sequence[tuple[UUID, datetime, int]]:
    """Return when something last happened to each of some films that are not deleted, and how many comments are open on it."""
    rows = await session.execute(_remarks_on(), {"video_ids": list(video_ids)})
    return [(row[0], row[1], row[2]) for row in rows]


_VIDEO: Any = inspect(Video).local_table.c
_VERSION: Any = inspect(Version).local_table.c
_PROJECT: Any = inspect(Project).local_table.c
_MEMBER: Any = inspect(Member).local_table.c
_ACTIVITY: Any = inspect(Activity).local_table.c
_JOB: Any = inspect(Job).local_table.c
_COMMENT: Any = inspect(Comment).local_table.c


@lru_cache(maxsize=2)
def _statement(of_one_project: bool, words: str) -> Select[Any]:
    film = _page(of_one_project, words).subquery("film")
    newest = (
        select(
            _VERSION.number,
            _VERSION.status,
            _VERSION.error_code,
            _VERSION.job_id,
            _VERSION.is_playable,
            or_(_VERSION.has_renditions, func.jsonb_array_length(_VERSION.rungs) > 0).label("has_stream"),
            _VERSION.duration_seconds,
        )
        .where(_VERSION.video_id == film.c.id)
        .order_by(_VERSION.number.desc())
        .limit(1)
        .lateral("newest")
    )
    poster_of = (
        select(_VERSION.id)
        .where(_VERSION.video_id == film.c.id, _VERSION.has_poster)
        .order_by(_VERSION.number.desc())
        .limit(1)
    )
    remarks = _open_on(film.c.id)
    joined = film.outerjoin(newest, true()).outerjoin(_JOB.id.table, _JOB.id == newest.c.job_id)
    query = select(*film.c, *newest.c, _JOB.progress, _JOB.seconds_left, poster_of.scalar_subquery(), remarks)
    return query.select_from(joined).order_by(film.c.touched_at.desc(), film.c.id.desc())


def _page(of_one_project: bool, words: str) -> Select[Any]:
    touched_at = _touched_at()
    mine = and_(_MEMBER.project_id == _PROJECT.id, _MEMBER.user_id == bindparam("user_id", type_=Uuid()))
    in_scope = (
        _PROJECT.id == bindparam("project_id", type_=Uuid()) if of_one_project else _PROJECT.archived_at.is_(None)
    )
    return (
        select(
            _VIDEO.id,
            _VIDEO.title,
            _VIDEO.project_id,
            _PROJECT.name.label("project_name"),
            _MEMBER.role,
            _PROJECT.archived_at.is_not(None).label("is_archived"),
            touched_at,
        )
        .join_from(_VIDEO.id.table, _PROJECT.id.table, _PROJECT.id == _VIDEO.project_id)
        .join(_MEMBER.role.table, mine)
        .where(_VIDEO.deleted_at.is_(None), _PROJECT.deleted_at.is_(None), in_scope, *matching(words))
        .order_by(touched_at.desc(), _VIDEO.id.desc())
        .limit(bindparam("most", type_=Integer()))
    )


@lru_cache(maxsize=1)
def _remarks_on() -> Select[Any]:
    asked = any_(bindparam("video_ids", type_=ARRAY(Uuid())))
    return select(_VIDEO.id, _touched_at(), _open_on(_VIDEO.id)).where(_VIDEO.id == asked, _VIDEO.deleted_at.is_(None))


def _touched_at() -> Any:
    last = (
        select(_ACTIVITY.created_at)
        .where(_ACTIVITY.video_id == _VIDEO.id)
        .order_by(_ACTIVITY.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(last, _VIDEO.updated_at).label("touched_at")


def _open_on(video_id: Any) -> Any:
    return select(func.count()).where(_COMMENT.video_id == video_id, *is_open(_COMMENT)).scalar_subquery()
