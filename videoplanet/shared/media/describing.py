"""From an opened film to its facts. Belongs to `reading`, runs in its process."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from videoplanet.shared.media.cadence import measure
from videoplanet.shared.media.colour import PRIMARIES, RANGES, SPACES, TRANSFERS
from videoplanet.shared.media.facts import Facts, StreamFacts
from videoplanet.shared.timecode import FrameRate

MOST_STREAMS = 64
LONGEST_WORD = 200
ONE_STREAM_A_CHANNEL = ("mov", "mxf")
KINDS = ("video", "audio", "subtitle", "data", "attachment")


def describe(film: Any, stream: Any, frame: Any, stamps: Sequence[int], *, trims_frames: bool, size: int) -> Facts:
    """A film's facts.

    Args:
        film: the opened container.
        stream: its picture stream.
        frame: the first decoded picture.
        stamps: every frame's time in ticks of the stream, ascending.
        trims_frames: whether an edit list leaves frames out.
        size: bytes of the file.
    """
    told = [Fraction(rate) for rate in (stream.average_rate, stream.guessed_rate) if rate]
    rate, is_constant = measure(stamps, stream.time_base, told)
    count = len(stamps)
    if not is_constant:
        span = (stamps[-1] - stamps[0]) * stream.time_base
        count = max(1, round((span + 1 / rate) * rate))
    lowest, highest = (None, None) if is_constant else _extremes(stamps, stream.time_base)
    aspect = Fraction(stream.sample_aspect_ratio or 1) or Fraction(1)
    width, height = max(1, round(frame.width * aspect)), frame.height
    rotation = int(frame.rotation) % 360
    sounds = [audio for audio in film.streams.audio if audio.codec_context is not None]
    sound = sounds[0] if sounds else None
    start_timecode, timecode_source = _start_timecode(film)
    context = stream.codec_context
    transfer = _told(frame.color_trc, context.color_trc)
    return Facts(
        container=film.format.name.split(",")[0],
        video_codec=context.codec.canonical_name,
        pixel_format=frame.format.name,
        bit_depth=max(component.bits for component in frame.format.components),
        rate=FrameRate(rate.numerator, rate.denominator),
        is_constant_rate=is_constant,
        frame_count=count,
        width=height if rotation % 180 else width,
        height=width if rotation % 180 else height,
        stored_width=frame.width,
        stored_height=frame.height,
        pixel_aspect=aspect,
        rotation=rotation,
        is_interlaced=bool(frame.interlaced_frame),
        transfer=transfer,
        stream_index=stream.index,
        picture_start=(frame.pts or 0) * stream.time_base,
        file_start=Fraction(film.start_time or 0, 1_000_000),
        trims_frames=trims_frames,
        start_timecode=start_timecode,
        audio_codec=sound.codec_context.codec.canonical_name if sound else None,
        audio_index=sound.index if sound else None,
        audio_channels=sound.codec_context.channels if sound else 0,
        audio_layout=sound.codec_context.layout.name if sound else None,
        audio_sample_rate=sound.codec_context.sample_rate if sound else 0,
        second_audio_index=_right_channel(film, sounds),
        bit_rate=round(8 * size / (count / rate)),
        video_profile=_plain(stream.profile),
        colour_range=RANGES.get(_told(frame.color_range, context.color_range, unknown=0)),
        colour_space=SPACES.get(_told(frame.colorspace, context.colorspace)),
        colour_primaries=PRIMARIES.get(_told(frame.color_primaries, context.color_primaries)),
        colour_transfer=TRANSFERS.get(transfer),
        lowest_rate=lowest,
        highest_rate=highest,
        timecode_source=timecode_source,
        streams=tuple(_stream(each) for each in list(film.streams)[:MOST_STREAMS] if each.type in KINDS),
    )


def _told(frame: Any, context: Any, unknown: int = 2) -> int:
    """A colour's number: the picture's own, else the header's; `unknown` when neither tells."""
    numbers = (int(number) for number in (frame, context) if number is not None)
    return next((number for number in numbers if number != unknown), unknown)


def _extremes(stamps: Sequence[int], tick: Fraction) -> tuple[float | None, float | None]:
    """The lowest and the highest rate two neighbouring frames have."""
    distances = [later - earlier for earlier, later in pairwise(stamps) if later > earlier]
    if not distances:
        return None, None
    slow, fast = (1 / (distance * tick) for distance in (max(distances), min(distances)))
    return round(float(slow), 3), round(float(fast), 3)


def _right_channel(film: Any, sounds: Sequence[Any]) -> int | None:
    """The second of several mono streams that belong together, as cameras and broadcasters store stereo."""
    if film.format.name.split(",")[0] not in ONE_STREAM_A_CHANNEL or len(sounds) < 2:
        return None
    left, right = sounds[:2]
    alike = [
        (each.codec_context.name, each.codec_context.channels, each.codec_context.sample_rate, each.language)
        for each in (left, right)
    ]
    return int(right.index) if alike[0] == alike[1] and alike[0][1] == 1 else None


def _stream(stream: Any) -> StreamFacts:
    context = stream.codec_context
    sounds = stream.type == "audio" and context is not None
    return StreamFacts(
        index=stream.index,
        kind=stream.type,
        codec=context.codec.canonical_name if context is not None else None,
        language=_plain(stream.metadata.get("language", "").replace("und", "")),
        title=_plain(stream.metadata.get("title") or stream.metadata.get("filename")),
        channels=context.channels if sounds else 0,
        layout=context.layout.name if sounds else None,
        sample_rate=context.sample_rate if sounds else 0,
    )


def _start_timecode(film: Any) -> tuple[str | None, str | None]:
    """The first start timecode any part of the file names, and which kind of part that was."""
    container = film.format.name.split(",")[0]
    parts = [(stream.type, stream.metadata) for stream in film.streams]
    whole = ("file", film.metadata)
    parts = [whole, *parts] if container == "mxf" else [*parts, whole]
    for kind, metadata in parts:
        for key, text in metadata.items():
            if key.lower() == "timecode" and text:
                source = "tmcd" if container == "mov" and kind in ("data", "video") else container
                return _plain(text), source
    return None, None


def _plain(text: Any) -> str | None:
    """A header's text without what cannot be stored or shown: control characters, lone surrogates; short."""
    if not text:
        return None
    kept = "".join(letter for letter in str(text) if letter.isprintable())[:LONGEST_WORD].strip()
    return kept.encode("utf-8", "replace").decode() or None
