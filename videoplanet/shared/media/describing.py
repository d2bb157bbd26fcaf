"""From an opened film to its facts. Belongs to `reading`, runs in its process."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from videoplanet.shared.media.colour import PRIMARIES, RANGES, SPACES, TRANSFERS
from videoplanet.shared.media.facts import Facts, StreamFacts
from videoplanet.shared.media.film_streams import sounds
from videoplanet.shared.media.layout import lay_out
from videoplanet.shared.media.watching import Seen
from videoplanet.shared.media.wording import plain
from videoplanet.shared.timecode import FrameRate

WITHOUT_ALPHA, WITH_ALPHA = "yuv420p", "yuva420p"
MOST_STREAMS = 64
KINDS = ("video", "audio", "subtitle", "data", "attachment")


def describe(
    film: Any,
    stream: Any,
    frame: Any,
    seen: Seen,
    *,
    trims_frames: bool,
    blanks: tuple[tuple[Fraction, Fraction], ...],
    size: int,
) -> Facts:
    """A film's facts, as far as its headers and its packets tell; the conversion corrects what the pictures tell otherwise.

    Args:
        film: the opened container.
        stream: its picture stream.
        frame: the first decoded picture.
        seen: the packets, taken for pictures.
        trims_frames: whether an edit list leaves frames out.
        blanks: as in `Facts`.
        size: bytes of the file.
    """
    told = tuple(Fraction(rate) for rate in (stream.average_rate, stream.guessed_rate, stream.base_rate) if rate)
    aspect = Fraction(stream.sample_aspect_ratio or 1) or Fraction(1)
    width, height = max(1, round(frame.width * aspect)), frame.height
    rotation = int(frame.rotation) % 360
    heard = sounds(film)
    sound = film.streams[heard[0].streams[0]] if heard else None
    start_timecode, timecode_source = _start_timecode(film)
    context = stream.codec_context
    transfer = _told(frame.color_trc, context.color_trc)
    facts = Facts(
        container=film.format.name.split(",")[0],
        video_codec=context.codec.canonical_name,
        pixel_format=_pixel_format(stream, frame),
        bit_depth=max(component.bits for component in frame.format.components),
        rate=FrameRate(25),
        is_constant_rate=True,
        frame_count=1,
        width=height if rotation % 180 else width,
        height=width if rotation % 180 else height,
        stored_width=frame.width,
        stored_height=frame.height,
        pixel_aspect=aspect,
        rotation=rotation,
        is_interlaced=bool(frame.interlaced_frame),
        transfer=transfer,
        stream_index=stream.index,
        picture_start=Fraction(0),
        file_start=Fraction(film.start_time or 0, 1_000_000),
        trims_frames=trims_frames,
        blanks=blanks,
        start_timecode=start_timecode,
        audio_codec=sound.codec_context.codec.canonical_name if sound else None,
        audio_index=sound.index if sound else None,
        audio_channels=sound.codec_context.channels if sound else 0,
        audio_layout=_layout(sound.codec_context) if sound else None,
        audio_sample_rate=sound.codec_context.sample_rate if sound else 0,
        sounds=heard,
        video_profile=plain(stream.profile),
        colour_range=RANGES.get(_told(frame.color_range, context.color_range, unknown=0)),
        colour_space=SPACES.get(_told(frame.colorspace, context.colorspace)),
        colour_primaries=PRIMARIES.get(_told(frame.color_primaries, context.color_primaries)),
        colour_transfer=TRANSFERS.get(transfer),
        timecode_source=timecode_source,
        told_rates=told,
        streams=tuple(_stream(each) for each in list(film.streams)[:MOST_STREAMS] if each.type in KINDS),
    )
    facts = lay_out(facts, seen)
    return replace(facts, bit_rate=round(8 * size / facts.duration))


def _pixel_format(stream: Any, frame: Any) -> str:
    """The format's name; a VP8 or VP9 stores its transparency beside the pictures, and only the container tells."""
    name: str = frame.format.name
    is_beside = stream.metadata.get("alpha_mode") == "1" and stream.codec_context.codec.canonical_name in ("vp8", "vp9")
    return WITH_ALPHA if is_beside and name == WITHOUT_ALPHA else name


def _told(frame: Any, context: Any, unknown: int = 2) -> int:
    """A colour's number: the picture's own, else the header's; `unknown` when neither tells."""
    numbers = (int(number) for number in (frame, context) if number is not None)
    return next((number for number in numbers if number != unknown), unknown)


def _stream(stream: Any) -> StreamFacts:
    context = stream.codec_context
    sounds = stream.type == "audio" and context is not None
    return StreamFacts(
        index=stream.index,
        kind=stream.type,
        codec=context.codec.canonical_name if context is not None else None,
        language=plain(stream.metadata.get("language", "").replace("und", "")),
        title=plain(stream.metadata.get("title") or stream.metadata.get("filename")),
        channels=context.channels if sounds else 0,
        layout=_layout(context) if sounds else None,
        sample_rate=context.sample_rate if sounds else 0,
    )


def _layout(context: Any) -> str | None:
    """Which speakers the channels are for; a file that does not tell has a count only, which ffmpeg writes as "6 channels"."""
    name: str = context.layout.name
    return None if name.endswith(" channels") else name


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
                return plain(text), source
    return None, None
