"""Which of a file's streams are the film: its picture among covers and previews, and every sound there is to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from av.stream import Disposition

from videoplanet.shared.errors import NotAVideo
from videoplanet.shared.media.facts import Sound
from videoplanet.shared.media.wording import plain

ONE_STREAM_A_CHANNEL = ("mov", "mxf")
STILL_CODECS = ("mjpeg", "png", "bmp", "gif", "webp", "tiff", "jpeg2000", "ppm")
MOST_SOUNDS = 8
LOOKED_AT = 400
"""Packets after which a stream that had only one picture counts as a still."""
_SIDE_SOUND = Disposition.comment | Disposition.visual_impaired | Disposition.hearing_impaired | Disposition.karaoke


def picture_stream(film: Any) -> Any:
    """The stream of the film's pictures: never a cover; rather moving than still, the default one, the largest, the first.

    Reads some packets where there are several; the caller begins again.

    Raises:
        NotAVideo: `video.not_a_film`, `video.audio_only` or `video.unknown_codec`.
    """
    streams = [stream for stream in film.streams.video if not stream.disposition & Disposition.attached_pic]
    if not streams:
        raise NotAVideo("video.audio_only" if film.streams.audio else "video.not_a_film")
    known = [stream for stream in streams if stream.codec_context is not None]
    if not known:
        raise NotAVideo("video.unknown_codec")
    if len(known) == 1:
        return known[0]
    moving = _moving(film, known)

    def worth(stream: Any) -> tuple[bool, bool, bool, int, int]:
        context = stream.codec_context
        return (
            stream.index in moving,
            context.codec.canonical_name not in STILL_CODECS,
            bool(stream.disposition & Disposition.default),
            context.width * context.height,
            -stream.index,
        )

    return max(known, key=worth)


def sounds(film: Any) -> tuple[Sound, ...]:
    """Every sound of the film, the one to hear first in front.

    Mono streams that are alike are the channels of one sound, as cameras and broadcasters store it: two are left and right, of
    more there is the mix, and each by itself. Of several others the default one is first, rather not a commentary.
    """
    streams = [stream for stream in film.streams.audio if stream.codec_context is not None]
    streams = streams[:MOST_SOUNDS]
    if len(streams) > 1 and film.format.name.split(",")[0] in ONE_STREAM_A_CHANNEL and _are_channels(streams):
        together = Sound(tuple(stream.index for stream in streams), len(streams), _language(streams[0]))
        return (together,) if len(streams) == 2 else (together, *(_alone(stream) for stream in streams))

    def order(stream: Any) -> tuple[bool, bool, int]:
        return bool(stream.disposition & _SIDE_SOUND), not stream.disposition & Disposition.default, stream.index

    return tuple(_alone(stream) for stream in sorted(streams, key=order))


def _moving(film: Any, streams: Sequence[Any]) -> set[int]:
    """The streams with more than one picture, as far as the beginning of the file tells."""
    seen: dict[int, int] = {stream.index: 0 for stream in streams}
    for packet in islice(film.demux(*streams), LOOKED_AT):
        if packet.size:
            seen[packet.stream_index] += 1
        if min(seen.values()) > 1:
            break
    return {index for index, count in seen.items() if count > 1}


def _are_channels(streams: Sequence[Any]) -> bool:
    alike = {
        (each.codec_context.name, each.codec_context.channels, each.codec_context.sample_rate, each.language)
        for each in streams
    }
    return len(alike) == 1 and streams[0].codec_context.channels == 1


def _alone(stream: Any) -> Sound:
    return Sound((stream.index,), stream.codec_context.channels, _language(stream), plain(stream.metadata.get("title")))


def _language(stream: Any) -> str | None:
    return plain((stream.metadata.get("language") or "").replace("und", ""))
