"""Every name below a media address is of one kind, and each kind asks for one right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoplanet.entities.video.media_object import MediaKind, may_fetch, media_object

NAMES = {
    "original": MediaKind.ORIGINAL,
    "downloads/720p.mp4": MediaKind.DOWNLOAD,
    "downloads/1080p-hevc.mp4": MediaKind.DOWNLOAD,
    "hls/master.m3u8": MediaKind.STREAM,
    "hls/first.m3u8": MediaKind.STREAM,
    "hls/720p/init.mp4": MediaKind.STREAM,
    "hls/720p/segment_00001.m4s": MediaKind.STREAM,
    "poster.jpg": MediaKind.POSTER,
    "sprite-0.jpg": MediaKind.SPRITE,
    "sprite.vtt": MediaKind.SPRITE,
    "waveform.json": MediaKind.WAVEFORM,
}


@pytest.mark.parametrize(("name", "kind"), NAMES.items())
def test_a_name_is_of_one_kind(name: str, kind: MediaKind) -> None:
    found = media_object(name)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize("kind", MediaKind)
def test_only_the_stream_and_its_pictures_are_for_who_may_not_download(kind: MediaKind) -> None:
    assert may_fetch(kind, may_download=True)
    assert may_fetch(kind, may_download=False) == (kind not in (MediaKind.ORIGINAL, MediaKind.DOWNLOAD))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/original",
        "original/",
        "Original",
        "ORIGINAL",
        "original\n",
        "original.mp4",
        "original?download",
        "original%00",
        "./original",
        "hls/../original",
        "hls//master.m3u8",
        "hls/720p/../../original",
        "downloads/../original",
        "downloads//720p.mp4",
        "poster.jpg/original",
        "sprite-٣.jpg",
        "ｏriginal",
    ],
)
def test_no_other_spelling_is_a_name(name: str) -> None:
    assert media_object(name) is None


@given(st.text(alphabet=st.sampled_from("./%original\\hs2eE\n\x00"), max_size=24))
def test_nothing_that_leads_elsewhere_is_a_name(name: str) -> None:
    if media_object(name) is not None:
        assert not {"..", ".", ""} & set(name.split("/"))
