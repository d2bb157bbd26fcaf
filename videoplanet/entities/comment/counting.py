"""How many comments a video has, by version."""

from __future__ import annotations

from typing import Any, TypedDict
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, func, select
from sqlmodel import col

from videoplanet.entities.comment.model import Comment, CommentStatus
from videoplanet.entities.video.model import Version
from videoplanet.shared.db.reading import Reads


class VersionCount(TypedDict):
    """How many comments a version has: `resolved`, and those that are not yet."""

    version: int
    open: int
    resolved: int


async def comment_counts(session: Reads, video_id: UUID, version: int | None) -> list[VersionCount]:
    """Return the counts of each version that has comments, or of one version only."""
    asked = {"video_id": video_id} if version is None else {"video_id": video_id, "version": version}
    rows = await session.execute(_COUNTS if version is None else _COUNTS_OF_ONE, asked)
    return [{"version": number, "open": open_, "resolved": resolved} for number, open_, resolved in rows]


_IS_RESOLVED = col(Comment.status) == CommentStatus.RESOLVED
_COUNTS: Any = (
    select(col(Version.number), func.count().filter(~_IS_RESOLVED), func.count().filter(_IS_RESOLVED))
    .join_from(Comment, Version, col(Version.id) == col(Comment.version_id))
    .where(col(Comment.video_id) == bindparam("video_id", type_=Uuid()), col(Comment.deleted_at).is_(None))
    .group_by(col(Version.number))
    .order_by(col(Version.number))
)
_COUNTS_OF_ONE = _COUNTS.where(col(Version.number) == bindparam("version", type_=Integer()))
