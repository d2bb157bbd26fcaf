"""Media goes out by signed addresses: whole, in ranges, and only while its viewer has the right to it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import pytest
from httpx import ASGITransport, AsyncClient

from tests.clips import Clip, make_clip
from tests.integration.films import BUNNY, guest_of, new_version, new_video, run_jobs
from tests.integration.people import Person, person, project
from videoplanet.entities.user.sessions import end_sessions
from videoplanet.entities.video import media_token
from videoplanet.entities.video.view import VersionView
from videoplanet.features.browse_videos.service import delete_video, open_video, rename_video
from videoplanet.features.deliver_media import api, service
from videoplanet.features.deliver_media.api import build_media
from videoplanet.features.manage_members.service import remove_member
from videoplanet.features.share_video.service import ShareTerms, revoke_share
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.media.probe import probe
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.storage import open_object

BLOB = BUNNY.read_bytes()


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the seconds for which a check is remembered had passed."""
    service.forget_media()
    monkeypatch.setattr(service, "REMEMBERED_SECONDS", 0.0)
    monkeypatch.setattr(api, "REMEMBERED_SECONDS", 0.0)


@pytest.fixture
async def media() -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(build_media())
    async with AsyncClient(transport=transport, base_url="http://127.0.0.1:3000") as client:
        yield client


@dataclass
class Uploaded:
    owner: Person
    project_id: Any
    video_id: Any
    version: VersionView

    @property
    def original(self) -> str:
        return original_of(self.version)


def original_of(version: VersionView) -> str:
    """The original's address, which whoever may take it home has at once."""
    return version.downloads[0].url.removesuffix("?download=1")


@pytest.fixture
async def bunny() -> Uploaded:
    owner = await person("Owner")
    project_id = await project(owner)
    view = await new_video(owner, project_id, BUNNY)
    return Uploaded(owner, project_id, view.id, view.versions[0])


@pytest.fixture
async def short(tmp_path: Path) -> Uploaded:
    """A film that is converted quickly."""
    owner = await person("Owner")
    project_id = await project(owner)
    film = make_clip(tmp_path / "short.mp4", Clip(frames=25, width=1280, height=720))
    view = await new_video(owner, project_id, film)
    return Uploaded(owner, project_id, view.id, view.versions[0])


async def seen_by(principal: Principal, video_id: Any) -> VersionView:
    return (await open_video(principal, video_id)).versions[-1]


async def test_the_original_comes_whole_and_well_labelled(bunny: Uploaded, media: AsyncClient) -> None:
    answer = await media.get(bunny.original)
    assert answer.status_code == 200
    assert answer.content == BLOB
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    cache = answer.headers["cache-control"]
    assert cache.startswith("private, max-age=")
    assert cache.endswith(", immutable")
    assert 0 < int(cache.split("=")[1].split(",")[0]) <= 7200


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [("bytes=0-", 0, len(BLOB)), ("bytes=100-199", 100, 200), ("bytes=-500", len(BLOB) - 500, len(BLOB))],
)
async def test_a_range_comes_as_asked(wanted: str, start: int, end: int, bunny: Uploaded, media: AsyncClient) -> None:
    answer = await media.get(bunny.original, headers={"Range": wanted})
    assert answer.status_code == 206
    assert answer.content == BLOB[start:end]
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(BLOB)}"
    assert answer.headers["content-length"] == str(end - start)


