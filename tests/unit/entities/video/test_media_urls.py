"""Which addresses a version has at each step of its making."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from videoplanet.entities.video.media_urls import media_urls
from videoplanet.entities.video.model import Version, VersionStatus
from videoplanet.entities.video.viewing import Viewing
from videoplanet.shared.config import get_settings
from videoplanet.shared.security.principal import Principal

ID = UUID("0192a000-0000-7000-8000-000000000001")
SOMEBODY = Viewing(Principal("user", ID, ID, "Somebody"))
LOOKING_ONLY = Viewing(Principal("guest", ID, ID, "Guest", share_id=ID), may_download=False)


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("VIDEOPLANET_SECRET_KEY", "s" * 40)
    get_settings.cache_clear()
    yield
    monkeypatch.undo()
    get_settings.cache_clear()


def version(**values: Any) -> Version:
    known: dict[str, Any] = {"id": ID, "video_id": ID, "number": 1, "filename": "f"}
    return Version(**{**known, "status": VersionStatus.PROCESSING, **values})


def test_before_anything_is_made_only_the_original_can_be_taken() -> None:
    urls = media_urls(version(), SOMEBODY)
    assert (urls.hls_url, urls.original_url, urls.poster_url, urls.sprite_url, urls.waveform_url) == (None,) * 5
    assert [each.name for each in urls.downloads] == ["original"]
    assert media_urls(version(), LOOKING_ONLY).downloads == []


def test_the_first_size_is_watched_alone_until_the_ladder_is_complete() -> None:
    first = media_urls(version(rungs=["360p"]), SOMEBODY)
    assert first.hls_url is not None
    assert first.hls_url.endswith("/hls/first.m3u8")
    whole = media_urls(version(rungs=["360p", "720p"], has_renditions=True), SOMEBODY)
    assert whole.hls_url is not None
    assert whole.hls_url.endswith("/hls/master.m3u8")
    assert [each.name for each in whole.downloads] == ["original"], "sizes are stored last"


def test_a_ready_version_offers_its_sizes_largest_first() -> None:
    ready = version(
        status=VersionStatus.READY, rungs=["360p", "720p"], has_renditions=True, sprite_sheets=2, has_waveform=True
    )
    urls = media_urls(ready, SOMEBODY)
    assert [each.name for each in urls.downloads] == ["original", "720p", "360p"]
    assert urls.downloads[1].url.endswith("/downloads/720p.mp4?download=1")
    assert (urls.sprite_url or "").endswith("/sprite-0.jpg")
    assert (urls.sprite_vtt_url or "").endswith("/sprite.vtt")
    assert (urls.waveform_url or "").endswith("/waveform.json")
    assert media_urls(ready, LOOKING_ONLY).downloads == []


@pytest.mark.parametrize("rungs", [[], ["360p"]])
@pytest.mark.parametrize("has_renditions", [False, True])
@pytest.mark.parametrize("status", list(VersionStatus))
def test_who_may_not_download_is_never_given_the_original(
    rungs: list[str], has_renditions: bool, status: VersionStatus
) -> None:
    film = version(status=status, is_playable=True, rungs=rungs, has_renditions=has_renditions, has_poster=True)
    urls = media_urls(film, LOOKING_ONLY)
    assert (urls.original_url, urls.downloads) == (None, [])
    assert (urls.hls_url is not None) == bool(rungs or has_renditions)
    assert urls.poster_url is not None
