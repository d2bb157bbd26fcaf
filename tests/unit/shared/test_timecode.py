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
    *(FrameRate(whole) for whole in (24, 25, 30, 48, 50, 60, 120)),
    FrameRate(24000, 1001),
    FrameRate(12345, 678),
]
rates = st.sampled_from(RATES)


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
