"""The facts of a film as the panel writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from videoplanet.entities.video.fact_sheet import Fact, fact_sheet
from videoplanet.entities.video.model import VersionStatus
from videoplanet.entities.video.technical import StreamView, Technical, technical
from videoplanet.entities.video.view import RateView, VersionView
from videoplanet.shared.i18n.catalogue import catalogue
from videoplanet.shared.i18n.languages import Language

UPLOADED = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
DETAILS: dict[str, Any] = {
    "container": "mov",
    "video_codec": "prores",
    "video_profile": "422 HQ",
    "pixel_format": "yuv422p10le",
    "bit_depth": 10,
    "is_constant_rate": True,
    "stored_width": 1440,
    "stored_height": 1080,
    "pixel_aspect": "4/3",
    "rotation": 0,
    "is_interlaced": False,
    "colour_range": "tv",
    "colour_space": "bt2020nc",
    "colour_primaries": "bt2020",
    "colour_transfer": "smpte2084",
    "transfer": 16,
    "bit_rate": 184_300_000,
    "audio_codec": "pcm_s24le",
    "audio_layout": "5.1",
    "audio_channels": 6,
    "audio_sample_rate": 48000,
    "streams": [
        {"index": 1, "kind": "audio", "codec": "pcm_s24le", "language": "kor", "layout": "5.1"},
        {"index": 2, "kind": "audio", "codec": "pcm_s24le", "language": "eng", "layout": "stereo"},
        {"index": 3, "kind": "subtitle", "codec": "mov_text", "language": "kor"},
    ],
    "timecode_source": "tmcd",
}


def seen(details: dict[str, Any]) -> Technical:
    found = technical(DETAILS | details)
    assert found is not None
    return found


MASTER = VersionView(
    id=uuid4(),
    number=2,
    status=VersionStatus.READY,
    progress=100,
    seconds_left=None,
    is_playable=True,
    rungs=[],
    error_code=None,
    error=None,
    hint=None,
    filename="master.mov",
    size=5_200_000,
    sha256="ab" * 32,
    duration_frames=240,
    duration_seconds=10.01,
    rate=RateView(24000, 1001),
    start_timecode="10:00:00:00",
    start_frame=864000,
    is_drop_frame=False,
    width=1920,
    height=1080,
    video_codec="prores",
    audio_codec="pcm_s24le",
    hls_url=None,
    original_url=None,
    poster_url=None,
    sprite_url=None,
    sprite_vtt_url=None,
    waveform_url=None,
    downloads=[],
    technical=seen({}),
    remarks=[],
    uploaded_by=uuid4(),
    uploaded_by_guest=None,
    job_id=None,
    created_at=UPLOADED,
    ready_at=None,
)


def facts(version: VersionView, language: Language = "en", uploader: str = "Jiwoo") -> list[Fact]:
    return [fact for group in fact_sheet(version, language, uploader) for fact in group.facts]


def written(version: VersionView, language: Language = "en", uploader: str = "Jiwoo") -> dict[str, str]:
    return {fact.key: fact.value for fact in facts(version, language, uploader)}


def test_a_masters_facts_are_all_there_exact_where_the_file_is_exact() -> None:
    assert written(MASTER) == {
        "picture": "1920 × 1080",
        "stored": "1440 × 1080",
        "pixel_aspect": "4:3",
        "rate": "24000/1001 · 23.976 fps · constant",
        "length": "00:00:10:00",
        "frames": "240",
        "start": "10:00:00:00 · tmcd",
        "video_codec": "Apple ProRes · 422 HQ",
        "bit_depth": "10 bit · yuv422p10le",
        "colour": "BT.2020 · PQ (SMPTE ST 2084) · limited range",
        "audio_codec": "PCM 24 bit",
        "audio_layout": "5.1 · 6 channels",
        "sample_rate": "48 kHz",
        "tracks": "kor PCM 24 bit 5.1, eng PCM 24 bit stereo",
        "file": "master.mov",
        "container": "MOV / MP4",
        "size": "",
        "bit_rate": "184 Mbit/s",
        "subtitles": "kor mov_text",
        "uploaded": "",
        "uploader": "Jiwoo",
        "sha256": "ab" * 32,
    }
    assert next(fact.size for fact in facts(MASTER) if fact.key == "size") == 5_200_000
    assert next(fact.at for fact in facts(MASTER) if fact.key == "uploaded") == UPLOADED
    assert [fact.key for fact in facts(MASTER) if fact.copies] == ["sha256"]


def test_words_are_those_of_the_reader() -> None:
    korean = written(MASTER, "ko")
    assert korean["rate"] == "24000/1001 · 23.976 fps · 고정"
    assert korean["audio_layout"] == "5.1 · 6채널"
    assert korean["tracks"] == "kor PCM 24 bit 5.1, eng PCM 24 bit 스테레오"
    assert korean.keys() == written(MASTER, "en").keys()


def test_a_variable_rate_says_between_what_and_a_film_without_sound_says_so() -> None:
    details = {"is_constant_rate": False, "lowest_rate": 14.2, "highest_rate": 30.061, "rotation": 90}
    phone = replace(MASTER, rate=RateView(30, 1), audio_codec=None, technical=seen(details | {"audio_codec": None}))
    said = written(phone)
    assert said["rate"] == "30 fps · variable 14.2–30.061"
    assert (said["audio_codec"], said["rotation"]) == ("No sound", "90°")


def test_tracks_that_do_not_tell_which_speakers_they_are_for_say_how_many_channels_they_have() -> None:
    mono = StreamView(1, "audio", "pcm_s16le", None, None, 1, None, None)
    tracks = replace(seen({"audio_layout": None, "audio_channels": 1}), streams=[mono, replace(mono, channels=2)])
    said = written(replace(MASTER, technical=tracks))
    assert (said["audio_layout"], said["tracks"]) == ("1 channel", "PCM 16 bit 1 channel, PCM 16 bit 2 channels")


def test_what_is_not_known_yet_is_left_out() -> None:
    fresh = replace(
        MASTER,
        filename="a.mov",
        size=10,
        sha256=None,
        duration_frames=None,
        rate=None,
        start_timecode=None,
        width=None,
        height=None,
        video_codec=None,
        audio_codec=None,
        technical=None,
    )
    assert written(fresh, uploader="") == {"file": "a.mov", "size": "", "uploaded": ""}
    assert [group.name for group in fact_sheet(fresh, "ko")] == ["file"]


def test_a_guest_who_sent_it_is_told_of_without_a_name() -> None:
    assert written(replace(MASTER, uploaded_by_guest=uuid4()), uploader="")["uploader"] == "A guest of a share link"


def test_high_dynamic_range_gets_a_badge() -> None:
    assert next(fact.badge for fact in facts(MASTER) if fact.key == "colour") == "HDR"
    unnamed = {"colour_range": None, "colour_space": None, "colour_primaries": None, "colour_transfer": None}
    assert written(replace(MASTER, technical=seen(unnamed)))["colour"] == "HDR"


@pytest.mark.parametrize("kind", ["picture", "sound", "file"])
def test_every_group_and_fact_has_a_name_in_the_catalogue(kind: str) -> None:
    group = next(group for group in fact_sheet(MASTER, "ko", "Jiwoo") if group.name == kind)
    assert f"review.fact_group.{kind}" in catalogue()
    assert all(f"review.fact.{fact.key}" in catalogue() for fact in group.facts)
