"""Which files of a version a viewer may have: role × kind of object × spelling of its address, at the whole site's door."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from httpx import ASGITransport, AsyncClient

from tests.clips import Clip, make_clip
from tests.integration.films import guest_of, new_video, run_jobs
from tests.integration.people import person, project
from videoplanet.entities.video.media_object import MediaKind, media_object
from videoplanet.entities.video.media_token import issue_media_token
from videoplanet.entities.video.view import VersionView
from videoplanet.features.browse_videos.service import open_video
from videoplanet.features.deliver_media import service
from videoplanet.features.deliver_media.api import build_media
from videoplanet.features.share_video.service import ShareTerms, update_share
from videoplanet.shared.security.principal import Principal

OBJECTS = (
    "original",
    "original?download=1",
    "downloads/360p.mp4",
    "hls/master.m3u8",
    "poster.jpg",
    "sprite-0.jpg",
    "sprite.vtt",
    "waveform.json",
)
SPELLINGS = (
    "original",
    "original?download",
    "original?download=0",
    "original?DOWNLOAD=1",
    "original?x=1&download=1",
    "original?",
    "%6Friginal",
    "%6f%72%69%67%69%6e%61%6c",
    "%256Friginal",
    "/original",
    "//original",
    "original/",
    "original//",
    "./original",
    "hls/../original",
    "hls/%2e%2e/original",
    "hls%2F..%2Foriginal",
    "hls/..%5coriginal",
    "..%2Foriginal",
    "Original",
    "ORIGINAL",
    "original%00",
    "original%0a",
    "original%20",
    "original;download",
    "original.mp4",
    "original%3Fdownload",
    "%EF%BD%8Friginal",
    "downloads/360p.mp4",
    "downloads/360p.mp4?download=1",
    "downloads%2F360p.mp4",
    "downloads/../original",
    "downloads/360P.mp4",
    "hls/../downloads/360p.mp4",
)


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the seconds for which a check is remembered had passed."""
    service.forget_media()
    monkeypatch.setattr(service, "REMEMBERED_SECONDS", 0.0)


@pytest.fixture
async def media() -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(build_media()), base_url="http://127.0.0.1:3000") as client:
        yield client


@pytest.fixture
async def film(tmp_path: Path) -> tuple[Any, Any]:
    """A converted film with sound that browsers also play as it is: whose, and which."""
    owner = await person("Owner")
    clip = make_clip(tmp_path / "short.mp4", Clip(frames=25))
    view = await new_video(owner, await project(owner), clip)
    await run_jobs()
    assert (await open_video(owner.principal, view.id)).versions[0].is_playable
    return owner, view.id


async def seen_by(principal: Principal, video_id: Any) -> VersionView:
    return (await open_video(principal, video_id)).versions[-1]


def address(version: VersionView, name: str) -> str:
    """An address below the token that the viewer was given."""
    assert version.poster_url is not None
    return version.poster_url.removesuffix("poster.jpg") + name


async def asked(path: str, query: str = "", method: str = "GET", *headers: tuple[bytes, bytes]) -> tuple[int, bytes]:
    """Status and body of the application's answer to a path as a server hands it over, which no client has tidied up."""
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": list(headers),
        "client": ("203.0.113.7", 1),
        "server": ("127.0.0.1", 3000),
        "scheme": "http",
    }
    status, body = 0, b""

    async def send(message: Any) -> None:
        nonlocal status, body
        status = message.get("status", status)
        body += message.get("body", b"")

    gone = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await gone.wait()
        return {"type": "http.disconnect"}

    await build_media()(scope, receive, send)
    return status, body


async def test_each_kind_of_object_asks_for_its_right(film: tuple[Any, Any], media: AsyncClient) -> None:
    owner, video_id = film
    for_member = await seen_by(owner.principal, video_id)
    for allow_download, method in product((False, True), ("GET", "HEAD")):
        guest = await guest_of(owner, video_id, ShareTerms(allow_download=allow_download))
        for_guest = await seen_by(guest.principal, video_id)
        for name in OBJECTS:
            kind = media_object(name.partition("?")[0])
            assert kind is not None
            is_taken_home = kind.kind in (MediaKind.ORIGINAL, MediaKind.DOWNLOAD)
            assert (await media.request(method, address(for_member, name))).status_code == 200, name
            answer = await media.request(method, address(for_guest, name))
            assert answer.status_code == (200 if allow_download or not is_taken_home else 403), name


async def test_no_spelling_gives_a_guest_without_download_the_original(film: tuple[Any, Any]) -> None:
    owner, video_id = film
    guest = await guest_of(owner, video_id)
    version = await seen_by(guest.principal, video_id)
    assert (version.original_url, version.downloads) == (None, [])
    headers = (
        (b"range", b"bytes=0-99"),
        (b"if-none-match", b"*"),
        (b"x-original-url", b"/x"),
        (b"x-http-method", b"GET"),
    )
    for spelling, method, header in product(SPELLINGS, ("GET", "HEAD", "POST", "OPTIONS", "TRACE"), headers):
        path, _, query = spelling.partition("?")
        status, body = await asked(address(version, path), query, method, header)
        assert status in (403, 404, 405), (spelling, method, header)
        assert b"ftyp" not in body, (spelling, method, header)
    status, body = await asked(address(version, "poster.jpg"))
    assert (status, body[:2]) == (200, b"\xff\xd8"), "the table is asked of an address that works"


async def test_a_film_that_plays_as_it_is_shows_a_guest_without_download_nothing_before_its_first_rendition(
    tmp_path: Path, media: AsyncClient
) -> None:
    owner = await person("Owner")
    clip = make_clip(tmp_path / "short.mp4", Clip(frames=25))
    view = await new_video(owner, await project(owner), clip)
    looking = await guest_of(owner, view.id)
    taking = await guest_of(owner, view.id, ShareTerms(allow_download=True))
    before = await seen_by(looking.principal, view.id)
    assert (before.hls_url, before.original_url, before.downloads) == (None, None, [])
    to_take = await seen_by(taking.principal, view.id)
    assert (to_take.hls_url, to_take.original_url) == (None, None)
    original = to_take.downloads[0].url
    assert (await media.head(original)).status_code == 200
    await run_jobs()
    assert (await seen_by(looking.principal, view.id)).hls_url is not None


async def test_a_token_made_for_one_right_never_gains_another(film: tuple[Any, Any], media: AsyncClient) -> None:
    owner, video_id = film
    guest = await guest_of(owner, video_id, ShareTerms(allow_download=True))
    version = await seen_by(guest.principal, video_id)
    assert (await media.head(address(version, "original"))).status_code == 200
    await update_share(owner.principal, guest.share_id, {"allow_download": False})
    assert (await media.head(address(version, "original"))).status_code == 403, "the link was narrowed since"
    await update_share(owner.principal, guest.share_id, {"allow_download": True})
    narrow = issue_media_token(version.id, guest.principal, may_download=False)
    assert (await media.head(f"/media/{narrow}/original")).status_code == 403, "the token was made for less"
