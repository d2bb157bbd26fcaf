"""What is no film, too large or cut off is refused in clear words, and leaves nothing behind: no row, no object, no part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from httpx import AsyncClient

from tests.clips import make_audio_only
from tests.integration.films import BUNNY, CARPHONE, pieces, post_film, stored
from tests.integration.people import Person, project
from tests.integration.rest import rest
from videoplanet.features.manage_project.deletion import delete_project
from videoplanet.features.upload_video.incoming import IncomingFilm
from videoplanet.features.upload_video.service import receive_video
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import TooLarge, Unavailable
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.storage import close_storage, list_keys
from videoplanet.shared.storage_multipart import PART_BYTES


@pytest.fixture(autouse=True)
async def nothing_is_left() -> AsyncIterator[None]:
    """Whatever a test here does, the storage is as it was, and no row speaks of a film."""
    before, unfinished = await list_keys("videos/"), await asyncio.to_thread(unfinished_uploads)
    yield
    assert await list_keys("videos/") == before
    assert await asyncio.to_thread(unfinished_uploads) == unfinished
    for table in ("video", "version", "job", "upload"):
        assert await stored(f"select * from {table}") == []
    assert await stored("select * from activity where type like 'version.%'") == []


def unfinished_uploads() -> list[str]:
    settings = get_settings()
    client = boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint_url,
        region_name=settings.s3_region,
        aws_access_key_id=settings.required_secret(settings.s3_access_key, "s3_access_key"),
        aws_secret_access_key=settings.required_secret(settings.s3_secret_key, "s3_secret_key"),
    )
    found = client.list_multipart_uploads(Bucket=settings.s3_bucket)
    return [upload["Key"] for upload in found.get("Uploads", [])]


def not_a_film(_: Path) -> bytes:
    return "이것은 영상이 아니라 글입니다.\n".encode() * 100


def cut_short(_: Path) -> bytes:
    return BUNNY.read_bytes()[:500_000]


def nothing(_: Path) -> bytes:
    return b""


def only_sound(folder: Path) -> bytes:
    return make_audio_only(folder / "sound.m4a").read_bytes()


def playlist(_: Path) -> bytes:
    return b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (not_a_film, "video.not_a_film"),
        (cut_short, "video.truncated"),
        (nothing, "video.empty"),
        (only_sound, "video.audio_only"),
        (playlist, "video.not_a_film"),
    ],
)
@pytest.mark.parametrize("language", ["ko", "en"])
async def test_what_is_no_film_is_refused(
    make: Callable[[Path], bytes], code: str, language: str, owner: Person, gateway: AsyncClient, tmp_path: Path
) -> None:
    path = f"/projects/{await project(owner)}/videos"
    answer = await post_film(gateway, path, owner, make(tmp_path), headers={"Accept-Language": language})
    assert answer.status_code == 415
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert answer.json()["detail"] == translate(f"error.{code}", language)


async def test_a_declared_size_over_the_limit_is_refused_before_a_byte_is_read(
    owner: Person, settings: Callable[..., None]
) -> None:
    settings(max_upload_bytes="200000")
    project_id = await project(owner)

    async def untouched() -> AsyncIterator[bytes]:
        raise AssertionError("the film was read")
        yield b""

    with pytest.raises(TooLarge):
        await receive_video(owner.principal, project_id, IncomingFilm("a.mp4", untouched(), declared_size=300_000))


async def test_a_film_over_the_limit_is_refused_with_the_limit(
    owner: Person, gateway: AsyncClient, settings: Callable[..., None]
) -> None:
    settings(max_upload_bytes="200000")
    path = f"/projects/{await project(owner)}/videos"
    answer = await post_film(gateway, path, owner, BUNNY.read_bytes(), headers={"Accept-Language": "en"})
    assert answer.status_code == 413
    assert answer.json()["code"] == "upload.too_large"
    assert "195.3 KiB" in answer.json()["detail"]


async def test_a_film_that_grows_over_the_limit_is_cut_off(owner: Person, settings: Callable[..., None]) -> None:
    settings(max_upload_bytes=str(PART_BYTES + 1000))
    project_id = await project(owner)
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1 << 20
            yield bytes(1 << 20)

    with pytest.raises(TooLarge):
        await receive_video(owner.principal, project_id, IncomingFilm("a.mp4", endless()))
    assert read == PART_BYTES + (1 << 20)


@pytest.mark.parametrize("sent_bytes", [0, 100_000, PART_BYTES + 100_000])
async def test_a_sender_who_goes_away_leaves_nothing(sent_bytes: int, owner: Person) -> None:
    project_id = await project(owner)
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\n\r\n'
    film = (BUNNY.read_bytes() * 9)[:sent_bytes]
    parts = iter([head, *[film[at : at + 65536] for at in range(0, len(film), 65536)]])

    async def receive() -> dict[str, Any]:
        part = next(parts, None)
        if part is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": part, "more_body": True}

    answered: list[Any] = []

    async def send(message: Any) -> None:
        answered.append(message)

    headers = [(b"content-type", b"multipart/form-data; boundary=x"), (b"host", b"127.0.0.1:3000")]
    headers.append((b"authorization", owner.bearer["Authorization"].encode()))
    scope = {
        "type": "http",
        "method": "POST",
        "path": f"/api/v1/projects/{project_id}/videos",
        "query_string": b"",
        "headers": headers,
        "client": ("203.0.113.7", 1),
        "server": ("127.0.0.1", 3000),
        "scheme": "http",
    }
    await rest()(scope, receive, send)
    assert answered[0]["status"] == 422


async def test_an_upload_that_is_cancelled_leaves_nothing(owner: Person) -> None:
    project_id = await project(owner)
    half_way = asyncio.Event()

    async def stalls() -> AsyncIterator[bytes]:
        yield bytes(PART_BYTES)
        half_way.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(receive_video(owner.principal, project_id, IncomingFilm("a.mp4", stalls())))
    await half_way.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_title_that_is_too_long_is_refused(owner: Person, gateway: AsyncClient) -> None:
    path = f"/projects/{await project(owner)}/videos"
    answer = await post_film(gateway, path, owner, CARPHONE.read_bytes(), data={"title": "가" * 201})
    assert answer.status_code == 422
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [("title", "field.too_long")]


async def test_a_form_without_a_film_is_refused(owner: Person, gateway: AsyncClient) -> None:
    path = f"/api/v1/projects/{await project(owner)}/videos"
    answer = await gateway.post(path, files={"title": (None, "봄")}, headers=owner.bearer)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "file")
    answer = await gateway.post(path, json={"file": "x"}, headers=owner.bearer)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "upload.not_multipart")


async def test_a_deleted_project_takes_nothing(owner: Person, gateway: AsyncClient) -> None:
    project_id = await project(owner)
    await delete_project(owner.principal, project_id)
    answer = await post_film(gateway, f"/projects/{project_id}/videos", owner, CARPHONE.read_bytes())
    assert answer.status_code == 404


async def test_while_the_storage_is_away_the_sender_is_told_to_try_again(
    owner: Person, settings: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    project_id = await project(owner)
    there = get_settings().s3_endpoint_url
    settings(s3_endpoint_url="http://127.0.0.1:9")
    await close_storage()
    try:
        with pytest.raises(Unavailable):
            await receive_video(owner.principal, project_id, IncomingFilm("a.mp4", pieces(CARPHONE.read_bytes())))
    finally:
        settings(s3_endpoint_url=str(there))
        await close_storage()
