"""Frames as people read them: SMPTE timecode, typed positions and the instant to seek to.

Frames are the truth (counted from 0 at the film's first picture); timecode and seconds are derived from them here and
nowhere else on the server. The browser's twin is tested against the same `tests/assets/timecode_vectors.json`.

Source: SMPTE ST 12-1, drop-frame compensation: at 30000/1001 (60000/1001) the first two (four) labels of every minute
but each tenth do not exist, so that the label keeps up with the clock; its multiples at 120 and 240 frames leave out as
many more. Rates that are no whole number and not one slowed by 1000/1001, such as 12.5, have no standard: their labels'
seconds are real ones, so that a second has 12 or 13 labels. Labels run over 24 hours and begin again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

_TIMECODE = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})([:;.,])(\d{1,3})")
_POSITION = re.compile(r"(?:(?:(\d{1,4}):)?(\d{1,5}):)?(\d{1,7})(?:[.,](\d{1,3}))?")
_FRAME = re.compile(r"(\d{1,9})\s*[fF]")
_DROPPING = (";", ".")
_SLOWED = 900
"""One part in so many: as far from a whole number as 1000/1001 takes a rate, however files round it (29.97, 23.98)."""


class NotATimecode(ValueError):
    """The text names no position."""


@dataclass(frozen=True, slots=True)
class FrameRate:
    """Frames a second as an exact fraction in lowest terms, such as 30000/1001."""

    num: int
    den: int = 1

    def __post_init__(self) -> None:
        if self.num <= 0 or self.den <= 0:
            raise ValueError(f"a frame rate is positive, not {self.num}/{self.den}")
        lowest = Fraction(self.num, self.den)
        object.__setattr__(self, "num", lowest.numerator)
        object.__setattr__(self, "den", lowest.denominator)

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.num, self.den)

    @property
    def nominal(self) -> int:
        """Most frames counted in one second of timecode: 24 for 23.976, 30 for 29.97, 13 for 12.5; at least 1."""
        return _ceil(self.num, self.den) if self.is_uneven else self._nearest

    @property
    def is_uneven(self) -> bool:
        """Whether seconds of timecode differ in their number of frames, since no whole number is near to the rate."""
        whole = self._nearest * self.den
        return _SLOWED * abs(whole - self.num) > whole

    @property
    def dropped_labels(self) -> int:
        """Labels left out a minute in drop-frame timecode: 2 at 29.97, 4 at 59.94, 0 where there is no drop-frame."""
        if self.den != 1001:
            return 0
        return {30000: 2, 60000: 4, 120000: 8, 240000: 16}.get(self.num, 0)

    @property
    def _nearest(self) -> int:
        return max(1, (2 * self.num + self.den) // (2 * self.den))

    def start_seconds(self, frame: int) -> Fraction:
        """When the frame appears, in seconds after the film's first frame."""
        return frame / self.fraction

    def seek_seconds(self, frame: int) -> Fraction:
        """The middle of the frame: where a player seeks so that rounding cannot show a neighbour."""
        return (frame + Fraction(1, 2)) / self.fraction

    def __str__(self) -> str:
        return f"{self.num}/{self.den}"


