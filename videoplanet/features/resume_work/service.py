"""Use cases of coming back: which films to look at again, and how much is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import authorize_project
from videoplanet.entities.access.policy import Action, allows
from videoplanet.entities.comment.repository import open_comments
from videoplanet.entities.overview.films import FilmOfMine, films_last_touched
from videoplanet.entities.overview.workload import Workload, workload_of
from videoplanet.entities.video.repository import version_stacks
from videoplanet.entities.video.view import video_view
from videoplanet.entities.video.viewing import Viewing
from videoplanet.shared.db.unit_of_work import unit_of_work
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
    async with unit_of_work() as uow:
        films = await films_last_touched(uow.session, principal.subject_id, limit, words=words)
        return await _cards(uow.session, principal, films)


async def films_of_project(principal: Principal, project_id: UUID, words: str = "") -> Sequence[FilmCard]:
    """Return a project's films, at most 200, last touched first; with `words` those that have them, as `recent_films`.

    Raises:
        NotFound: the principal may not know of the project.
    """
    async with unit_of_work() as uow:
        await authorize_project(uow.session, principal, project_id, Action.SEE)
        films = await films_last_touched(
            uow.session, principal.subject_id, FILMS_OF_A_PROJECT, project_id=project_id, words=words
        )
        return await _cards(uow.session, principal, films)


async def my_workload(principal: Principal) -> Workload:
    """Return how much is open for somebody."""
    if principal.is_guest:
        return Workload(0, 0, 0, 0)
    async with unit_of_work() as uow:
        return await workload_of(uow.session, principal.subject_id)


async def _cards(session: AsyncSession, principal: Principal, films: Sequence[FilmOfMine]) -> list[FilmCard]:
    ids = [film.video.id for film in films]
    stacks, counts = await version_stacks(session, ids), await open_comments(session, ids)
    cards: list[FilmCard] = []
    for film in films:
        versions = video_view(film.video, stacks[film.video.id], Viewing(principal)).versions
        newest = versions[-1] if versions else None
        posters = [version.poster_url for version in versions if version.poster_url]
        cards.append(
            FilmCard(
                id=film.video.id,
                title=film.video.title,
                project_id=film.video.project_id,
                project_name=film.project_name,
                version=newest.number if newest else 0,
                status=str(newest.status) if newest else "",
                progress=newest.progress if newest else 0,
                seconds_left=newest.seconds_left if newest else None,
                error_code=newest.error_code if newest else None,
                job_id=newest.job_id if newest else None,
                is_playable=newest is not None and (newest.is_playable or newest.hls_url is not None),
                may_change=allows(film.role, Action.UPLOAD) and not film.is_archived,
                poster_url=posters[-1] if posters else None,
                duration_seconds=newest.duration_seconds if newest else None,
                open_comments=counts.get(film.video.id, 0),
                touched_at=film.touched_at,
            )
        )
    return cards
