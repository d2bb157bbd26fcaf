"""The films of `tests/assets/films/`, whose headers, clocks or pictures are wrong, and what is right for each of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

FILMS = Path(__file__).parent / "assets" / "films"
OPAQUE_COLUMNS = [True, False, False, False, True, False, True, False]
"""Of the lower half of `transparent-over-colour.mov`, in eight; the others are black."""
NTSC60 = Fraction(60000, 1001)


def still(number: int, times: int) -> list[int]:
    """A picture that is held."""
    return [number] * times


@dataclass(frozen=True)
class Right:
    """What is right. `numbers` are those of the pictures shown, frame by frame; `remarks` by code and count."""

    rate: Fraction
    numbers: list[int]
    is_constant: bool = True
    is_proven: bool = False
    start: str | None = None
    remarks: dict[str, int] = field(default_factory=dict)


RIGHT = {
    "damaged-pictures-mjpeg.mov": Right(
        Fraction(25), [*range(30), *still(29, 8), *range(38, 100)], remarks={"unreadable_pictures": 8}
    ),
    "damaged-pictures-h264.mp4": Right(
        Fraction(25),
        [*range(30), *still(29, 20), *range(50, 100)],
        remarks={"unreadable_pictures": 6, "incomplete_pictures": 14},
    ),
    "field-pictures-two-stamps.ts": Right(Fraction(25), [*range(44)]),
    "field-pictures.mkv": Right(Fraction(25), [*range(44)]),
    "last-pictures-late-b.mp4": Right(
        Fraction(30), [*range(118), *still(117, 59), 118, *still(118, 59), 119], is_constant=False
    ),
    "still-at-first-b.mp4": Right(
        Fraction(30), [*still(0, 30), *still(1, 30), *still(2, 30), *range(3, 123)], is_constant=False
    ),
    "joined-clock-back.ts": Right(Fraction(25), [*range(150)]),
    "paused-camcorder-clock-ahead.ts": Right(Fraction(25), [*range(150)]),
    "intra-refresh.mp4": Right(Fraction(25), [*range(200)]),
    "every-picture-called-key.mp4": Right(Fraction(25), [*range(100)]),
    "last-picture-stands-6s.mp4": Right(Fraction(30), [*range(60), *still(59, 179)]),
    "still-with-voice.mp4": Right(Fraction(30), still(0, 180)),
    "picture-stream-first-cover.mkv": Right(Fraction(25), [*range(50)]),
    "picture-stream-first-preview.mp4": Right(Fraction(25), [*range(50)]),
    "begins-between-key-frames.ts": Right(Fraction(25), [*range(100, 160)], remarks={"begins_at_key_frame": 70}),
    "begins-between-key-frames.flv": Right(Fraction(25), [*range(50, 150)], remarks={"begins_at_key_frame": 30}),
    "one-drop-24-ms-clock.mkv": Right(Fraction(24), [*range(100), *range(99, 479)]),
    "one-drop-60-ms-clock.mkv": Right(Fraction(60), [*range(100), *range(99, 1199)]),
    "one-drop-120.mp4": Right(Fraction(120), [*range(100), *range(99, 239)]),
    "pulldown-96.mkv": Right(Fraction(24000, 1001), [*range(96)], is_constant=False),
    "timecode-counts-25-of-50.mov": Right(Fraction(50), [*range(100)], is_proven=True, start="01:00:00:24"),
    "timecode-counts-2997-of-5994.mov": Right(NTSC60, [*range(120)], is_proven=True, start="01:00:00;30"),
    "timecode-counts-30-of-120.mov": Right(Fraction(120), [*range(240)], is_proven=True, start="01:00:00:060"),
    "fps-12.5-label.mp4": Right(Fraction(25, 2), [*range(40)], is_proven=True),
    "sound-nobody-decodes.mp4": Right(Fraction(25), [*range(50)], remarks={"silent_sound": 1}),
    "six-mono-speech-on-third.mov": Right(Fraction(25), [*range(25)]),
    "b-frames.avi": Right(Fraction(25), [*range(50)]),
    "b-frames-h264.avi": Right(Fraction(25), [*range(50)]),
    "packed-b-frames.avi": Right(Fraction(25), [*range(49)]),
    "clean-aperture.mp4": Right(Fraction(25), [*range(100)], is_proven=True),
    "two-edits-b.mp4": Right(Fraction(25), [*range(20), *range(40, 60)]),
    "edit-in-gop.mp4": Right(Fraction(25), [*range(30, 50), *range(70, 90)]),
    "edits-in-gop-b.mp4": Right(Fraction(25), [*range(25), *range(75, 100)]),
    "empty-edit-between.mp4": Right(
        Fraction(25), [*range(25), *still(24, 25), *range(75, 100)], remarks={"blank_pictures": 25}
    ),
    "pulldown-few-stamps.mpg": Right(Fraction(24000, 1001), [*range(96)], is_constant=False),
    "pulldown-told-25.mkv": Right(Fraction(24000, 1001), [*range(96)], is_constant=False),
    "pixel-aspect-changes.ts": Right(Fraction(25), [*range(50), *still(-1, 50)], is_constant=False),
}
