"""Use cases of coming back: which films to look at again, and how much is left to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from videoplanet.entities.access.authorization import authorize_project
from videoplanet.entities.access.policy import Action, allows
from videoplanet.entities.activity.operations.videos import CommentedVideo
from videoplanet.entities.overview.films import FilmOfMine, films_last_touched, remarks_on
from videoplanet.entities.overview.workload import Workload, workload_of
from videoplanet.entities.video.media_urls import poster_url
from videoplanet.entities.video.model import VersionStatus
from videoplanet.entities.video.viewing import Viewing
from videoplanet.shared.clock import rfc3339
from videoplanet.shared.db.reading import reading
from videoplanet.shared.security.principal import Principal

FILMS_OF_A_PROJECT = 200


@dataclass(frozen=True, slots=True)
class FilmCard:
    """A film in short, by its newest version.

    `status` is the version's, empty without one; `progress` in per cent, `seconds_left` an estimate; `is_playable` that it can
    be watched, even while `status` is `processing`; `may_change` that one may cancel, retry and delete; `poster_url` is signed
    and expires.
    """

    id: UUID
    title: str
    project_id: UUID
    project_name: str
    version: int
    status: str
    progress: int
    seconds_left: int | None
    error_code: str | None
    job_id: UUID | None
    is_playable: bool
    may_change: bool
    poster_url: str | None
    duration_seconds: float | None
    open_comments: int
    touched_at: datetime


async def recent_films(principal: Principal, limit: int = 8, words: str = "") -> Sequence[FilmCard]:
    """Return one's films on which something happened last, over all running projects. Guests have none.

    With `words` only those that have all of them in title, file name or technical words.
    """
    if principal.is_guest:
        return []
    async with reading() as session:
        films = await films_last_touched(session, principal.subject_id, limit, words=words)
    return [_card(principal, film) for film in films]


async def films_of_project(principal: Principal, project_id: UUID, words: str = "") -> Sequence[FilmCard]:
    """Return a project's films, at most 200, last touched first; with `words` those that have them, as `recent_films`.

    Raises:
        NotFound: the principal may not know of the project.
    """
    async with reading() as session:
        await authorize_project(session, principal, project_id, Action.SEE)
        films = await films_last_touched(
            session, principal.subject_id, FILMS_OF_A_PROJECT, project_id=project_id, words=words
        )
    return [_card(principal, film) for film in films]


async def commented_films(video_ids: Collection[UUID]) -> list[CommentedVideo]:
    """Return how films stand that were commented on, for those who see their project, which the caller has asked."""
    async with reading() as session:
        remarks = await remarks_on(session, video_ids)
    return [
        CommentedVideo(id=str(id_), open_comments=number, touched_at=rfc3339(moment)) for id_, moment, number in remarks
    ]


async def my_workload(principal: Principal) -> Workload:
    """Return how much is open for somebody."""
    if principal.is_guest:
        return Workload(0, 0, 0, 0)
    async with reading() as session:
        return await workload_of(session, principal.subject_id)


def _card(principal: Principal, film: FilmOfMine) -> FilmCard:
    is_watchable = bool(film.is_playable or film.has_stream)
    return FilmCard(
        id=film.id,
        title=film.title,
        project_id=film.project_id,
        project_name=film.project_name,
        version=film.number or 0,
        status=str(film.status or ""),
        progress=100 if film.status is VersionStatus.READY else film.percent or 0,
        seconds_left=film.seconds_left if film.status is VersionStatus.PROCESSING else None,
        error_code=film.error_code,
        job_id=film.job_id,
        is_playable=is_watchable,
        may_change=allows(film.role, Action.UPLOAD) and not film.is_archived,
        poster_url=poster_url(film.poster_of, Viewing(principal)) if film.poster_of else None,
        duration_seconds=film.duration_seconds,
        open_comments=film.open_comments,
        touched_at=film.touched_at,
    )
