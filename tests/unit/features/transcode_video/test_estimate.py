"""Progress over all stages, and an estimate that neither jumps nor promises what nobody knows."""

from __future__ import annotations

from fractions import Fraction

import pytest

from videoplanet.features.transcode_video.estimate import Stage, TimeLeft, stage_ends
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.rungs import rungs
from videoplanet.shared.timecode import FrameRate

FILM = Facts(
    container="mov",
    video_codec="prores",
    pixel_format="yuv422p10le",
    bit_depth=10,
    rate=FrameRate(25, 1),
    is_constant_rate=True,
    frame_count=1500,
    width=1920,
    height=1080,
    stored_width=1920,
    stored_height=1080,
    pixel_aspect=Fraction(1),
    rotation=0,
    is_interlaced=False,
    transfer=1,
    stream_index=0,
    picture_start=Fraction(0),
    file_start=Fraction(0),
    trims_frames=False,
)


def test_stages_follow_each_other_and_the_last_ends_at_the_whole() -> None:
    made = rungs(FILM)
    ends = stage_ends(FILM, 10**9, made[:1], made[1:])
    assert list(ends) == list(Stage)
    assert list(ends.values()) == sorted(ends.values())
    assert ends[Stage.STORING] == pytest.approx(1)
    assert ends[Stage.FIRST] - ends[Stage.FETCHING] < ends[Stage.LADDER] - ends[Stage.FIRST]


def test_a_film_that_plays_as_it_is_has_no_first_stage() -> None:
    ends = stage_ends(FILM, 10**8, [], rungs(FILM))
    assert ends[Stage.FIRST] == ends[Stage.FETCHING]


def test_an_even_run_is_foretold_exactly() -> None:
    left = TimeLeft(0.0)
    told = [left.after(second / 100, float(second)) for second in range(0, 100, 10)]
    assert told[0] is None
    assert told[1:] == [90, 80, 70, 60, 50, 40, 30, 20, 10]


def test_nothing_is_promised_before_there_is_something_to_go_by() -> None:
    left = TimeLeft(0.0)
    assert left.after(0.0, 0.0) is None
    assert left.after(0.5, 0.2) is None
    assert left.after(0.001, 30.0) is None


def test_what_an_earlier_run_did_does_not_count_as_speed() -> None:
    left = TimeLeft(0.0)
    left.after(0.5, 0.0)
    assert left.after(0.6, 10.0) == 40


def test_a_sudden_change_moves_the_estimate_by_a_part_only() -> None:
    left = TimeLeft(0.0)
    left.after(0.0, 0.0)
    assert left.after(0.5, 50.0) == 50
    slower = left.after(0.51, 60.0)
    assert slower is not None
    assert 40 <= slower < 50


def test_the_estimate_never_says_nothing_is_left() -> None:
    left = TimeLeft(0.0)
    left.after(0.0, 0.0)
    assert left.after(1.0, 10.0) == 1
