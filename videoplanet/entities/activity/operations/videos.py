"""Events of videos and their versions."""

from __future__ import annotations

from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from videoplanet.entities.activity.operations.stored import StoredEvent, Words
from videoplanet.shared.live.event import Audience, Listing, PassingEvent, Reach
from videoplanet.shared.live.wire import Uuid, one_of

VersionStatus = Annotated[str, one_of("uploading", "processing", "ready", "failed")]
Stage = Annotated[str, one_of("fetching", "first", "ladder", "extras", "storing")]
Percent = Annotated[int, Field(ge=0, le=100)]
Rungs = Annotated[
    list[str], Field(description="Sizes that can be watched by now, smallest first.", examples=[["360p"]])
]


class VideoNamed(TypedDict):
    """A video and its title."""

    id: Uuid
    title: str


class VersionState(TypedDict):
    """A version as it is now; `error_code` says why it failed."""

    id: Uuid
    number: int
    status: VersionStatus
    progress: Percent
    is_playable: bool
    rungs: Rungs
    error_code: str | None


class VersionTold(TypedDict):
    """A version of a video."""

    video: VideoNamed
    version: VersionState


class VersionProgress(TypedDict):
    """How far a version is; `seconds_left` is an estimate."""

    id: Uuid
    number: int
    progress: Percent
    seconds_left: int | None
    rungs: Rungs
    stage: Stage
    has_poster: bool


class CommentedVideo(TypedDict):
    """A video after comments on it: how many are open, and when something last happened to it."""

    id: Uuid
    open_comments: Annotated[int, Field(ge=0)]
    touched_at: str


class CommentedVideos(TypedDict):
    """Videos that were commented on."""

    videos: list[CommentedVideo]


class ProgressTold(TypedDict):
    """How far a version is."""

    version: VersionProgress


class VideoChange(TypedDict):
    """What of a video may have changed; `revision` rises with each change of the video itself."""

    id: Uuid
    title: NotRequired[str]
    revision: NotRequired[int]


class VideoTold(TypedDict):
    """A video; what is left out has not changed."""

    video: VideoChange


_VIDEO_ID, _VERSION_ID = "0192a000-0000-7000-8000-000000000020", "0192a000-0000-7000-8000-000000000021"
_TOLD: VersionTold = {
    "video": {"id": _VIDEO_ID, "title": "예고편"},
    "version": {
        "id": _VERSION_ID,
        "number": 2,
        "status": "processing",
        "progress": 0,
        "is_playable": False,
        "rungs": [],
        "error_code": None,
    },
}


def _of_version(name: str, says: str) -> StoredEvent[VersionTold]:
    return StoredEvent(
        name=name,
        payload=VersionTold,
        audience=Audience.VERSION,
        says=says,
        example=_TOLD,
        changes=frozenset({Listing.VIDEOS, Listing.VERSIONS}),
        words=Words.OF_VIDEO,
    )


def _of_video(name: str, says: str, video: VideoChange) -> StoredEvent[VideoTold]:
    return StoredEvent(
        name=name,
        payload=VideoTold,
        audience=Audience.VIDEO,
        says=says,
        example={"video": video},
        changes=frozenset({Listing.VIDEOS}),
        words=Words.OF_VIDEO,
    )


VERSION_NEW = _of_version("version.new", "A film has arrived, as a new video or as another version of one.")
VERSION_READY = _of_version("version.ready", "Everything of a version is there.")
VERSION_FAILED = _of_version("version.failed", "A version could not be made, or it was cancelled.")
VERSION_RETRY = _of_version("version.retry", "A version is tried again.")
VIDEO_UPDATE = _of_video(
    "video.update", "A video has another title.", {"id": _VIDEO_ID, "title": "예고편", "revision": 3}
)
VIDEO_DELETE = _of_video("video.delete", "A video was deleted, with its versions and comments.", {"id": _VIDEO_ID})
VIDEO_RESTORE = _of_video("video.restore", "A deleted video came back.", {"id": _VIDEO_ID, "title": "예고편"})

VERSION_PROGRESS = PassingEvent(
    name="version.progress",
    payload=ProgressTold,
    audience=Audience.VERSION,
    says="How far the making of a version is, at most twice a second.",
    example={
        "version": {
            "id": _VERSION_ID,
            "number": 2,
            "progress": 40,
            "seconds_left": 12,
            "rungs": ["360p"],
            "stage": "ladder",
            "has_poster": True,
        }
    },
    changes=frozenset({Listing.VIDEOS, Listing.VERSIONS}),
    names_seq=True,
)

VIDEOS_COMMENTED = PassingEvent(
    name="videos.commented",
    payload=CommentedVideos,
    audience=Audience.MEMBERS,
    says="Comments were written or changed; told at most once a second, instead of each of them, to who looks at the project only.",
    example={
        "videos": [
            {
                "id": "0192a000-0000-7000-8000-000000000003",
                "open_comments": 7,
                "touched_at": "2026-03-01T09:30:00.000Z",
            }
        ]
    },
    reach=Reach.PAGES,
)
