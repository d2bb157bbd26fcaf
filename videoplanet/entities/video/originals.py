"""Queries for originals by what can be known of a file before it is sent: its size, and the digest over its parts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.video.model import Version, Video

MOST_FILMS = 20


@dataclass(frozen=True, slots=True)
class KnownFilm:
    """A version whose original is the same file."""

    video_id: UUID
    title: str
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Among:
    """Originals of `size` bytes in a project; only of some videos, or of some versions by number, where these are given."""

    project_id: UUID
    size: int
    videos: Collection[UUID] | None = None
    versions: Collection[tuple[UUID, int]] | None = None


async def how_many(session: AsyncSession, among: Among) -> int:
    """Return how many there are."""
    return int((await session.execute(_of(among, func.count()))).scalar_one())


async def same_files(session: AsyncSession, among: Among, parts_sha256: str) -> Sequence[KnownFilm]:
    """Return those that are the file of this digest, newest first."""
    found = _of(among, col(Video.id), col(Video.title), col(Version.number), col(Version.created_at))
    found = found.where(col(Version.parts_sha256) == parts_sha256).order_by(col(Version.created_at).desc())
    return [KnownFilm(*row) for row in await session.execute(found.limit(MOST_FILMS))]


def _of(among: Among, *columns: Any) -> Select[Any]:
    wanted: list[ColumnElement[bool]] = [
        col(Video.project_id) == among.project_id,
        col(Video.deleted_at).is_(None),
        col(Version.size) == among.size,
    ]
    if among.videos is not None:
        wanted.append(col(Video.id).in_(among.videos))
    if among.versions is not None:
        wanted.append(tuple_(col(Version.video_id), col(Version.number)).in_(among.versions))
    query: Select[Any] = select(*columns).select_from(Version)
    return query.join(Video, col(Video.id) == col(Version.video_id)).where(*wanted)
