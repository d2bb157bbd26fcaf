"""What is known of a film after looking into it: plain facts, exact where the file is exact."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from videoplanet.shared.timecode import FrameRate, NotATimecode, Timebase


@dataclass(frozen=True, slots=True)
class Facts:
    """One film's properties.

    `rate` is exact frames a second; of a film with a variable rate it is the constant rate its renditions get, and
    `frame_count` counts frames at `rate` then. `width` × `height` are as displayed: pixel aspect and rotation applied.
    `rotation` is in degrees counter-clockwise. `picture_start` and `file_start` (the earliest of all streams) are seconds on the
    file's own clock.
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

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, read back by `from_json`."""
        plain: dict[str, Any] = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        plain["rate"] = {"num": self.rate.num, "den": self.rate.den}
        plain["pixel_aspect"] = str(self.pixel_aspect)
        plain["picture_start"] = str(self.picture_start)
        plain["file_start"] = str(self.file_start)
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Facts:
        """The facts that `to_json` wrote."""
        return cls(
            **{
                **plain,
                "rate": FrameRate(**plain["rate"]),
                "pixel_aspect": Fraction(plain["pixel_aspect"]),
                "picture_start": Fraction(plain["picture_start"]),
                "file_start": Fraction(plain["file_start"]),
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
