"""Where the objects of a film lie in the bucket, and what each is called: the only place that says so.

`videos/{video}/{version}/` holds one version: `original` (where an upload is also assembled, part by part), `poster.jpg`, `hls/…`,
`downloads/…`, `sprite.vtt` and its sheets, `waveform.json`. What is named inside of other files, such as a sheet or a segment,
is named by whoever makes it. Nothing that a user typed is ever in a key.
"""

from __future__ import annotations

from uuid import UUID

from videoplanet.shared.media.names import CUES, sheet_name

ORIGINAL = "original"
POSTER = "poster.jpg"
WAVEFORM = "waveform.json"
SPRITE_CUES, FIRST_SHEET = CUES, sheet_name(0)
RENDITIONS = "hls"
FIRST_PLAYLIST = f"{RENDITIONS}/first.m3u8"
MASTER_PLAYLIST = f"{RENDITIONS}/master.m3u8"
DOWNLOADS = "downloads"
CONTENT_TYPES = {
    "m3u8": "application/vnd.apple.mpegurl",
    "m4s": "video/iso.segment",
    "mp4": "video/mp4",
    "jpg": "image/jpeg",
    "vtt": "text/vtt; charset=utf-8",
    "json": "application/json",
}
"""By the ending of an object's name; the original has none, and the type that was found in it."""


def video_prefix(video_id: UUID) -> str:
    """What the keys of all objects of a video begin with."""
    return f"videos/{video_id}/"


def version_prefix(video_id: UUID, version_id: UUID) -> str:
    """What the keys of all objects of a version begin with; a slash and the object's name follow."""
    return f"{video_prefix(video_id)}{version_id}"


def original_key(video_id: UUID, version_id: UUID) -> str:
    """The key of a version's original; while it is being uploaded, of the object that its parts become."""
    return f"{version_prefix(video_id, version_id)}/{ORIGINAL}"


def download_name(rung: str) -> str:
    """One size of a version as a file to take home."""
    return f"{DOWNLOADS}/{rung}.mp4"


def is_sprite(name: str) -> bool:
    """Whether an object is of the little pictures of the timeline: their sheets, and what says where each is."""
    return name.startswith("sprite")
