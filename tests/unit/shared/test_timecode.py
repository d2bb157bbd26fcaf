"""Frames, labels and typed positions: the shared vectors, and an oracle that writes out every label of a day."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoplanet.shared.timecode import FrameRate, NotATimecode, Timebase

VECTORS = json.loads((Path(__file__).parents[2] / "assets" / "timecode_vectors.json").read_text())
DROP_FRAME_RATES = [FrameRate(30000, 1001), FrameRate(60000, 1001)]
RATES = [
    *DROP_FRAME_RATES,
    *(FrameRate(whole) for whole in (1, 24, 25, 30, 48, 50, 60, 120, 240)),
    *(FrameRate(1000 * whole, 1001) for whole in (15, 24, 48, 120, 240)),
    FrameRate(25, 2),
    FrameRate(12345, 678),
]
rates = st.sampled_from(RATES) | st.builds(FrameRate, st.integers(1, 990), st.integers(1, 1001))


def timebase(vector: dict[str, Any]) -> Timebase:
    return Timebase(FrameRate(**vector["rate"]), vector["start"], vector["drop_frame"])


@lru_cache
def every_label(rate: FrameRate) -> list[str]:
    """All drop-frame labels of a day, written out by the rule of SMPTE ST 12-1 rather than computed."""

    def labels() -> Iterator[str]:
        for minute in range(24 * 60):
            for second in range(60):
                for frame in range(rate.nominal):
                    if minute % 10 and second == 0 and frame < rate.dropped_labels:
                        continue
                    yield f"{minute // 60:02}:{minute % 60:02}:{second:02};{frame:02}"

    return list(labels())


@pytest.mark.parametrize("vector", VECTORS["format"], ids=lambda vector: vector["timecode"])
def test_a_frame_has_the_label_of_the_vectors(vector: dict[str, Any]) -> None:
    assert timebase(vector).timecode(vector["frame"]) == vector["timecode"]


@pytest.mark.parametrize("vector", VECTORS["parse"], ids=lambda vector: repr(vector["text"]))
def test_a_typed_position_names_the_frame_of_the_vectors(vector: dict[str, Any]) -> None:
    if vector["frame"] is None:
        with pytest.raises(NotATimecode):
            timebase(vector).frame_at(vector["text"])
    else:
        assert timebase(vector).frame_at(vector["text"]) == vector["frame"]


@pytest.mark.parametrize("vector", VECTORS["seek"])
def test_a_seek_goes_to_the_middle_of_the_frame(vector: dict[str, Any]) -> None:
    assert float(FrameRate(**vector["rate"]).seek_seconds(vector["frame"])) == pytest.approx(
        vector["seconds"], abs=1e-9
    )


@pytest.mark.parametrize("rate", DROP_FRAME_RATES, ids=str)
def test_drop_frame_labels_are_those_written_out_for_a_whole_day(rate: FrameRate) -> None:
    day = every_label(rate)
    base = Timebase(rate, 0, drop_frame=True)
    assert base.frames_a_day == len(day)
    for frame in [*range(0, 40000), *range(len(day) - 4000, len(day)), *range(0, len(day), 997)]:
        assert base.timecode(frame) == day[frame]


@given(rate=rates, start=st.integers(0, 10**7), frame=st.integers(0, 2 * 10**6), drop_frame=st.booleans())
def test_reading_a_label_back_gives_its_frame(rate: FrameRate, start: int, frame: int, drop_frame: bool) -> None:
    base = Timebase(rate, start, drop_frame and rate.dropped_labels > 0)
    assert base.frame_at(base.timecode(frame)) == frame % base.frames_a_day


@given(rate=rates, frame=st.integers(0, 10**7))
def test_the_seek_time_lies_within_its_frame(rate: FrameRate, frame: int) -> None:
    assert rate.start_seconds(frame) < rate.seek_seconds(frame) < rate.start_seconds(frame + 1)
    assert int(Fraction(float(rate.seek_seconds(frame))) * rate.fraction) == frame


@given(rate=rates, frame=st.integers(0, 10**6))
def test_labels_go_up_with_the_frames(rate: FrameRate, frame: int) -> None:
    base = Timebase(rate, 0, rate.dropped_labels > 0)
    if frame + 1 < base.frames_a_day:
        assert base.timecode(frame) < base.timecode(frame + 1)


@given(rate=rates.filter(lambda rate: rate.is_uneven), frame=st.integers(0, 10**6))
def test_the_seconds_of_an_uneven_rates_label_are_those_of_the_clock(rate: FrameRate, frame: int) -> None:
    frame %= Timebase(rate).frames_a_day
    hours, minutes, seconds, _ = (int(part) for part in Timebase(rate).timecode(frame).split(":"))
    assert int(rate.start_seconds(frame)) == hours * 3600 + minutes * 60 + seconds


@given(rate=rates.filter(lambda rate: not rate.is_uneven), second=st.integers(0, 86399))
def test_an_even_rates_label_strays_from_the_clock_no_further_than_television_slows_a_film(
    rate: FrameRate, second: int
) -> None:
    label = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}:00"
    assert abs(rate.start_seconds(Timebase(rate).frame_at(label)) - second) <= Fraction(second, 890)


@given(
    rate=st.sampled_from([FrameRate(1000 * whole, den) for den in (1000, 1001) for whole in (24, 25, 30)]),
    ratio=st.integers(1, 8),
    hours=st.integers(0, 23),
    minutes=st.integers(0, 59),
    seconds=st.integers(0, 59),
    part=st.floats(0, 1, exclude_max=True),
)
def test_a_start_label_counted_slower_than_the_pictures_names_the_same_instant(
    rate: FrameRate, ratio: int, hours: int, minutes: int, seconds: int, part: float
) -> None:
    pictures = FrameRate(rate.num * ratio, rate.den)
    count = int(part * rate.nominal)
    label = f"{hours:02}:{minutes:02}:{seconds:02}:{count}"
    slow, fast = Timebase.of(rate, label), Timebase.of(pictures, label, counted_at=rate)
    assert abs(slow.rate.start_seconds(slow.start) - fast.rate.start_seconds(fast.start)) <= rate.start_seconds(1)


@pytest.mark.parametrize("vector", VECTORS["start"], ids=lambda vector: f"{vector['timecode']}-{vector['label']}")
def test_a_header_may_count_in_another_rate_than_the_pictures(vector: dict[str, Any]) -> None:
    rate = FrameRate(**vector["rate"])
    counted_at = vector["counted_at"] and FrameRate(**vector["counted_at"])
    if vector["start"] is None:
        with pytest.raises(NotATimecode):
            Timebase.of(rate, vector["timecode"], counted_at)
        return
    base = Timebase.of(rate, vector["timecode"], counted_at)
    assert (base.start, base.drop_frame, base.start_timecode) == (
        vector["start"],
        vector["drop_frame"],
        vector["label"],
    )


@pytest.mark.parametrize("text", ["", "80", "1:20", "54f", "24:00:00:00", "soon"])
def test_a_start_timecode_is_a_whole_label(text: str) -> None:
    with pytest.raises(NotATimecode):
        Timebase.of(FrameRate(25), text)


@given(text=st.text(max_size=20))
def test_any_text_is_a_frame_or_refused(text: str) -> None:
    with contextlib.suppress(NotATimecode):
        assert Timebase.of(FrameRate(30000, 1001)).frame_at(text) >= 0


@given(rate=st.sampled_from(DROP_FRAME_RATES), frame=st.integers(0, 10**6))
def test_drop_frame_keeps_up_with_the_clock(rate: FrameRate, frame: int) -> None:
    label = Timebase(rate, 0, drop_frame=True).timecode(frame % 2_000_000)
    hours, minutes, seconds = (int(part) for part in label.split(";")[0].split(":"))
    assert abs(float(rate.start_seconds(frame)) - (hours * 3600 + minutes * 60 + seconds)) < 1.2


@pytest.mark.parametrize(
    ("rate", "start_timecode", "start", "drop_frame"),
    [
        (FrameRate(25), None, 0, False),
        (FrameRate(30000, 1001), None, 0, True),
        (FrameRate(25), "10:00:00:00", 900000, False),
        (FrameRate(30000, 1001), "01:00:00;00", 107892, True),
        (FrameRate(30000, 1001), "01:00:00:00", 108000, False),
        (FrameRate(24000, 1001), "00:59:50;00", 24 * 3590, False),
    ],
)
def test_the_start_timecode_decides_offset_and_drop_frame(
    rate: FrameRate, start_timecode: str | None, start: int, drop_frame: bool
) -> None:
    base = Timebase.of(rate, start_timecode)
    assert (base.start, base.drop_frame) == (start, drop_frame)
    if start_timecode is not None:
        assert base.start_timecode[:8] == start_timecode[:8]


def test_a_rate_is_kept_in_lowest_terms_and_is_positive() -> None:
    assert FrameRate(50, 2) == FrameRate(25)
    assert str(FrameRate(60000, 2002)) == "30000/1001"
    with pytest.raises(ValueError, match="positive"):
        FrameRate(0)
