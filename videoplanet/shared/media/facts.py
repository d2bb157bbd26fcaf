"""What is known of a film after looking into it: plain facts, exact where the file is exact."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from videoplanet.shared.timecode import FrameRate, NotATimecode, Timebase


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """One stream of a film. `kind` is video, audio, subtitle, data or attachment; `sample_rate` in hertz."""

    index: int
    kind: str
    codec: str | None = None
    language: str | None = None
    title: str | None = None
    channels: int = 0
    layout: str | None = None
    sample_rate: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """One film's properties.

    `rate` is exact frames a second; of a film with a variable rate it is the constant rate its renditions get, and
    `frame_count` counts frames at `rate` then. `width` × `height` are as displayed: pixel aspect and rotation applied.
    `rotation` is in degrees counter-clockwise. `picture_start` and `file_start` (the earliest of all streams) are seconds on the
    file's own clock. `lowest_rate` and `highest_rate` are the extremes of a variable rate. `bit_rate` is bits a second of the
    whole file. Colours are named as ffmpeg names them, None where the film does not tell. `second_audio_index` is the right
    channel where the sound is stored as one mono stream a channel. `timecode_source` is tmcd, mxf or the container's name.
    """

    container: str
    video_codec: str
    pixel_format: str
    bit_depth: int
    rate: FrameRate
    is_constant_rate: bool
    frame_count: int
    width: int
    height: int
    stored_width: int
    stored_height: int
    pixel_aspect: Fraction
    rotation: int
    is_interlaced: bool
    transfer: int
    stream_index: int
    picture_start: Fraction
    file_start: Fraction
    trims_frames: bool
    start_timecode: str | None = None
    audio_codec: str | None = None
    audio_index: int | None = None
    audio_channels: int = 0
    audio_layout: str | None = None
    audio_sample_rate: int = 0
    second_audio_index: int | None = None
    bit_rate: int | None = None
    video_profile: str | None = None
    colour_range: str | None = None
    colour_space: str | None = None
    colour_primaries: str | None = None
    colour_transfer: str | None = None
    lowest_rate: float | None = None
    highest_rate: float | None = None
    timecode_source: str | None = None
    streams: tuple[StreamFacts, ...] = ()

    @property
    def duration(self) -> Fraction:
        """Seconds from the first frame's appearance to the last one's end."""
        return self.rate.start_seconds(self.frame_count)

    @property
    def timebase(self) -> Timebase:
        """How the frames are labelled; a start timecode that makes no sense at this rate counts as none."""
        try:
            return Timebase.of(self.rate, self.start_timecode)
        except NotATimecode:
            return Timebase.of(self.rate)

    @property
    def is_high_dynamic_range(self) -> bool:
        """PQ (16) or HLG (18) transfer, ITU-T H.273."""
        return self.transfer in (16, 18)

    def search_words(self) -> str:
        """What people may type to find such a film: see `words`."""
        from videoplanet.shared.media.words import search_words

        return search_words(self)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, read back by `from_json`."""
        plain: dict[str, Any] = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        plain["rate"] = {"num": self.rate.num, "den": self.rate.den}
        plain["pixel_aspect"] = str(self.pixel_aspect)
        plain["picture_start"] = str(self.picture_start)
        plain["file_start"] = str(self.file_start)
        plain["streams"] = [dataclasses.asdict(stream) for stream in self.streams]
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Facts:
        """The facts that `to_json` wrote, now or in an earlier release; what a later one added is left out."""
        known = {field.name for field in dataclasses.fields(cls)}
        return cls(
            **{
                **{name: value for name, value in plain.items() if name in known},
                "rate": FrameRate(**plain["rate"]),
                "pixel_aspect": Fraction(plain["pixel_aspect"]),
                "picture_start": Fraction(plain["picture_start"]),
                "file_start": Fraction(plain["file_start"]),
                "streams": tuple(StreamFacts(**stream) for stream in plain.get("streams", ())),
            }
        )


def browser_playable(facts: Facts) -> bool:
    """Whether browsers play the original as it is, with every frame where the rate says: H.264 4:2:0 8 bit in MP4.

    Stricter than "it plays": a variable rate, a first frame that is not at 0, an edit list that trims, fields or a
    rotation flag would show pictures whose number nobody can trust.
    """
    return (
        facts.container == "mov"
        and facts.video_codec == "h264"
        and facts.pixel_format in ("yuv420p", "yuvj420p")
        and facts.audio_codec in (None, "aac")
        and facts.is_constant_rate
        and facts.picture_start == 0
        and facts.rotation == 0
        and not facts.trims_frames
        and not facts.is_interlaced
    )
