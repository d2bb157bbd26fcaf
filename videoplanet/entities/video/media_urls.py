"""Signed addresses of a version's media on this site, by what is stored of it and by what its viewer may get."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from videoplanet.entities.video import layout
from videoplanet.entities.video.media_object import MediaKind, may_fetch
from videoplanet.entities.video.media_token import issue_media_token
from videoplanet.entities.video.model import Version, VersionStatus
from videoplanet.entities.video.plain import PlainVersion
from videoplanet.entities.video.viewing import Viewing


@dataclass(frozen=True, slots=True)
class Download:
    """Something to take home: `name` is `original` or a size of the ladder."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class MediaUrls:
    """Addresses; null while there is nothing to fetch. They expire.

    `original_url` is for those who may download only: given while browsers can play it, and for taking home once there are
    renditions. Others watch from the first rendition on. `hls_url` leads to the smallest size alone while the others are
    still being made.
    """

    hls_url: str | None
    original_url: str | None
    poster_url: str | None
    sprite_url: str | None
    sprite_vtt_url: str | None
    waveform_url: str | None
    downloads: list[Download]


def media_urls(version: Version | PlainVersion, viewing: Viewing) -> MediaUrls:
    """The addresses of a version's media for one viewer."""
    token = issue_media_token(version.id, viewing.principal, may_download=viewing.may_download)
    base = f"/media/{token}"
    takes_original = may_fetch(MediaKind.ORIGINAL, may_download=viewing.may_download)
    gives_original = takes_original and (version.is_playable or version.has_renditions)
    has_sprite = version.sprite_sheets > 0
    return MediaUrls(
        hls_url=f"{base}/{playlist}" if (playlist := _playlist(version)) else None,
        original_url=f"{base}/{layout.ORIGINAL}" if gives_original else None,
        poster_url=f"{base}/{layout.POSTER}" if version.has_poster else None,
        sprite_url=f"{base}/{layout.FIRST_SHEET}" if has_sprite else None,
        sprite_vtt_url=f"{base}/{layout.SPRITE_CUES}" if has_sprite else None,
        waveform_url=f"{base}/{layout.WAVEFORM}" if version.has_waveform else None,
        downloads=_downloads(version, base, viewing),
    )


def poster_url(version_id: UUID, viewing: Viewing) -> str:
    """The address of the poster of a version that has one, as `media_urls` says it."""
    token = issue_media_token(version_id, viewing.principal, may_download=viewing.may_download)
    return f"/media/{token}/{layout.POSTER}"


def _playlist(version: Version | PlainVersion) -> str | None:
    if version.has_renditions:
        return layout.MASTER_PLAYLIST
    return layout.FIRST_PLAYLIST if version.rungs else None


def _downloads(version: Version | PlainVersion, base: str, viewing: Viewing) -> list[Download]:
    """The original at once, the sizes once the version is complete."""
    if not may_fetch(MediaKind.DOWNLOAD, may_download=viewing.may_download):
        return []
    sizes = version.rungs if version.status is VersionStatus.READY else []
    return [
        Download(layout.ORIGINAL, f"{base}/{layout.ORIGINAL}?download=1"),
        *(Download(name, f"{base}/{layout.download_name(name)}?download=1") for name in reversed(sizes)),
    ]
