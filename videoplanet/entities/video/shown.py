"""Which version a link that shows the newest one only shows: the one place that says so.

The newest version that its guests can *watch*: while a newer one is being made, or when it failed, they go on with the one before
and learn nothing of the newer one, not even that there is one. While none can be watched it is the newest, and they see how far it
is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, bindparam, select
from sqlmodel import col

from videoplanet.entities.video.media_object import MediaKind, may_fetch
from videoplanet.entities.video.model import Version
from videoplanet.shared.db.reading import Reads


class Watchable(Protocol):
    """What of a version decides whether it can be watched."""

    @property
    def number(self) -> int:
        """Its place on the stack, from 1."""

    @property
    def rungs(self) -> list[str]:
        """Sizes that can be watched by now."""

    @property
    def is_playable(self) -> bool:
        """Whether browsers play the original."""

    @property
    def has_renditions(self) -> bool:
        """Whether the ladder is complete."""


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version, as far as it matters here."""

    number: int
    rungs: list[str]
    is_playable: bool
    has_renditions: bool


AnyVersion = TypeVar("AnyVersion", bound=Watchable)


def can_be_watched(version: Watchable, *, may_download: bool) -> bool:
    """Whether there is anything to watch: a rendition, or an original that browsers play, for those who may have it."""
    plays_original = version.is_playable and may_fetch(MediaKind.ORIGINAL, may_download=may_download)
    return version.has_renditions or bool(version.rungs) or plays_original


def shown_version(versions: Iterable[AnyVersion], *, may_download: bool) -> AnyVersion | None:
    """Return the one version of a video that a link shows which shows the newest only; None without any."""
    newest_first = sorted(versions, key=lambda version: version.number, reverse=True)
    watchable = (version for version in newest_first if can_be_watched(version, may_download=may_download))
    return next(watchable, newest_first[0] if newest_first else None)


async def watchables(session: Reads, video_ids: Collection[UUID]) -> Mapping[UUID, Sequence[VersionFacts]]:
    """Return each video's versions."""
    found: dict[UUID, list[VersionFacts]] = {video_id: [] for video_id in video_ids}
    rows = await session.execute(_WATCHABLES, {"video_ids": list(video_ids)})
    for video_id, number, rungs, is_playable, has_renditions in rows:
        found[video_id].append(VersionFacts(number, rungs, is_playable, has_renditions))
    return found


_COLUMNS = (
    col(Version.video_id),
    col(Version.number),
    col(Version.rungs),
    col(Version.is_playable),
    col(Version.has_renditions),
)
_WATCHABLES = select(*_COLUMNS).where(col(Version.video_id) == any_(bindparam("video_ids", type_=ARRAY(Uuid()))))
