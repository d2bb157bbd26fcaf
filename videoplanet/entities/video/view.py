"""A video and its versions as people and programs see them. Rows stay inside; these are what leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from videoplanet.entities.video.media_urls import Download, media_urls
from videoplanet.entities.video.model import Version, VersionStatus, Video
from videoplanet.entities.video.plain import PlainVersion, PlainVideo
from videoplanet.entities.video.repository import Progress
from videoplanet.entities.video.shown import shown_version
from videoplanet.entities.video.technical import Technical, technical
from videoplanet.entities.video.viewing import Viewing
from videoplanet.shared import timecode
from videoplanet.shared.errors import hint_of
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.timecode import Timebase


@dataclass(frozen=True, slots=True)
class RateView:
    """Frames a second, exactly: `num / den`."""

    num: int
    den: int


@dataclass(frozen=True, slots=True)
class RemarkView:
    """Something a viewer should know of a film.

    `unreadable_pictures` and `incomplete_pictures` (those that need an unreadable one): `count` of them, at `frames`, first and
    last of each run, where a neighbour is shown, and `blank_pictures` (the film shows nothing there); `begins_at_key_frame`:
    `count` pictures before the first are left out;
    `silent_sound`: `count` sounds cannot be decoded.
    """

    code: str
    count: int
    frames: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version. Frames count from 0; `progress` is in per cent; `size` in bytes.

    `filename`, `size` and `sha256` say which file the original is: null for who may not have it.

    `is_playable` says that browsers play the original as it is, each frame proven to be the renditions', so that it can be
    reviewed while `status` is still `processing`. What is known of a film may be corrected until the first of its `rungs` is
    there, when its pictures have been decoded; `remarks` are said then. `rungs` names the sizes that can be watched by now,
    smallest first. `error` is `error_code` in the reader's words and `hint` what to do about it. `seconds_left` is an estimate.
    `sprite_url` is the first sheet of pictures for the timeline, `sprite_vtt_url` says which piece belongs to which second,
    `waveform_url` gives the sound's peaks.
    """

    id: UUID
    number: int
    status: VersionStatus
    progress: int
    seconds_left: int | None
    is_playable: bool
    rungs: list[str]
    error_code: str | None
    error: str | None
    hint: str | None
    filename: str | None
    size: int | None
    sha256: str | None
    duration_frames: int | None
    duration_seconds: float | None
    rate: RateView | None
    start_timecode: str | None
    start_frame: int
    is_drop_frame: bool
    width: int | None
    height: int | None
    video_codec: str | None
    audio_codec: str | None
    hls_url: str | None
    original_url: str | None
    poster_url: str | None
    sprite_url: str | None
    sprite_vtt_url: str | None
    waveform_url: str | None
    downloads: list[Download]
    technical: Technical | None
    remarks: list[RemarkView]
    uploaded_by: UUID | None
    uploaded_by_guest: UUID | None
    job_id: UUID | None
    created_at: datetime
    ready_at: datetime | None


@dataclass(frozen=True, slots=True)
class VideoView:
    """A video with its versions, oldest first. `revision` rises with every change of the video itself.

    `deleted_at` is null except in the list of what can be restored.
    """

    id: UUID
    project_id: UUID
    title: str
    revision: int
    created_by: UUID | None
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None
    versions: list[VersionView]


def video_view(
    video: Video | PlainVideo, versions: Sequence[tuple[Version | PlainVersion, Progress]], viewing: Viewing
) -> VideoView:
    """The view of a video; `versions` with the progress of their jobs, oldest first.

    Who sees one version only is told nothing that another one changed: for them the video is as old as that version.
    """
    seen, updated_at = versions, video.updated_at
    if viewing.latest_version_only:
        shown = shown_version((version for version, _ in versions), may_download=viewing.may_download)
        seen = [one for one in versions if one[0] is shown]
        updated_at = shown.created_at if shown is not None else video.created_at
    return VideoView(
        id=video.id,
        project_id=video.project_id,
        title=video.title,
        revision=video.revision,
        created_by=video.created_by,
        created_at=video.created_at,
        updated_at=updated_at,
        deleted_at=video.deleted_at,
        versions=[version_view(version, progress, viewing) for version, progress in seen],
    )


def version_view(version: Version | PlainVersion, progress: Progress, viewing: Viewing) -> VersionView:
    """The view of a version; `progress` is its job's."""
    language = viewing.principal.language
    has_rate = version.rate_num is not None and version.rate_den is not None
    urls = media_urls(version, viewing)
    knows_original = viewing.may_download or version.guest_id == viewing.principal.subject_id
    return VersionView(
        id=version.id,
        number=version.number,
        status=version.status,
        progress=100 if version.status is VersionStatus.READY else progress.percent,
        seconds_left=progress.seconds_left if version.status is VersionStatus.PROCESSING else None,
        is_playable=version.is_playable,
        rungs=version.rungs,
        error_code=version.error_code,
        error=translate(f"error.{version.error_code}", language) if version.error_code else None,
        hint=hint_of(version.error_code, language),
        filename=version.filename if knows_original else None,
        size=version.size if knows_original else None,
        sha256=version.sha256 if knows_original else None,
        duration_frames=version.frame_count,
        duration_seconds=version.duration_seconds,
        rate=RateView(version.rate_num or 0, version.rate_den or 0) if has_rate else None,
        start_timecode=timebase_of(version).start_timecode if has_rate else None,
        start_frame=version.start_frame,
        is_drop_frame=version.is_drop_frame,
        width=version.width,
        height=version.height,
        video_codec=version.video_codec,
        audio_codec=version.audio_codec,
        hls_url=urls.hls_url,
        original_url=urls.original_url,
        poster_url=urls.poster_url,
        sprite_url=urls.sprite_url,
        sprite_vtt_url=urls.sprite_vtt_url,
        waveform_url=urls.waveform_url,
        downloads=urls.downloads,
        technical=technical(version.details),
        remarks=[
            RemarkView(remark["code"], remark["count"], [(first, last) for first, last in remark["frames"]])
            for remark in version.details.get("remarks", ())
        ],
        uploaded_by=version.uploaded_by,
        uploaded_by_guest=version.guest_id,
        job_id=version.job_id,
        created_at=version.created_at,
        ready_at=version.ready_at,
    )


def timebase_of(version: Version | PlainVersion) -> Timebase:
    """How the version's frames are labelled.

    Raises:
        ValueError: nothing is known of the film yet.
    """
    if version.rate_num is None or version.rate_den is None:
        raise ValueError(f"version {version.id} has no rate")
    return timecode.timebase_of(version.rate_num, version.rate_den, version.start_frame, version.is_drop_frame)


class VideoNamed(TypedDict):
    """A video and its title."""

    id: str
    title: str


class VersionState(TypedDict):
    """A version as it is now."""

    id: str
    number: int
    status: str
    progress: int
    is_playable: bool
    rungs: list[str]
    error_code: str | None


class VersionTold(TypedDict):
    """What is told live of a version; its shape is that of `entities/activity/operations/videos.py`."""

    video: VideoNamed
    version: VersionState


def version_payload(video: Video, version: Version, progress: int) -> VersionTold:
    """What an operation about a version says: JSON-able, the same for everybody, so without signed addresses."""
    return {
        "video": {"id": str(video.id), "title": video.title},
        "version": {
            "id": str(version.id),
            "number": version.number,
            "status": version.status.value,
            "progress": 100 if version.status is VersionStatus.READY else progress,
            "is_playable": version.is_playable,
            "rungs": version.rungs,
            "error_code": version.error_code,
        },
    }
