"""What a film is made of, for the "정보" panel and for programs: codecs, colour, sound, streams. Read from the stored facts.

Facts stored by an earlier release know less; what they lack is null here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_HIGH_DYNAMIC_RANGE = (16, 18)
"""PQ and HLG transfer, ITU-T H.273."""


@dataclass(frozen=True, slots=True)
class StreamView:
    """One stream of the file. `kind` is video, audio, subtitle, data or attachment; `sample_rate` in hertz."""

    index: int
    kind: str
    codec: str | None
    language: str | None
    title: str | None
    channels: int | None
    layout: str | None
    sample_rate: int | None


@dataclass(frozen=True, slots=True)
class Technical:
    """A film's properties as its file states them.

    `lowest_rate` and `highest_rate` are frames a second of a variable rate. `pixel_aspect` is a fraction, "4/3"; `rotation` in
    degrees counter-clockwise; `bit_rate` in bits a second over everything; `stored_width` × `stored_height` before rotation
    and pixel aspect; colours by their names in ITU-T H.273; `timecode_source` says where the start timecode was found.
    """

    container: str
    video_codec: str
    video_profile: str | None
    pixel_format: str
    bit_depth: int
    is_constant_rate: bool
    lowest_rate: float | None
    highest_rate: float | None
    stored_width: int
    stored_height: int
    pixel_aspect: str
    rotation: int
    is_interlaced: bool
    colour_range: str | None
    colour_space: str | None
    colour_primaries: str | None
    colour_transfer: str | None
    is_hdr: bool
    bit_rate: int | None
    audio_codec: str | None
    audio_layout: str | None
    audio_channels: int
    audio_sample_rate: int
    streams: list[StreamView]
    timecode_source: str | None


def technical(details: Mapping[str, Any]) -> Technical | None:
    """The properties in a version's stored facts; None while nothing was stored."""
    if "container" not in details:
        return None
    return Technical(
        container=details["container"],
        video_codec=details["video_codec"],
        video_profile=details.get("video_profile"),
        pixel_format=details["pixel_format"],
        bit_depth=details["bit_depth"],
        is_constant_rate=details["is_constant_rate"],
        lowest_rate=_rate(details.get("lowest_rate")),
        highest_rate=_rate(details.get("highest_rate")),
        stored_width=details["stored_width"],
        stored_height=details["stored_height"],
        pixel_aspect=_fraction(details["pixel_aspect"]),
        rotation=details["rotation"],
        is_interlaced=details["is_interlaced"],
        colour_range=details.get("colour_range"),
        colour_space=details.get("colour_space"),
        colour_primaries=details.get("colour_primaries"),
        colour_transfer=details.get("colour_transfer"),
        is_hdr=details.get("transfer") in _HIGH_DYNAMIC_RANGE,
        bit_rate=details.get("bit_rate"),
        audio_codec=details.get("audio_codec"),
        audio_layout=details.get("audio_layout"),
        audio_channels=details.get("audio_channels", 0),
        audio_sample_rate=details.get("audio_sample_rate", 0),
        streams=[_stream(stream) for stream in details.get("streams") or ()],
        timecode_source=details.get("timecode_source"),
    )


def _stream(stream: Mapping[str, Any]) -> StreamView:
    return StreamView(
        index=stream["index"],
        kind=stream["kind"],
        codec=stream.get("codec"),
        language=stream.get("language"),
        title=stream.get("title"),
        channels=stream.get("channels") or None,
        layout=stream.get("layout"),
        sample_rate=stream.get("sample_rate") or None,
    )


def _rate(stored: Any) -> float | None:
    """Frames a second, from a number or from an exact `{"num", "den"}`."""
    if isinstance(stored, Mapping):
        return round(float(stored["num"] / stored["den"]), 3)
    return None if stored is None else round(float(stored), 3)


def _fraction(stored: str) -> str:
    return stored if "/" in stored else f"{stored}/1"