async def test_a_range_past_the_end_is_told_the_size(bunny: Uploaded, media: AsyncClient) -> None:
    answer = await media.get(bunny.original, headers={"Range": f"bytes={len(BLOB)}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(BLOB)}"
    assert answer.content == b""


async def test_entity_tags_save_bodies_and_guard_ranges(bunny: Uploaded, media: AsyncClient) -> None:
    tag = (await media.get(bunny.original)).headers["etag"]
    known = await media.get(bunny.original, headers={"If-None-Match": tag})
    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", tag)
    same = await media.get(bunny.original, headers={"Range": "bytes=0-9", "If-Range": tag})
    assert (same.status_code, same.content) == (206, BLOB[:10])
    other = await media.get(bunny.original, headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert (other.status_code, other.content) == (200, BLOB)


async def test_several_ranges_are_answered_with_the_whole(bunny: Uploaded, media: AsyncClient) -> None:
    answer = await media.get(bunny.original, headers={"Range": "bytes=0-1,5-6"})
    assert (answer.status_code, answer.content) == (200, BLOB)


async def test_head_tells_everything_but_the_body(bunny: Uploaded, media: AsyncClient) -> None:
    head = await media.head(bunny.original)
    whole = await media.get(bunny.original)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-length", "content-type", "etag", "accept-ranges", "content-disposition"):
        assert head.headers[name] == whole.headers[name]


async def test_every_file_a_playlist_names_is_there(short: Uploaded, media: AsyncClient) -> None:
    await run_jobs()
    version = await seen_by(short.owner.principal, short.video_id)
    assert version.hls_url is not None
    assert version.poster_url is not None
    fetched: dict[str, str] = {}
    waiting = [version.hls_url]
    while waiting:
        address = waiting.pop()
        answer = await media.get(address)
        assert answer.status_code == 200, address
        fetched[address.split("/")[-1]] = answer.headers["content-type"]
        if address.endswith(".m3u8"):
            names = [line for line in answer.text.splitlines() if line and not line.startswith("#")]
            names += re.findall(r'URI="([^"]+)"', answer.text)
            waiting += [urljoin(address, name) for name in names]
    assert fetched["master.m3u8"] == fetched["index.m3u8"] == "application/vnd.apple.mpegurl"
    assert fetched["00000.m4s"] == "video/iso.segment"
    poster = await media.get(version.poster_url)
    assert (poster.headers["content-type"], poster.content[:2]) == ("image/jpeg", b"\xff\xd8")


async def test_a_download_is_named_as_its_sender_called_it(media: AsyncClient, tmp_path: Any) -> None:
    owner = await person("Owner")
    film = make_clip(tmp_path / '브랜드 필름 "최종".mp4', Clip(frames=5, sound=False))
    view = await new_video(owner, await project(owner), film)
    address = original_of(view.versions[0])
    answer = await media.get(address, params={"download": "1"})
    exact = quote(film.name, safe="")
    assert answer.headers["content-disposition"] == f"attachment; filename=\"_ _ _.mp4\"; filename*=UTF-8''{exact}"
    assert (await media.get(address)).headers["content-disposition"].startswith("inline")


async def test_each_size_comes_as_one_film_named_after_title_version_and_size(
    short: Uploaded, media: AsyncClient, tmp_path: Any
) -> None:
    assert [each.name for each in short.version.downloads] == ["original"]
    await rename_video(short.owner.principal, short.video_id, "브랜드 필름 60초")
    await run_jobs()
    version = await seen_by(short.owner.principal, short.video_id)
    assert [each.name for each in version.downloads] == ["original", "720p", "360p"]
    answer = await media.get(version.downloads[1].url)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "video/mp4")
    name = "브랜드 필름 60초-v1-720p.mp4"
    assert answer.headers["content-disposition"].endswith(f"filename*=UTF-8''{quote(name, safe='')}")
    assert answer.headers["content-disposition"].startswith('attachment; filename="_ _ 60_-v1-720p.mp4"')
    path = tmp_path / "taken.mp4"
    path.write_bytes(answer.content)
    facts = await probe(path)
    assert (facts.frame_count, facts.height, facts.audio_codec) == (version.duration_frames, 720, "aac")
    part = await media.get(version.downloads[1].url, headers={"Range": "bytes=0-99"})
    assert (part.status_code, part.content) == (206, answer.content[:100])


async def test_a_guest_without_the_right_to_download_watches_every_size_and_takes_none(
    short: Uploaded, media: AsyncClient
) -> None:
    await run_jobs()
    guest = await guest_of(short.owner, short.video_id)
    version = await seen_by(guest.principal, short.video_id)
    assert version.downloads == []
    assert version.hls_url is not None
    base = version.hls_url.removesuffix("hls/master.m3u8")
    for name in ("downloads/720p.mp4", "downloads/720p.mp4?download", "original?download=1"):
        refused = await media.get(base + name)
        assert (refused.status_code, refused.json()["code"]) == (403, "media.no_download"), name
    assert (await media.get(f"{base}hls/720p/index.m3u8")).status_code == 200


async def test_pictures_for_the_timeline_and_the_sounds_peaks_are_there(short: Uploaded, media: AsyncClient) -> None:
    assert (short.version.sprite_url, short.version.sprite_vtt_url, short.version.waveform_url) == (None, None, None)
    await run_jobs()
    version = await seen_by(short.owner.principal, short.video_id)
    assert version.sprite_url is not None
    assert version.sprite_vtt_url is not None
    assert version.waveform_url is not None
    sprite = await media.get(version.sprite_url)
    assert (sprite.headers["content-type"], sprite.content[:2]) == ("image/jpeg", b"\xff\xd8")
    cues = await media.get(version.sprite_vtt_url)
    assert cues.headers["content-type"] == "text/vtt; charset=utf-8"
    assert "sprite-0.jpg#xywh=0,0," in cues.text
    peaks = (await media.get(version.waveform_url)).json()["peaks"]
    assert 0 < max(peaks) <= 255


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("https://elsewhere.example.com", None),
        ("http://127.0.0.1:3001", None),
        ("null", None),
    ],
)
async def test_only_the_sites_own_pages_may_read_across_origins(
    origin: str, allowed: str | None, bunny: Uploaded, media: AsyncClient
) -> None:
    answer = await media.get(bunny.original, headers={"Origin": origin, "Range": "bytes=0-1"})
    assert answer.headers.get("access-control-allow-origin") == allowed
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["vary"] == "Origin"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "other",
        "original/",
        "hls/../original",
        "hls/%2e%2e/original",
        "../../original",
        "/original",
        "hls//master.m3u8",
        "hls/360p/../../original",
        "hls/master.m3u8\x00",
        "hls/MASTER.m3u8",
        "hls/master.m3u8?x",
        "poster.jpg/..",
        "hls/nothing.m3u8",
        "downloads/../original.mp4",
        "downloads/720p.mp4",
        "downloads/720P.mp4",
        "downloads/720p/x.mp4",
        "sprite-0.jpg",
        "sprite-.jpg",
        "sprite-0.vtt",
        "waveform.json/..",
        "poster.json",
    ],
)
async def test_no_other_name_reaches_a_file(name: str, bunny: Uploaded) -> None:
    token = bunny.original.split("/")[2]
    answered: list[Any] = []

    async def send(message: Any) -> None:
        answered.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    await build_media()(scope_of(f"/media/{token}/{name}"), receive, send)
    assert answered[0]["status"] == 404
    assert (b"content-type", b"application/problem+json") in answered[0]["headers"]


