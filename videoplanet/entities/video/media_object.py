"""What a version's media consist of, by the names below its address, and which right each kind asks for.

The one place that says so: addresses are given out and files are handed out by `may_fetch`, so that no spelling of an address
gives more than the address that was given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from videoplanet.entities.video import layout
from videoplanet.shared.media.names import sheet_name


class MediaKind(StrEnum):
    """A kind of object."""

    ORIGINAL = "original"
    DOWNLOAD = "download"
    STREAM = "stream"
    POSTER = "poster"
    SPRITE = "sprite"
    WAVEFORM = "waveform"


@dataclass(frozen=True, slots=True)
class MediaObject:
    """One object; `ending` is that of its name, empty for the original, `rung` the size of a download."""

    kind: MediaKind
    ending: str = ""
    rung: str = ""


_TAKEN_HOME = frozenset({MediaKind.ORIGINAL, MediaKind.DOWNLOAD})
_SHEET = sheet_name("NUMBER")
_NAMES = (
    (MediaKind.ORIGINAL, re.compile(re.escape(layout.ORIGINAL))),
    (MediaKind.DOWNLOAD, re.compile(rf"{layout.DOWNLOADS}/(?P<rung>[a-z0-9-]{{1,20}})\.mp4")),
    (MediaKind.STREAM, re.compile(rf"{layout.RENDITIONS}/(?:[a-z0-9-]{{1,20}}/)?[a-z0-9_]{{1,40}}\.(?:m3u8|m4s|mp4)")),
    (MediaKind.POSTER, re.compile(re.escape(layout.POSTER))),
    (MediaKind.SPRITE, re.compile(re.escape(_SHEET).replace("NUMBER", "[0-9]{1,4}"))),
    (MediaKind.SPRITE, re.compile(re.escape(layout.SPRITE_CUES))),
    (MediaKind.WAVEFORM, re.compile(re.escape(layout.WAVEFORM))),
)


def media_object(name: str) -> MediaObject | None:
    """Return what a version has under `name`, byte for byte as it is stored; None when no version has such a thing."""
    for kind, pattern in _NAMES:
        if found := pattern.fullmatch(name):
            ending = name.rpartition(".")[2] if kind is not MediaKind.ORIGINAL else ""
            return MediaObject(kind, ending, found.groupdict().get("rung", ""))
    return None


def may_fetch(kind: MediaKind, *, may_download: bool) -> bool:
    """Whether somebody who may watch a version may have this kind of object of it.

    The original and whole files are for those who may download, however they are asked for: what is played inline can be kept.
    Watching is done with the stream, its pictures and its peaks.
    """
    return may_download or kind not in _TAKEN_HOME
