"""What one run of ffmpeg saw of a film: every stored and every decoded picture with its time, on the clock ffmpeg corrected.

The same run that converts a film tells it, so what is made and what is known of the original cannot differ. Two further outputs
of it cost almost nothing: one counts decoded pictures without encoding them, one lists the packets. And each encoder tells
which decoded picture each of its frames is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from videoplanet.shared.media.facts import Facts

_PICTURES = "pictures.txt"
_PACKETS = "packets.txt"
_KEY, _LEFT_OUT = 1, 4
"""Flags of packets; what an edit list leaves out is decoded, but not shown."""
_NO_TIME = -(2**63)
_FORMAT = "{n} {ni} {tb} {pts}"
_SAME_CLOCK = ("-fps_mode:v", "passthrough", "-enc_time_base:v", "filter")
"""The times the rungs' filters see: a decoder's own are missing where a file stores none, as AVI does."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Times in ticks of `tick` seconds after ffmpeg's zero, the earliest of all streams of the file.

    `pictures` are the decoded ones in the order of presentation; `packets` the stored ones, ascending, `keys` those of them that
    need no other picture. `last_lasts` is how long
    the last stored picture is meant to stand, 0 where the file does not tell. `late` is how long after its packet's turn to be
    decoded the first picture is shown. `sound_ends` in seconds.
    """

    tick: Fraction
    pictures: Sequence[int] = field(repr=False)
    packets: Sequence[int] = field(repr=False)
    keys: Sequence[int] = field(repr=False, default=())
    last_lasts: int = 0
    late: int = 0
    sound_ends: Fraction | None = None


def watch(facts: Facts, folder: Path) -> list[str]:
    """Arguments for two outputs of a conversion, behind the others, that tell what was decoded and what was stored."""
    pictures = ["-map", f"0:{facts.stream_index}", *_SAME_CLOCK, "-c:v", "wrapped_avframe"]
    pictures += [*_told_by("v", folder / _PICTURES), "-f", "null", "-"]
    packets = ["-map", f"0:{facts.stream_index}"]
    if facts.audio_index is not None:
        packets += ["-map", f"0:{facts.audio_index}"]
    return [*pictures, *packets, "-c", "copy", "-copyinkf:v", "-f", "framecrc", str(folder / _PACKETS)]


def watch_encoder(folder: Path, name: str) -> list[str]:
    """Arguments for an output that tell which decoded picture each frame of the rung `name` is."""
    return _told_by("v", folder / f"{name}.txt")


def read_seen(folder: Path) -> Seen:
    """What `watch` wrote into `folder`.

    Raises:
        ValueError: not one picture was decoded.
    """
    lines = [line for line in _lines(folder / _PICTURES) if len(line) == 4]
    if not lines:
        raise ValueError("no picture was decoded")
    tick = Fraction(lines[0][2])
    pictures = [int(line[3]) for line in lines]
    ticks: dict[str, Fraction] = {}
    packets: list[tuple[int, int]] = []
    keys: list[tuple[int, int]] = []
    sound: list[tuple[int, int]] = []
    for words in _lines(folder / _PACKETS):
        if words[0] == "#tb":
            ticks[words[1].rstrip(":")] = Fraction(words[2])
        elif not words[0].startswith("#") and not (flags := _flags(words)) & _LEFT_OUT:
            turn, shown, lasts = (int(word.rstrip(",")) for word in words[1:4])
            time = turn if shown == _NO_TIME else shown
            (packets if words[0] == "0," else sound).append((time, lasts))
            if words[0] == "0," and flags & _KEY:
                keys.append((turn, shown))
    packets.sort()
    scale = ticks.get("0", tick) / tick
    turns = [turn for turn, _ in keys if turn * scale <= pictures[0]]
    late = pictures[0] - round(turns[-1] * scale) if turns else 0
    return Seen(
        tick=tick,
        pictures=pictures,
        packets=[round(time * scale) for time, _ in packets],
        keys=sorted(
            round((shown if shown != _NO_TIME else turn) * scale) + late * (shown == _NO_TIME) for turn, shown in keys
        ),
        last_lasts=round(packets[-1][1] * scale) if packets else 0,
        late=late,
        sound_ends=max((time + lasts for time, lasts in sound)) * ticks["1"] if sound else None,
    )


def read_frames(folder: Path, name: str) -> list[int]:
    """Which decoded picture each frame of a rung is, counted from 0.

    Raises:
        ValueError: the encoder got frames without order or without source.
    """
    pictures: list[int] = []
    for place, (number, picture, _, time) in enumerate(_lines(folder / f"{name}.txt")):
        if int(number) != place or int(time) != place or int(picture) < 0:
            raise ValueError(f"frame {place} of {name} is numbered {number} at {time}")
        pictures.append(int(picture))
    return pictures


def _told_by(kind: str, path: Path) -> list[str]:
    return [f"-stats_enc_pre:{kind}", str(path), f"-stats_enc_pre_fmt:{kind}", _FORMAT]


def _flags(words: Sequence[str]) -> int:
    """Those of a line of packets, which are told where they are anything but a key picture's."""
    told = next((word for word in words if word.startswith("F=")), None)
    return _KEY if told is None else int(told[2:].rstrip(","), 16)


def _lines(path: Path) -> Iterator[list[str]]:
    if not path.exists():
        return
    with path.open(encoding="ascii", errors="replace") as file:
        for line in file:
            if words := line.split():
                yield words