async def test_a_changed_address_is_none_of_ours(bunny: Uploaded, media: AsyncClient) -> None:
    token = bunny.original.split("/")[2]
    for changed in (token[:-1], token + "A", token.swapcase(), "x", ("B" if token[0] == "A" else "A") + token[1:]):
        assert (await media.get(f"/media/{changed}/original")).status_code == 404


async def test_an_old_address_has_expired(bunny: Uploaded, media: AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    later = now() + timedelta(seconds=7201)
    monkeypatch.setattr(media_token, "now", lambda: later)
    answer = await media.get(bunny.original, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.json()["code"]) == (403, "media.expired")


async def test_a_session_that_ended_gets_nothing_more(bunny: Uploaded, media: AsyncClient) -> None:
    async with unit_of_work() as uow:
        await end_sessions(uow, [bunny.owner.tokens.session_id])
    assert (await media.get(bunny.original)).status_code == 401


async def test_a_member_who_was_removed_gets_nothing_more(bunny: Uploaded, media: AsyncClient) -> None:
    viewer = await person("Viewer")
    other = await project(bunny.owner, "다른 캠페인", viewer=viewer)
    view = await new_video(bunny.owner, other, BUNNY)
    address = original_of(await seen_by(viewer.principal, view.id))
    assert (await media.head(address)).status_code == 200
    await remove_member(bunny.owner.principal, other, viewer.id)
    assert (await media.head(address)).status_code == 404


async def test_a_deleted_video_gives_nothing_more(bunny: Uploaded, media: AsyncClient) -> None:
    await delete_video(bunny.owner.principal, bunny.video_id)
    assert (await media.get(bunny.original)).status_code == 404


async def test_a_guest_watches_until_the_link_is_withdrawn(short: Uploaded, media: AsyncClient) -> None:
    await run_jobs()
    guest = await guest_of(short.owner, short.video_id)
    address = (await seen_by(guest.principal, short.video_id)).hls_url
    assert address is not None
    assert (await media.head(address)).status_code == 200
    await revoke_share(short.owner.principal, guest.share_id)
    answer = await media.get(address)
    assert (answer.status_code, answer.json()["code"]) == (401, "share.revoked")


async def test_a_link_to_the_latest_version_gives_no_older_one(bunny: Uploaded, media: AsyncClient) -> None:
    guest = await guest_of(bunny.owner, bunny.video_id, ShareTerms(latest_version_only=True, allow_download=True))
    first = original_of(await seen_by(guest.principal, bunny.video_id))
    await new_version(bunny.owner, bunny.video_id)
    assert [version.number for version in (await open_video(guest.principal, bunny.video_id)).versions] == [2]
    assert (await media.get(first)).status_code == 404


def scope_of(address: str) -> dict[str, Any]:
    return {
        "type": "http",
        "method": "GET",
        "path": address,
        "query_string": b"",
        "headers": [],
        "client": ("203.0.113.7", 1),
        "server": ("127.0.0.1", 3000),
        "scheme": "http",
    }


async def test_a_long_transfer_ends_when_its_viewer_loses_the_right(
    bunny: Uploaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "READ_BYTES", 1 << 14)
    received = 0

    async def send(message: Any) -> None:
        nonlocal received
        body = message.get("body", b"")
        if body and not received:
            async with unit_of_work() as uow:
                await end_sessions(uow, [bunny.owner.tokens.session_id])
        received += len(body)

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    with pytest.raises(BaseException):  # noqa: B017, PT011 - how the server tells its own layer is its affair
        await build_media()(scope_of(bunny.original), receive, send)
    assert 0 < received < len(BLOB)


async def test_a_viewer_who_goes_ends_the_transfer_from_the_storage(
    bunny: Uploaded, monkeypatch: pytest.MonkeyPatch, closings: Callable[[], list[bool]]
) -> None:
    monkeypatch.setattr(api, "READ_BYTES", 1 << 14)
    first_piece = asyncio.Event()

    async def send(message: Any) -> None:
        if message.get("body"):
            first_piece.set()
            await asyncio.Event().wait()

    async def receive() -> dict[str, Any]:
        await first_piece.wait()
        return {"type": "http.disconnect"}

    await build_media()(scope_of(bunny.original), receive, send)
    assert closings() == [True]


@pytest.fixture
def closings(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[bool]]:
    """Whether each transfer from the storage that began was closed."""
    begun: list[Any] = []

    def noted(*arguments: Any) -> Any:
        transfer = open_object(*arguments)
        begun.append(transfer)
        return transfer

    monkeypatch.setattr(api, "open_object", noted)
    return lambda: [transfer.gen.ag_frame is None for transfer in begun]
