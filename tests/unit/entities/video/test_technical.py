"""What a film is made of, from facts of this release and of the one before."""

from __future__ import annotations

from typing import Any

from videoplanet.entities.video.technical import technical

BEFORE: dict[str, Any] = {
    "container": "mov",
    "video_codec": "hevc",
    "pixel_format": "yuv420p10le",
    "bit_depth": 10,
    "rate": {"num": 30000, "den": 1001},
    "is_constant_rate": False,
    "stored_width": 1440,
    "stored_height": 1080,
    "pixel_aspect": "4/3",
    "rotation": 90,
    "is_interlaced": False,
    "transfer": 16,
    "audio_codec": "aac",
    "audio_channels": 2,
    "audio_layout": "stereo",
    "audio_sample_rate": 48000,
}
STREAM = {"index": 2, "kind": "subtitle", "codec": "subrip", "language": "kor", "title": None, "channels": 0}


def test_facts_of_an_earlier_release_leave_out_what_they_do_not_know() -> None:
    seen = technical(BEFORE)
    assert seen is not None
    assert (seen.pixel_aspect, seen.is_hdr, seen.bit_depth, seen.rotation) == ("4/3", True, 10, 90)
    assert (seen.streams, seen.bit_rate, seen.colour_space, seen.lowest_rate) == ([], None, None, None)


def test_facts_of_today_are_told_whole() -> None:
    more = {"bit_rate": 8_000_000, "lowest_rate": 23.976, "highest_rate": {"num": 60, "den": 1}, "streams": [STREAM]}
    seen = technical(BEFORE | more | {"pixel_aspect": "1", "transfer": 1, "timecode_source": "tmcd"})
    assert seen is not None
    assert (seen.bit_rate, seen.lowest_rate, seen.highest_rate, seen.is_hdr) == (8_000_000, 23.976, 60.0, False)
    assert (seen.pixel_aspect, seen.timecode_source) == ("1/1", "tmcd")
    (stream,) = seen.streams
    assert (stream.kind, stream.codec, stream.language, stream.channels) == ("subtitle", "subrip", "kor", None)


def test_nothing_is_told_while_nothing_is_known() -> None:
    assert technical({}) is None