@dataclass(frozen=True, slots=True)
class Timebase:
    """How one film's frames are labelled: its rate, the label of its first frame, and whether labels are dropped.

    `start` is the first frame's label as a count of frames since 00:00:00:00.
    """

    rate: FrameRate
    start: int = 0
    drop_frame: bool = False
    # What follows from the rate, counted once: thousands of frames of one film are labelled at a time.
    _nominal: int = field(init=False, repr=False, compare=False)
    _dropped: int = field(init=False, repr=False, compare=False)
    _is_uneven: bool = field(init=False, repr=False, compare=False)
    _width: int = field(init=False, repr=False, compare=False)
    frames_a_day: int = field(init=False, repr=False, compare=False)
    """Labels in 24 hours."""

    def __post_init__(self) -> None:
        nominal, minutes = self.rate.nominal, 24 * 60
        dropped = self.rate.dropped_labels if self.drop_frame else 0
        evenly = nominal * 60 * minutes - dropped * (minutes - minutes // 10)
        object.__setattr__(self, "_nominal", nominal)
        object.__setattr__(self, "_dropped", dropped)
        object.__setattr__(self, "_is_uneven", self.rate.is_uneven)
        object.__setattr__(self, "_width", max(2, len(str(nominal - 1))))
        object.__setattr__(self, "frames_a_day", self._first_of(86400) if self._is_uneven else evenly)

    @classmethod
    def of(cls, rate: FrameRate, start_timecode: str | None = None, counted_at: FrameRate | None = None) -> Timebase:
        """The timebase of a film whose header says `start_timecode` ("01:00:00;00"; a semicolon means drop-frame).

        Without a start timecode the film starts at 0, drop-frame where the rate has it.

        Args:
            rate: Of the film's frames, which are what is labelled.
            start_timecode: The first frame's label.
            counted_at: What the header counts in, when that is not the film's rate. Cameras label 50 frames a second
                with 25 counts: the twelfth count of a second is then the frame 24.

        Raises:
            NotATimecode: `start_timecode` has no such form or a field is out of range.
        """
        if start_timecode is None:
            return cls(rate, 0, rate.dropped_labels > 0)
        label = _TIMECODE.fullmatch(start_timecode.strip())
        if label is None:
            raise NotATimecode(start_timecode)
        zero = cls(rate, 0, rate.dropped_labels > 0 and label[4] in _DROPPING)
        count = int(label[5])
        if counted_at is not None:
            if count >= counted_at.nominal:
                raise NotATimecode(start_timecode)
            count = count * rate.nominal // counted_at.nominal
        return cls(rate, zero.frame_at(f"{label[1]}:{label[2]}:{label[3]}:{count}"), zero.drop_frame)

    @property
    def start_timecode(self) -> str:
        """The label of frame 0."""
        return self.timecode(0)

    def timecode(self, frame: int) -> str:
        """The frame's label, HH:MM:SS:FF, or HH:MM:SS;FF in drop-frame."""
        nominal = self._nominal
        count = (self.start + frame) % self.frames_a_day
        if self._dropped:
            ten_minutes = nominal * 600 - self._dropped * 9
            tens, rest = divmod(count, ten_minutes)
            minutes = max(0, rest - self._dropped) // (nominal * 60 - self._dropped)
            count += self._dropped * (9 * tens + minutes)
        if self._is_uneven:
            seconds = count * self.rate.den // self.rate.num
            frames = count - self._first_of(seconds)
        else:
            seconds, frames = divmod(count, nominal)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours:02}:{minutes:02}:{seconds:02}{';' if self.drop_frame else ':'}{frames:0{self._width}}"

    def frame_at(self, text: str) -> int:
        """The frame a typed position names; the caller limits it to the film's length.

        "10:00:02:04" (or ; . , before the frames) is a label as `timecode` shows it, so the start timecode counts.
        "1:20", "1:02:03", "80" and "1:20.5" are hours, minutes and seconds of labels counted from the film's beginning.
        A label that the rate leaves out is the next one there is. "54f" is the frame number itself.

        Raises:
            NotATimecode: none of these forms, or a field is out of range.
        """
        text = text.strip()
        if label := _TIMECODE.fullmatch(text):
            hours, minutes, seconds, frames = map(int, label.group(1, 2, 3, 5))
            if hours > 23 or minutes > 59:
                raise NotATimecode(text)
            return (self._count(hours, minutes, seconds, frames, text) - self.start) % self.frames_a_day
        if frame := _FRAME.fullmatch(text):
            return int(frame[1])
        if position := _POSITION.fullmatch(text):
            total = int(position[3])
            too_many_seconds = position[2] is not None and total > 59
            too_many_minutes = position[1] is not None and int(position[2]) > 59
            if too_many_seconds or too_many_minutes:
                raise NotATimecode(text)
            total += 60 * int(position[2] or 0) + 3600 * int(position[1] or 0)
            part = Fraction(int(position[4] or 0), 10 ** len(position[4] or ""))
            minutes, seconds = divmod(total, 60)
            return self._count(0, minutes, seconds, int(part * self.rate.nominal), text)
        raise NotATimecode(text)

    def _first_of(self, seconds: int) -> int:
        """The first frame of a second of the clock, at a rate whose seconds are uneven."""
        return _ceil(seconds * self.rate.num, self.rate.den)

    def _count(self, hours: int, minutes: int, seconds: int, frames: int, text: str) -> int:
        """Frames from 00:00:00:00 to the label."""
        if seconds > 59 or frames >= self.rate.nominal:
            raise NotATimecode(text)
        minutes += 60 * hours
        if self.rate.is_uneven:
            second = 60 * minutes + seconds
            return min(self._first_of(second) + frames, self._first_of(second + 1))
        if minutes % 10 and seconds == 0:
            frames = max(frames, self._dropped)
        count = self.rate.nominal * (60 * minutes + seconds) + frames
        return count - self._dropped * (minutes - minutes // 10)


@lru_cache(maxsize=1024)
def timebase_of(num: int, den: int, start: int, drop_frame: bool) -> Timebase:
    """Return the timebase of films of a rate of `num/den` whose first frame has the label `start`."""
    return Timebase(FrameRate(num, den), start, drop_frame)


def _ceil(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)
