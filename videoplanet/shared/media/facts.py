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
class Sound:
    """One sound to choose in the room: a stream, or mono streams that belong together.

    `streams` are their indices; two are left and right, more of them one channel each. `language` is ISO 639-2.
    """

    streams: tuple[int, ...]
    channels: int
    language: str | None = None
    title: str | None = None

    @property
    def is_mix(self) -> bool:
        """Whether several channels, one stream each, are heard together."""
        return len(self.streams) > 2


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a viewer should know of a film.

    Codes: `unreadable_pictures` (`count` of them, at the places `frames`, first and last of each run), `incomplete_pictures` (the
    same of pictures that need an unreadable one), `blank_pictures` (the same of times at which the film shows nothing); at all
    of them a neighbour is held;
    `begins_at_key_frame` (`count` stored pictures before it show nothing), `silent_sound` (`count` sounds that nobody decodes).
    """

    code: str
    count: int = 0
    frames: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """One film's properties.

    `rate` is exact frames a second; of a film with a variable rate it is the constant rate its renditions get, and `frame_count`
    counts frames at `rate`: places for all pictures, the time the last one stands, and sound that goes on. `phase` and
    `keeps_every_picture` say how pictures come to their places (`grid`), `held` are the places, first and last of each run,
    whose own pictures cannot be shown; `is_exact`: each frame is a picture of its own at n / rate, the first at 0.
    `shapes` are the displayed width ÷ height of the pictures where that changes: since when, in seconds after the first, and how.
    `blanks` are the times, in seconds on the file's own clock, at which an edit list says that nothing is shown.
    `shown` is the digest of which picture each frame is, once renditions were made.

    `told_rates` are the header's. `width` × `height` are as displayed: pixel aspect and rotation applied. `rotation` is in degrees
    counter-clockwise. `picture_start` and `file_start` (the earliest of all streams) are seconds on the file's own clock.
    `picture_late` is how long after its sound the decoder gives out the first picture, in seconds, where a file stores only the
    order of decoding (AVI).
    `lowest_rate` and `highest_rate` are the extremes of a variable rate. `bit_rate` is bits a second of the whole file. Colours
    are named as ffmpeg names them, None where the film does not tell. `sounds` are what can be heard, the one to hear first in
    front; `audio_…` are that one's. `timecode_source` is tmcd, mxf or the container's name; `timecode_rate` the rate its labels
    count at, where that is told.
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
    sounds: tuple[Sound, ...] = ()
    bit_rate: int | None = None
    video_profile: str | None = None
    colour_range: str | None = None
    colour_space: str | None = None
    colour_primaries: str | None = None
    colour_transfer: str | None = None
    lowest_rate: float | None = None
    highest_rate: float | None = None
    timecode_source: str | None = None
    timecode_rate: FrameRate | None = None
    told_rates: tuple[Fraction, ...] = ()
    phase: Fraction = Fraction(0)
    picture_late: Fraction = Fraction(0)
    keeps_every_picture: bool = True
    is_exact: bool = False
    shown: str | None = None
    held: tuple[tuple[int, int], ...] = ()
    shapes: tuple[tuple[Fraction, Fraction], ...] = ()
    blanks: tuple[tuple[Fraction, Fraction], ...] = ()
    remarks: tuple[Remark, ...] = ()
    streams: tuple[StreamFacts, ...] = ()

    @property
    def duration(self) -> Fraction:
        """Seconds from the first frame's appearance to the last one's end."""
        return self.rate.start_seconds(self.frame_count)

    @property
    def sound_shift(self) -> Fraction:
        """Seconds on ffmpeg's clock at which the sound of the first frame begins."""
        return self.picture_start - self.file_start - self.picture_late

    @property
    def timebase(self) -> Timebase:
        """How the frames are labelled; a start timecode that makes no sense at this rate counts as none."""
        try:
            return Timebase.of(self.rate, self.start_timecode, self.timecode_rate)
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
        plain["phase"] = str(self.phase)
        plain["picture_late"] = str(self.picture_late)
        plain["shapes"] = [[str(since), str(shape)] for since, shape in self.shapes]
        plain["blanks"] = [[str(since), str(until)] for since, until in self.blanks]
        plain["told_rates"] = [str(rate) for rate in self.told_rates]
        told = self.timecode_rate
        plain["timecode_rate"] = {"num": told.num, "den": told.den} if told else None
        for name in ("streams", "sounds", "remarks"):
            plain[name] = [dataclasses.asdict(each) for each in getattr(self, name)]
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Facts:
        """The facts that `to_json` wrote, now or in an earlier release; what a later one added is left out."""
        known = {field.name for field in dataclasses.fields(cls)}
        timecode_rate = plain.get("timecode_rate")
        return cls(
            **{
                **{name: value for name, value in plain.items() if name in known},
                "rate": FrameRate(**plain["rate"]),
                "pixel_aspect": Fraction(plain["pixel_aspect"]),
                "picture_start": Fraction(plain["picture_start"]),
                "file_start": Fraction(plain["file_start"]),
                "phase": Fraction(plain.get("phase", 0)),
                "picture_late": Fraction(plain.get("picture_late", 0)),
                "held": tuple((first, last) for first, last in plain.get("held", ())),
                "shapes": tuple((Fraction(since), Fraction(shape)) for since, shape in plain.get("shapes", ())),
                "blanks": tuple((Fraction(since), Fraction(until)) for since, until in plain.get("blanks", ())),
                "told_rates": tuple(Fraction(rate) for rate in plain.get("told_rates", ())),
                "timecode_rate": FrameRate(**timecode_rate) if timecode_rate else None,
                "streams": tuple(StreamFacts(**stream) for stream in plain.get("streams", ())),
                "sounds": _sounds(plain),
                "remarks": tuple(
                    Remark(each["code"], each["count"], tuple((first, last) for first, last in each["frames"]))
                    for each in plain.get("remarks", ())
                ),
            }
        )


def _sounds(plain: dict[str, Any]) -> tuple[Sound, ...]:
    """The stored sounds; from facts of an earlier release the one that was made then."""
    if "sounds" in plain:
        return tuple(Sound(**{**sound, "streams": tuple(sound["streams"])}) for sound in plain["sounds"])
    index, right = plain.get("audio_index"), plain.get("second_audio_index")
    if index is None:
        return ()
    streams = (index,) if right is None else (index, right)
    return (Sound(streams, plain.get("audio_channels", 0)),)


def may_be_played(facts: Facts) -> bool:
    """Whether browsers could play the original as it is: H.264 4:2:0 8 bit in MP4, as far as its header tells.

    Whether its seeks show the right pictures has to be proven: see `original`.
    """
    return (
        facts.container == "mov"
        and facts.video_codec == "h264"
        and facts.pixel_format in ("yuv420p", "yuvj420p")
        and facts.audio_codec in (None, "aac")
        and len(facts.sounds) == (facts.audio_codec is not None)
        and not any(len(sound.streams) > 1 for sound in facts.sounds)
        and [stream.kind for stream in facts.streams].count("video") == 1
        and facts.rotation == 0
        and not facts.trims_frames
        and not facts.is_interlaced
    )
