"""Videos and versions as plain rows, for showing many of them: what the tables' models say, without a watch over each attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, Integer, Select, Uuid, any_, bindparam, func, inspect, select

from videoplanet.entities.job.model import Job
from videoplanet.entities.video.model import Version, VersionStatus, Video
from videoplanet.entities.video.repository import Progress
from videoplanet.entities.video.search import matching
from videoplanet.shared.db.reading import Reads


@dataclass(frozen=True, slots=True)
class PlainVideo:
    """A row of `Video`."""

    id: UUID
    project_id: UUID
    title: str
    revision: int
    created_by: UUID | None
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlainVersion:
    """What is shown of a row of `Version`."""

    id: UUID
    video_id: UUID
    number: int
    status: VersionStatus
    error_code: str | None
    filename: str
    size: int
    sha256: str | None
    rate_num: int | None
    rate_den: int | None
    frame_count: int | None
    start_frame: int
    is_drop_frame: bool
    width: int | None
    height: int | None
    duration_seconds: float | None
    video_codec: str | None
    audio_codec: str | None
    details: dict[str, Any]
    rungs: list[str]
    is_playable: bool
    has_renditions: bool
    has_poster: bool
    sprite_sheets: int
    has_waveform: bool
    job_id: UUID | None
    uploaded_by: UUID | None
    guest_id: UUID | None
    created_at: datetime
    ready_at: datetime | None


Stack = list[tuple[PlainVersion, Progress]]
"""A video's versions, oldest first, with the progress of their jobs."""


async def plain_videos(
    session: Reads,
    project_id: UUID,
    *,
    before: UUID | None,
    limit: int,
    query: str = "",
    deleted_since: datetime | None = None,
) -> Sequence[PlainVideo]:
    """Return a project's videos, newest first, those made before the video `before`.

    Args:
        query: only those that `matching` finds.
        deleted_since: only those deleted after this moment, instead of those that are not deleted.
    """
    build = _videos.__wrapped__ if query else _videos  # words are as many as there are people
    statement = build(before is not None, deleted_since is not None, query)
    given = {"before": before, "since": deleted_since}
    asked = {name: value for name, value in given.items() if value is not None}
    rows = await session.execute(statement, {"project_id": project_id, "most": limit, **asked})
    return [PlainVideo(*row) for row in rows]


async def plain_video(session: Reads, video_id: UUID) -> PlainVideo | None:
    """Return a video that is not deleted."""
    row = (await session.execute(_ONE, {"id": video_id})).first()
    return PlainVideo(*row) if row else None


async def plain_stacks(session: Reads, video_ids: Sequence[UUID]) -> dict[UUID, Stack]:
    """Return the stack of each of some videos."""
    stacks: dict[UUID, Stack] = {video_id: [] for video_id in video_ids}
    for *version, percent, seconds_left in await session.execute(_STACKS, {"video_ids": list(video_ids)}):
        plain = PlainVersion(*version)
        stacks[plain.video_id].append((plain, Progress(percent, seconds_left)))
    return stacks


_VIDEO: Any = inspect(Video).local_table.c
_VERSION: Any = inspect(Version).local_table.c
_JOB: Any = inspect(Job).local_table.c
_OF_VIDEO = tuple(_VIDEO[name] for name in PlainVideo.__dataclass_fields__)
_OF_VERSION = tuple(_VERSION[name] for name in PlainVersion.__dataclass_fields__)
_ONE = select(*_OF_VIDEO).where(_VIDEO.id == bindparam("id", type_=Uuid()), _VIDEO.deleted_at.is_(None))
_STACKS = (
    select(*_OF_VERSION, func.coalesce(_JOB.progress, 0), _JOB.seconds_left)
    .join_from(_VERSION.id.table, _JOB.id.table, _JOB.id == _VERSION.job_id, isouter=True)
    .where(_VERSION.video_id == any_(bindparam("video_ids", type_=ARRAY(Uuid()))))
    .order_by(_VERSION.number)
)


@lru_cache(maxsize=4)
def _videos(is_further: bool, are_deleted: bool, query: str) -> Select[Any]:
    found = select(*_OF_VIDEO).where(_VIDEO.project_id == bindparam("project_id", type_=Uuid()), *matching(query))
    if are_deleted:
        found = found.where(_VIDEO.deleted_at > bindparam("since", type_=DateTime(timezone=True)))
    else:
        found = found.where(_VIDEO.deleted_at.is_(None))
    if is_further:
        found = found.where(_VIDEO.id < bindparam("before", type_=Uuid()))
    return found.order_by(_VIDEO.id.desc()).limit(bindparam("most", type_=Integer()))
